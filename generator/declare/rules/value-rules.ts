import { isEqual } from './is-equal.ts';
import type {
  BindingModel,
  ContentModel,
  ElementModel,
  InterfaceRef,
  ReferenceType,
  TypeModel,
} from '../../model/model.ts';
import { entry, list, literal, object, type ValueEntry, type ValueExpression, valueOf } from '../expressions.ts';
import { codesName } from '../names.ts';

/** Returns whether values of a type are codes or contain some. */
export function isCoded(type: TypeModel): boolean {
  return type.kind === 'primitive' || ['CodeableConcept', 'Coding', 'Quantity'].includes(type.code);
}

/** Declares a binding: its strength with the value set, or with the canonical URL if no code of the set is known. */
export function bindingEntry(
  { strength, valueSet, canonical, systems }: BindingModel,
  name: 'binding' | 'maximum' = 'binding',
): ValueEntry {
  const set = valueSet ? valueOf({ name: codesName(valueSet.name), module: valueSet.module }) : literal(canonical);
  return entry(name, list([literal(strength), set, ...(!valueSet && systems ? [literal(systems)] : [])]));
}

/**
 * Returns a binding that can be checked, and that to its maximum value set, as far as the base does not state them; none
 * for one that is only an example or a preference.
 */
export function checkedBindings(
  binding: BindingModel | undefined,
  base: BindingModel | undefined,
  type: TypeModel,
): ValueEntry[] {
  if (!binding || !isCoded(type)) return [];
  const { maximum, ...own } = binding;
  const isChecked = own.canonical !== undefined && (own.strength === 'required' || own.strength === 'extensible');
  const isRepeated = base !== undefined && isEqual(own, { ...base, maximum: undefined });
  return [
    ...(isChecked && !isRepeated ? [bindingEntry(own)] : []),
    ...(maximum && !isEqual(maximum, base?.maximum) ? [bindingEntry(maximum, 'maximum')] : []),
  ];
}

/** What the rules of one content are declared with. */
export interface InnerRules {
  /** Returns the rules for the content of a value that the profile constrains further. */
  readonly of: (content: ContentModel) => ValueExpression;
  /** Returns the rules of the profile that a resource, or a value of a datatype, follows. */
  readonly profile: (ref: InterfaceRef, content: ContentModel) => ValueExpression;
  /** The content that contains the values. */
  readonly content: ContentModel;
}

/**
 * Declares the rules for the inside of values of a type: profiles, the element's own constraints, and targets of
 * references.
 */
export function innerEntries(type: TypeModel, inherited: readonly TypeModel[], rules: InnerRules): ValueEntry[] {
  const inside = type.content ? [entry('inside', rules.of(type.content))] : [];
  if (type.kind === 'primitive') return inside;
  if (type.kind === 'resource')
    return type.profile ? [entry('follows', rules.profile(type.profile, rules.content))] : [];
  const same = inherited.find((other) => other.code === type.code);
  if (type.kind === 'reference')
    return [...inside, ...targetEntries(type, same?.kind === 'reference' ? same : undefined)];
  if (same?.kind === 'complex' && isEqual(same.profiles, type.profiles)) return inside;
  const isProfile = type.profiles.length === 1 && !type.home.module.startsWith('base/');
  if (!isProfile) return inside;
  return [entry('follows', rules.profile(type.home, rules.content)), ...inside];
}

/** Declares constraints on the target of a reference that the base does not state already. */
function targetEntries(type: ReferenceType, same: ReferenceType | undefined): ValueEntry[] {
  const isProfiled = type.targetProfiles.some((url) => !url.startsWith('http://hl7.org/fhir/StructureDefinition/'));
  return [
    ...(type.isNarrowed && !isEqual(same?.targets, type.targets) ? [entry('targets', literal(type.targets))] : []),
    ...(isProfiled && !isEqual(same?.targetProfiles, type.targetProfiles)
      ? [entry('targetProfiles', literal(type.targetProfiles))]
      : []),
    ...(type.isBundled && same?.isBundled !== true ? [entry('bundled', literal(true))] : []),
  ];
}

/** Returns the limits of a number, a date or time, or a quantity, and of a text's length. */
export function limitsOf(
  { minValue, maxValue, maxLength }: Pick<ElementModel, 'minValue' | 'maxValue' | 'maxLength'>,
  type: TypeModel,
): object | undefined {
  const isLimited = type.kind === 'primitive' || type.code === 'Quantity';
  const limits = {
    ...(isLimited && isLimit(minValue, type) && { min: minValue.value }),
    ...(isLimited && isLimit(maxValue, type) && { max: maxValue.value }),
    ...(type.kind === 'primitive' && maxLength !== undefined && { length: maxLength }),
  };
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/**
 * Returns whether a limit applies to values of a type: any number for numbers, otherwise one of the type itself, or a
 * date for moments.
 */
function isLimit(limit: ElementModel['minValue'], type: TypeModel): limit is NonNullable<ElementModel['minValue']> {
  if (!limit) return false;
  if (typeof limit.value === 'number') return type.kind === 'primitive' && type.json === 'number';
  return limit.type === type.code || (dates.includes(limit.type) && dates.includes(type.code));
}

const dates = ['date', 'dateTime', 'instant'];

/** Returns an object, or undefined if it has no entries. */
export function objectOrNothing(entries: readonly ValueEntry[]): ValueExpression | undefined {
  return entries.length === 0 ? undefined : object(entries);
}
