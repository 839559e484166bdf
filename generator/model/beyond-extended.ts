import type { ModelContext } from './model-context.ts';
import type { BindingModel, ContentModel, ElementModel, InterfaceRef, SliceModel, TypeModel } from './model.ts';

/**
 * Returns whether an element may have values that the extended interface excludes, as far as that can be decided: codes
 * outside the base's value set, or a part that is not derived from that of the base profile. A resource has to satisfy
 * both, so that the emitted member gets an intersection type.
 *
 * @param extended the same element of the base profile; undefined if the base is a type
 * @param path of the element in its base type
 * @see http://hl7.org/fhir/STU3/profiling.html#binding
 */
export function isBeyondExtended(
  element: ElementModel,
  extended: ElementModel | undefined,
  path: string,
  context: ModelContext,
): boolean {
  if (element.max === 0) return false;
  const base = context.baseElement(path)?.binding;
  const known = extended
    ? extended.binding
    : base?.strength === 'required'
      ? closedSet(base.valueSet, context)
      : undefined;
  if (isCode(element) && holdsOtherCodes(element, known, context)) return true;
  if (!extended) return false;
  return (
    extended.isBeyondExtended === true ||
    !isFixedAlike(element, extended) ||
    !areItemsWithin(element, extended) ||
    element.types.some((type) => !isTypeWithin(type, extended))
  );
}

function isCode({ types }: ElementModel): boolean {
  return types.some(({ code }) => code === 'code');
}

function closedSet(canonical: string | undefined, context: ModelContext): BindingModel | undefined {
  const valueSet = canonical === undefined ? undefined : context.valueSet(canonical);
  return canonical !== undefined && valueSet ? { strength: 'required', canonical, valueSet } : undefined;
}

/** Returns whether codes outside a closed value set are allowed. */
function holdsOtherCodes(element: ElementModel, known: BindingModel | undefined, context: ModelContext): boolean {
  if (known?.strength !== 'required' || known.valueSet?.isClosed !== true || known.canonical === undefined)
    return false;
  const fixed = (element.fixed ?? element.pattern)?.value;
  if (typeof fixed === 'string') return !context.hasCode(known.canonical, fixed);
  const { binding } = element;
  if (binding?.strength !== 'required' || binding.canonical === undefined) return true;
  return binding.canonical !== known.canonical && !context.isWithin(binding.canonical, known.canonical);
}

/** Returns whether a value fixed in the base profile is fixed to the same value. */
function isFixedAlike(element: ElementModel, extended: ElementModel): boolean {
  const value = ({ fixed, pattern }: ElementModel): unknown => (fixed ?? pattern)?.value;
  const [own, other] = [value(element), value(extended)];
  if (other === undefined && extended.literals && extended.literals.length > 0) {
    const texts = typeof own === 'string' ? [own] : (element.literals ?? []);
    return texts.length > 0 && texts.every((one) => extended.literals?.includes(one));
  }
  // A fixed value says less about the types of its parts than an interface does.
  if (other === undefined) return typeof own !== 'object' || extended.types.every((type) => partOf(type) === undefined);
  return JSON.stringify(own) === JSON.stringify(other);
}

/** Returns whether the items of a list are allowed by the slices of the base profile. */
function areItemsWithin(element: ElementModel, extended: ElementModel): boolean {
  if (element.isList && extended.max === 1 && element.max > 1) return false;
  if (extended.slices.length === 0) return element.slices.every((slice) => isSliceWithin(slice, extended));
  const isClosed = extended.slicing?.rules === 'closed';
  if (isClosed && element.slicing?.rules !== 'closed') return false;
  return element.slices.every((slice) => isSliceWithin(slice, extended, isClosed));
}

function isSliceWithin({ inherited, type, item }: SliceModel, extended: ElementModel, isClosed = false): boolean {
  if (inherited) return type.content ? buildsOn(type.content, partOf(inherited.type)) : isSame(item, inherited.item);
  return !isClosed && extended.types.every((other) => partOf(other) === undefined);
}

function isTypeWithin(type: TypeModel, extended: ElementModel): boolean {
  const other = sameType(type, extended);
  if (!other) return false;
  const part = partOf(other);
  if (part) return type.content ? buildsOn(type.content, part) : type.inherited !== undefined;
  switch (type.kind) {
    case 'primitive':
      return true;
    case 'reference':
      return other.kind === 'reference' && isAmong(type.targets, other.targets);
    case 'resource':
      return (
        other.kind === 'resource' && isAmong(type.types, other.types) && (!other.profile || isSame(type.ref, other.ref))
      );
    case 'complex':
      return other.kind === 'complex' && (other.profiles.length === 0 || isSame(type.ref, other.ref));
  }
}

/** Returns the same type of an element; all types of resources count as one. */
function sameType({ kind, code }: TypeModel, { types }: ElementModel): TypeModel | undefined {
  return types.find((other) => other.code === code || (kind === 'resource' && other.kind === kind));
}

/** Returns the rules inside an element for one of its types. */
function partOf({ content, inherited }: TypeModel): ContentModel | undefined {
  return content ?? inherited;
}

function buildsOn(content: ContentModel, part: ContentModel | undefined): boolean {
  return part === undefined || content.inherited === part;
}

function isSame(one: InterfaceRef, other: InterfaceRef): boolean {
  return one.name === other.name && one.module === other.module;
}

/** Returns whether a list is a subset of another; an empty list stands for everything. */
function isAmong(some: readonly string[], others: readonly string[]): boolean {
  return others.length === 0 || (some.length > 0 && some.every((one) => others.includes(one)));
}
