import type { DiscriminatorStep } from '../fhir/discriminator-path.ts';
import { baseTypeUrl, parseCanonical } from '../fhir/canonical.ts';
import { choiceMember } from '../fhir/element-address.ts';
import type { ResolvedElement } from '../resolve/resolved.ts';
import { elementName, type ModelContext } from './model-context.ts';
import type { SliceStep } from './model.ts';

/** The end of a discriminator's path in a slice. */
export interface DiscriminatedElement {
  /** The steps into the JSON of an item. */
  readonly steps: readonly SliceStep[];
  /** The element definition there; undefined behind a reference that may have several target types. */
  readonly element: ResolvedElement | undefined;
  /** The elements on the path, the slice first, each with the steps to it and the names that follow. */
  readonly around: readonly Surrounding[];
  /** If the path ends in `resolve()`: the possible targets of the reference; none if they are not stated. */
  readonly targets?: readonly string[];
}

export interface Surrounding {
  readonly element: ResolvedElement;
  readonly steps: readonly SliceStep[];
  /** Undefined if other steps than names follow. */
  readonly rest: readonly string[] | undefined;
}

/** The element at the path, or the reason why there is none. */
export type Discriminated = DiscriminatedElement | { readonly unusable: string };

/** Follows the path of a discriminator from a slice, through profiles of types and the targets of references. */
export function findDiscriminated(
  context: ModelContext,
  slice: ResolvedElement,
  steps: readonly DiscriminatorStep[],
): Discriminated {
  let at: DiscriminatedElement = { steps: [], element: slice, around: [] };
  for (const [index, step] of steps.entries()) {
    if (!at.element) return { unusable: 'the reference may have more than one target type' };
    const around = [...at.around, { element: at.element, steps: at.steps, rest: namesFrom(steps.slice(index)) }];
    const further = followStep(context, at.element, at.steps, step);
    if ('unusable' in further) return further;
    at = { ...further, around };
  }
  return at;
}

function namesFrom(steps: readonly DiscriminatorStep[]): string[] | undefined {
  const names = steps.flatMap((step) => (step.kind === 'name' ? step.name : []));
  return names.length === steps.length ? names : undefined;
}

type Further = Omit<DiscriminatedElement, 'around'> | { readonly unusable: string };

function followStep(
  context: ModelContext,
  element: ResolvedElement,
  steps: readonly SliceStep[],
  step: DiscriminatorStep,
): Further {
  switch (step.kind) {
    case 'resolve':
      return intoTarget(context, element, steps);
    case 'extension':
      return intoExtension(context, element, steps, step.url);
    case 'name':
      return intoChild(context, element, steps, step.name);
  }
}

function intoTarget(context: ModelContext, { types }: ResolvedElement, steps: readonly SliceStep[]): Further {
  if (types.length === 0 || types.some(({ code }) => code !== 'Reference'))
    return { unusable: 'resolve() follows an element that is not a Reference' };
  const targets = [...new Set(types.flatMap(({ targetProfile }) => targetProfile ?? []))];
  const [only = '', ...others] = targets;
  const element = others.length === 0 ? context.structure(only)?.root : undefined;
  return { steps: [...steps, { resolve: true }], element, targets };
}

function intoExtension(
  context: ModelContext,
  element: ResolvedElement,
  steps: readonly SliceStep[],
  url: string,
): Further {
  const extension = childrenOf(context, element).find(({ name }) => name === 'extension');
  if (!extension) return { unusable: `${element.path} has no extensions` };
  const slice = extension.slices.find((one) => urlOf(context, one) === url);
  return { steps: [...insideOf(context, element, steps), { extension: url }], element: slice ?? extension };
}

/**
 * Returns the URL of an extension: the fixed one, otherwise the canonical URL of its definition, which need not be in
 * the input.
 */
function urlOf(context: ModelContext, extension: ResolvedElement): unknown {
  const url = childrenOf(context, extension).find(({ name }) => name === 'url');
  return url?.fixed?.value ?? definitionOf(extension);
}

/** Returns the canonical URL of an extension's only definition. */
function definitionOf({ types }: ResolvedElement): string | undefined {
  const [type, ...others] = types;
  if (type?.code !== 'Extension' || type.profile === undefined || others.length > 0) return undefined;
  return parseCanonical(type.profile).url;
}

function intoChild(
  context: ModelContext,
  element: ResolvedElement,
  steps: readonly SliceStep[],
  name: string,
): Further {
  const children = childrenOf(context, element);
  const child = children.find((one) => elementName(one) === name) ?? memberAmong(children, name);
  if (!child) return { unusable: `${element.path} has no element ${name}` };
  const before = insideOf(context, element, steps);
  if (child.name.endsWith('[x]')) {
    const only = child.types.length > 1 && child.slices.length === 1 ? (child.slices[0] ?? child) : child;
    return { steps: [...before, membersOf(only)], element: only };
  }
  const only = onlySlice(child);
  if (only) return { steps: [...before, child.name], element: only };
  const url = name === 'url' && child.fixed === undefined ? definitionOf(element) : undefined;
  const fixed = url === undefined ? child.fixed : { type: 'uri', value: url };
  return {
    steps: [...before, child.name],
    element: fixed === child.fixed ? child : { ...child, ...(fixed && { fixed }) },
  };
}

/**
 * Returns the only slice of a list: of several items one has what the slice says, which discriminates as it does for one
 * that is not sliced. Whether an item has to be there is what the list says, as published definitions tell the
 * components of a blood pressure apart by a code that no minimum demands.
 */
function onlySlice({ slices, min, max }: ResolvedElement): ResolvedElement | undefined {
  const [only, ...others] = slices;
  if (!only || others.length > 0) return undefined;
  return only.min > 0 ? only : { ...only, min, max };
}

/** Finds a choice by its JSON property, such as `valueQuantity`, narrowed to that type. */
function memberAmong(children: readonly ResolvedElement[], member: string): ResolvedElement | undefined {
  for (const child of children) {
    if (!child.name.endsWith('[x]')) continue;
    const types = child.types.filter(({ code }) => choiceMember(child.name, code) === member);
    if (types.length === 0) continue;
    return child.slices.find(({ sliceName }) => sliceName === member) ?? { ...child, types, slices: [] };
  }
  return undefined;
}

/** Returns the step to the JSON properties of a choice. */
function membersOf({ name, types }: ResolvedElement): SliceStep {
  const members = [...new Set(types.map(({ code }) => choiceMember(name, code)))];
  const [only = '', ...others] = members;
  return others.length === 0 ? only : { oneOf: members };
}

/** Returns the steps to the inside of an element; of a primitive, to its sibling. */
function insideOf(context: ModelContext, { types }: ResolvedElement, steps: readonly SliceStep[]): SliceStep[] {
  const last = steps.at(-1);
  const isPrimitive = types.length > 0 && types.every(({ code }) => context.facts.jsonTypeOf(code) !== undefined);
  return typeof last === 'string' && isPrimitive ? [...steps.slice(0, -1), `_${last}`] : [...steps];
}

/**
 * Returns the children in the definition or, without any, those in the profile of the element's type, or in the type.
 */
export function childrenOf(context: ModelContext, element: ResolvedElement): readonly ResolvedElement[] {
  if (element.children.length > 0) return element.children;
  if (element.contentReference !== undefined) return context.baseElement(element.contentReference)?.children ?? [];
  const [code, ...others] = new Set(element.types.map((type) => type.code));
  if (code === undefined || others.length > 0) return context.structure(baseTypeUrl('Element'))?.root.children ?? [];
  const profile = element.types.length === 1 ? element.types[0]?.profile : undefined;
  const structure =
    (profile === undefined ? undefined : context.structure(profile)) ?? context.structure(baseTypeUrl(code));
  return structure?.root.children ?? [];
}
