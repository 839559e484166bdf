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

/** Whether values of a type are codes, or hold some. */
export function isCoded(type: TypeModel): boolean {
  return type.kind === 'primitive' || ['CodeableConcept', 'Coding', 'Quantity'].includes(type.code);
}

/** A value set, or its canonical where no code of it is known, with the strength of its binding. */
export function bindingEntry({ strength, valueSet, canonical, systems }: BindingModel): ValueEntry {
  const set = valueSet ? valueOf({ name: codesName(valueSet.name), module: valueSet.module }) : literal(canonical);
  return entry('binding', list([literal(strength), set, ...(!valueSet && systems ? [literal(systems)] : [])]));
}

/** A binding that can be checked; undefined for examples and preferences. */
export function checkedBinding(binding: BindingModel | undefined, type: TypeModel): ValueEntry[] {
  if (!binding?.canonical || (binding.strength !== 'required' && binding.strength !== 'extensible')) return [];
  return isCoded(type) ? [bindingEntry(binding)] : [];
}

/** What the rules of one content are declared with. */
export interface InnerRules {
  /** The rules inside of a value of which the profile says more. */
  readonly of: (content: ContentModel) => ValueExpression;
  /** The rules of the profile that a resource, or a value of a datatype, follows. */
  readonly profile: (ref: InterfaceRef, content: ContentModel) => ValueExpression;
  /** The content that the values are in. */
  readonly content: ContentModel;
}

/** What values of a type follow inside: profiles, what the element says of it, and what references lead to. */
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

/** What is said of the target of a reference beyond what is stated already. */
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

/** Limits on the size of a value: of a number, a date or time, or a quantity. */
export function limitsOf({ minValue, maxValue, maxLength }: ElementModel, type: TypeModel): object | undefined {
  const isLimited = type.kind === 'primitive' || type.code === 'Quantity';
  const limits = {
    ...(isLimited && isLimit(minValue, type) && { min: minValue.value }),
    ...(isLimited && isLimit(maxValue, type) && { max: maxValue.value }),
    ...(type.kind === 'primitive' && maxLength !== undefined && { length: maxLength }),
  };
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/** Whether a limit is one for values of a type: any number for numbers, else of the type itself, or of a date for moments. */
function isLimit(limit: ElementModel['minValue'], type: TypeModel): limit is NonNullable<ElementModel['minValue']> {
  if (!limit) return false;
  if (typeof limit.value === 'number') return type.kind === 'primitive' && type.json === 'number';
  return limit.type === type.code || (dates.includes(limit.type) && dates.includes(type.code));
}

const dates = ['date', 'dateTime', 'instant'];

/** An object, or undefined where it has no entries. */
export function objectOrNothing(entries: readonly ValueEntry[]): ValueExpression | undefined {
  return entries.length === 0 ? undefined : object(entries);
}
