import { baseTypeUrl } from '../fhir/canonical.ts';
import type { Discriminator } from '../fhir/definitions.ts';
import { parseDiscriminatorPath, type DiscriminatorStep } from '../fhir/discriminator-path.ts';
import type { ResolvedElement } from '../resolve/resolved.ts';
import { bindingModel } from './binding-model.ts';
import { findDiscriminated, type DiscriminatedElement } from './discriminated-element.ts';
import { type ModelContext } from './model-context.ts';
import type { SliceDiscriminator, SliceProfile, SliceStep, SliceTest } from './model.ts';
import { patternIn } from './slice-pattern.ts';

/** The result of evaluating one discriminator. */
type Finding = Pick<SliceDiscriminator, 'value' | 'test' | 'unusable' | 'isUnknown'> & { readonly path?: string };

/** The place of a discriminator in the slice and in the sliced element. */
interface Place {
  readonly context: ModelContext;
  readonly found: DiscriminatedElement;
  /** The same place in the sliced element, whose rules apply to every item and so discriminate nothing. */
  readonly sliced: DiscriminatedElement | undefined;
}

/**
 * Returns the discriminators of a slice: for each, the value at its path in the slice, or in the profile of the slice's
 * type; or a test; or the reason why there is neither.
 * @see http://hl7.org/fhir/STU3/profiling.html#discriminator
 */
export function sliceDiscriminators(
  context: ModelContext,
  discriminators: readonly Discriminator[],
  slice: ResolvedElement,
  sliced: ResolvedElement,
): SliceDiscriminator[] {
  return discriminators.map((discriminator) => ({
    ...discriminator,
    ...evaluate(context, discriminator, slice, sliced),
  }));
}

function evaluate(
  context: ModelContext,
  { type, path }: Discriminator,
  slice: ResolvedElement,
  sliced: ResolvedElement,
): Finding {
  const parsed = parseDiscriminatorPath(path);
  if (!parsed) return unknown(`"${path}" is not a valid discriminator path`);
  const steps = parsed.ending ? resolved(context, slice, parsed.steps) : parsed.steps;
  const found = findDiscriminated(context, slice, steps);
  if ('unusable' in found) return unknown(found.unusable);
  const same = findDiscriminated(context, { ...sliced, slices: [] }, steps);
  const place = { context, found, sliced: 'unusable' in same ? undefined : same };
  switch (parsed.ending ?? type) {
    case 'value':
    case 'pattern':
      return byValue(place);
    case 'exists':
      return byExistence(place);
    case 'type':
      return byType(place);
    case 'profile':
      return byProfile(place);
  }
}

/** Follows a reference at the end of the path, which the old form implies. */
function resolved(
  context: ModelContext,
  slice: ResolvedElement,
  steps: readonly DiscriminatorStep[],
): readonly DiscriminatorStep[] {
  const further = [...steps, { kind: 'resolve' } as const];
  return steps.at(-1)?.kind === 'resolve' || 'unusable' in findDiscriminated(context, slice, further) ? steps : further;
}

/** Creates the result for a place without rules, where an item may have any value. */
function silent(unusable: string): Finding {
  return { unusable };
}

/** Creates the result for a place whose rules may be impossible to evaluate. */
function unknown(unusable: string): Finding {
  return { unusable, isUnknown: true };
}

function byValue(place: Place): Finding {
  const { context, found } = place;
  const value = valueAround(found) ?? (found.element && patternIn(context, found.element));
  if (value !== undefined) return atValue(found.steps, value);
  if (found.element?.max === 0) return byExistence(place);
  return byBinding(place) ?? silent('the slice fixes nothing there and adds no required binding');
}

function atValue(steps: readonly SliceStep[], value: unknown): Finding {
  const path = plainPath(steps);
  return path === undefined ? { test: { kind: 'value', at: steps, value } } : { path, value };
}

/** Returns the path of steps that are all names. */
function plainPath(steps: readonly SliceStep[]): string | undefined {
  if (!steps.every((step) => typeof step === 'string')) return undefined;
  return steps.length === 0 ? '$this' : steps.join('.');
}

/** Returns the value inside a fixed value of a surrounding element. */
function valueAround({ around }: DiscriminatedElement): unknown {
  for (const { element, rest } of around) {
    const inside = rest && partOf((element.fixed ?? element.pattern)?.value, rest);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** Follows names into a fixed complex value; of a list the first item counts. */
function partOf(value: unknown, names: readonly string[]): unknown {
  let part: unknown = value;
  for (const name of names) {
    const item: unknown = Array.isArray(part) ? part[0] : part;
    if (typeof item !== 'object' || item === null || !Object.hasOwn(item, name)) return undefined;
    part = (item as Record<string, unknown>)[name];
  }
  return part;
}

/** Discriminates by the codes of a binding, if the sliced element has no binding or another one. */
function byBinding({ context, found, sliced }: Place): Finding | undefined {
  const bound = boundElements(found);
  const before = new Set((sliced ? boundElements(sliced) : []).map(({ element }) => element.binding?.valueSet));
  const [own] = bound.filter(({ element }) => !before.has(element.binding?.valueSet));
  if (!own?.element.binding) return undefined;
  const test: SliceTest = { kind: 'member', at: own.steps, binding: bindingModel(context, own.element.binding) };
  return { test };
}

interface Bound {
  readonly element: ResolvedElement;
  readonly steps: readonly SliceStep[];
}

/** Returns the elements with required codes: the element, its codings, and the surrounding concept or coding. */
function boundElements({ element, steps, around }: DiscriminatedElement): Bound[] {
  const own = element ? [{ element, steps }] : [];
  const inside = element?.children.filter(({ name }) => name === 'coding' || name === 'code') ?? [];
  const outside = around.filter(({ rest }) => rest?.every((name) => name === 'coding' || name === 'code'));
  return [
    ...own,
    ...inside.map((child) => ({ element: child, steps: [...steps, child.name] })),
    ...outside.toReversed(),
  ]
    .filter(({ element: { types } }) => types.some(({ code }) => coded.has(code)))
    .filter(({ element: { binding } }) => binding?.strength === 'required' && binding.valueSet !== undefined);
}

const coded = new Set(['code', 'string', 'uri', 'Coding', 'CodeableConcept', 'Quantity']);

function byExistence({ found, sliced }: Place): Finding {
  const { element, around } = found;
  // A choice is present if any of its types is.
  const at = (sliced ?? found).steps;
  const isNeverThere = element?.max === 0 || around.slice(1).some((one) => one.element.max === 0);
  if (at.length > 0 && isNeverThere) return { test: { kind: 'exists', at, isThere: false } };
  if (at.length > 0 && element && element.min > 0) return { test: { kind: 'exists', at, isThere: true } };
  return silent('the element is optional there');
}

function byType(place: Place): Finding {
  const { context, found, sliced } = place;
  if (found.targets) return byTargets(place, found.targets);
  const { element, steps } = found;
  const codes = codesOf(element);
  if (codes.join() === codesOf(sliced?.element).join())
    return silent('the slice does not restrict the types of the element');
  if (element?.name.endsWith('[x]')) return { test: { kind: 'exists', at: steps, isThere: true } };
  if (!codes.every((code) => isResource(context, code)))
    return silent(
      codes.includes('Reference')
        ? 'a reference needs resolve() in the discriminator path'
        : 'the element has only one type',
    );
  return ofTypes(steps, codes);
}

function codesOf(element: ResolvedElement | undefined): string[] {
  return [...new Set(element?.types.map(({ code }) => code))];
}

function isResource(context: ModelContext, code: string): boolean {
  return context.structure(baseTypeUrl(code))?.definition.kind === 'resource';
}

/** Discriminates resources by their type. */
function ofTypes(steps: readonly SliceStep[], types: readonly string[]): Finding {
  const path = plainPath([...steps, 'resourceType']);
  const [only, ...others] = types;
  return path === undefined || others.length > 0 ? { test: { kind: 'type', at: steps, types } } : { path, value: only };
}

/** Discriminates a reference by its target types. */
function byTargets({ context, found, sliced }: Place, targets: readonly string[]): Finding {
  const missing = targets.find((target) => !context.structure(target));
  if (missing !== undefined) return unknown(`the profile ${missing} of the target is not in the input`);
  const typesOf = (profiles: readonly string[] = []): string[] => [
    ...new Set(profiles.flatMap((profile) => context.structure(profile)?.definition.type ?? [])),
  ];
  const types = typesOf(targets);
  const isAny = types.length === 0 || types.includes('Resource');
  if (isAny || types.join() === typesOf(sliced?.targets).join())
    return silent('the slice does not restrict the target types of the reference');
  return { test: { kind: 'type', at: found.steps, types } };
}

function byProfile({ context, found, sliced }: Place): Finding {
  const canonicals = profilesOf(found);
  if (canonicals.length === 0 || canonicals.join() === profilesOf(sliced).join())
    return silent('the slice names no profile there');
  const profiles: SliceProfile[] = [];
  for (const canonical of canonicals) {
    const definition = context.structure(canonical)?.definition;
    const name = context.nameOf(canonical);
    if (!definition || !name) return unknown(`the profile ${canonical} is not in the input`);
    profiles.push({
      canonical: definition.url,
      ...(definition.kind === 'resource' && { resourceType: definition.type }),
      ...(definition.derivation === 'constraint' && { ref: { name: name.name, module: name.module } }),
    });
  }
  const tells = profiles.every(({ ref, resourceType }) => ref ?? resourceType);
  return tells ? { test: { kind: 'profile', at: found.steps, profiles } } : silent('the slice names no profile there');
}

function profilesOf(found: DiscriminatedElement | undefined): readonly string[] {
  return found?.targets ?? [...new Set(found?.element?.types.flatMap(({ profile }) => profile ?? []))];
}
