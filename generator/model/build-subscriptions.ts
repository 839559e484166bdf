import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { compareText, parseCanonical } from '../fhir/canonical.ts';
import type { StructureDefinition } from '../fhir/definitions.ts';
import type { CriteriaParameterDefinition, SubscriptionDefinition } from '../fhir/subscription-definition.ts';
import type { ResolvedStructure } from '../resolve/resolved.ts';
import type { BuiltStructure } from './build-structure.ts';
import { toIdentifier } from './identifiers.ts';
import type { ModelContext } from './model-context.ts';
import type { ValueSetRef } from './model.ts';
import type { ServiceModel } from './service-model.ts';
import type { CriteriaParameterModel, SubscriptionModel } from './subscription-model.ts';

/** The services that are subscribed to. One whose profile names what the input does not have is reported and left out. */
export function buildSubscriptions(
  resolved: readonly ResolvedStructure[],
  structures: readonly BuiltStructure[],
  context: Pick<ModelContext, 'valueSet'> & { readonly service: ServiceModel | undefined },
  report: Report,
): SubscriptionModel[] {
  const built = new Map(structures.map((structure) => [structure.model.canonical, structure]));
  const models = resolved.flatMap(({ definition }) => {
    const { subscription } = definition;
    const created = built.get(definition.url);
    if (!subscription || !created) return [];
    const fail = (text: string): void =>
      report(diagnostic('model/subscription-incomplete', text, { canonical: definition.url }));
    const held = built.get(parseCanonical(subscription.heldAs).url);
    if (!held) fail(`The profile ${subscription.heldAs} is not in the input.`);
    const parameters = parametersOf(subscription, context, fail);
    const isNamed = areNamed(subscription, definition, fail);
    const isFast = areFast(subscription, fail);
    if (!held || !parameters || !isNamed || !isFast) return [];
    const { subpath } = created;
    const { operations } = subscription;
    const isAsked = context.service !== undefined && new Set(operations.map(({ name }) => name)).size === 3;
    return [
      {
        ...subscription,
        subpath,
        module: `${subpath}/service`,
        ...(isAsked && { requests: `${subpath}/requests` }),
        created: created.model,
        held: held.model,
        parameters,
      },
    ];
  });
  return models.sort((a, b) => compareText(a.module, b.module));
}

/** A group that repeats, or that is referred to, can take long on a text that is made for it. */
const slow = /\)[*+?{]|\\[1-9k]/;

/** Whether every pattern can be used. */
function areFast({ parameters, contact, endpoint }: SubscriptionDefinition, fail: (text: string) => void): boolean {
  const patterns = [...parameters.map(({ pattern }) => pattern), contact.pattern, endpoint.pattern, endpoint.owner];
  const wrong = patterns.filter((pattern) => pattern !== undefined && (slow.test(pattern) || !isPattern(pattern)));
  for (const pattern of wrong) fail(`The pattern ${pattern} is none, or may take long.`);
  return wrong.length === 0;
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** Whether every text that becomes a name is one. */
function areNamed(
  { forms, parameters, contact, endpoint }: SubscriptionDefinition,
  { name }: StructureDefinition,
  fail: (text: string) => void,
): boolean {
  const members = parameters.flatMap(({ uses, bounds }) => [...uses, ...bounds].map(({ member }) => member));
  const suffixes = parameters.flatMap(({ narrowed }) => (narrowed ? [narrowed.suffix, narrowed.otherSuffix] : []));
  const all = [
    ...suffixes,
    ...forms.map((form) => form.name),
    ...members,
    ...[contact, endpoint].flatMap(({ type, member }) => [type, member]),
  ];
  const wrong = all.filter((one) => toIdentifier(one) !== one);
  for (const one of new Set(wrong)) fail(`${name} makes a name of ${JSON.stringify(one)}, which is no identifier.`);
  return wrong.length === 0;
}

function parametersOf(
  { parameters }: SubscriptionDefinition,
  context: Pick<ModelContext, 'valueSet'>,
  fail: (text: string) => void,
): CriteriaParameterModel[] | undefined {
  const models = parameters.flatMap((parameter) => parameterOf(parameter, context, fail) ?? []);
  return models.length === parameters.length ? models : undefined;
}

function parameterOf(
  { valueSet, narrowed, ...parameter }: CriteriaParameterDefinition,
  context: Pick<ModelContext, 'valueSet'>,
  fail: (text: string) => void,
): CriteriaParameterModel | undefined {
  const setNamed = (canonical: string): ValueSetRef | undefined => {
    const set = context.valueSet(canonical);
    if (!set)
      fail(`The value set ${canonical} of the parameter ${parameter.name} is not in the input, or has no codes.`);
    return set;
  };
  const values = valueSet === undefined ? undefined : setNamed(valueSet);
  const fewer = narrowed && setNamed(narrowed.valueSet);
  if ((valueSet !== undefined && !values) || (narrowed && !fewer)) return undefined;
  return {
    ...parameter,
    ...(values && { valueSet: values }),
    ...(narrowed && fewer && { narrowed: { ...narrowed, valueSet: fewer } }),
  };
}
