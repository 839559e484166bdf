import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { compareText, parseCanonical } from '../fhir/canonical.ts';
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
    const isSubscription = definition.type === 'Subscription';
    if (!isSubscription) fail(`A profile of ${definition.type} cannot describe subscriptions.`);
    const parameters = parametersOf(subscription, context, fail);
    const checks = [areNamed, areFormed, areFast].map((check) => check(subscription, fail));
    if (!held || !isSubscription || !parameters || checks.includes(false)) return [];
    return [modelOf(subscription, { created, held: held.model, parameters, isAsked: context.service !== undefined })];
  });
  return models.sort((a, b) => compareText(a.module, b.module));
}

function modelOf(
  subscription: SubscriptionDefinition,
  {
    created,
    isAsked,
    ...parts
  }: Pick<SubscriptionModel, 'held' | 'parameters'> & {
    readonly created: BuiltStructure;
    readonly isAsked: boolean;
  },
): SubscriptionModel {
  const { subpath, model } = created;
  const operations = new Set(subscription.operations.map(({ name }) => name));
  return {
    ...subscription,
    ...parts,
    subpath,
    module: `${subpath}/service`,
    ...(isAsked && operations.size === 3 && { requests: `${subpath}/requests` }),
    created: model,
  };
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

/** Whether every text that becomes a name is one, and no two are the same where they stand side by side. */
function areNamed(
  { forms, parameters, contact, endpoint }: SubscriptionDefinition,
  fail: (text: string) => void,
): boolean {
  const suffixes = parameters.flatMap(({ narrowed }) => (narrowed ? [narrowed.suffix, narrowed.otherSuffix] : []));
  const texts = [contact, endpoint];
  const scopes = [
    forms.map(({ name }) => name),
    suffixes,
    texts.map(({ type }) => type),
    texts.map(({ type }) => type.slice(0, 1).toLowerCase() + type.slice(1)),
    [...inputMembers, ...texts.map(({ member }) => member)],
    ...forms.map((form) => membersOf(parameters, form.name)),
    ...parameters.map(({ bounds }) => bounds.map(({ member }) => member)),
  ];
  const wrong = scopes.flat().filter((name) => toIdentifier(name) !== name);
  const twice = scopes.flatMap((names) => names.filter((name, index) => names.indexOf(name) !== index));
  for (const name of new Set(wrong)) fail(`${JSON.stringify(name)} is to be a name, and is no identifier.`);
  for (const name of new Set(twice)) fail(`The name ${name} is used twice.`);
  return wrong.length + twice.length === 0;
}

/** Members of the input of every builder of subscriptions, besides those of contact and endpoint. */
const inputMembers = ['criteria', 'end', 'reason'];

function membersOf(parameters: readonly CriteriaParameterDefinition[], form: string): string[] {
  return parameters.flatMap(({ uses }) => uses.filter((use) => use.form === form).map(({ member }) => member));
}

/** Whether every form that a parameter is used in is one of those that are described. */
function areFormed({ forms, parameters }: SubscriptionDefinition, fail: (text: string) => void): boolean {
  const known = forms.map(({ name }) => name);
  const unknown = parameters.flatMap(({ uses }) =>
    uses.map(({ form }) => form).filter((form) => !known.includes(form)),
  );
  for (const form of new Set(unknown)) fail(`The form ${form} of a parameter is not described.`);
  return unknown.length === 0;
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
