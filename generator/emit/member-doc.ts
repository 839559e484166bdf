import { lastSegment } from '../fhir/canonical.ts';
import type { BindingModel, ElementModel, SliceModel, TypeModel } from '../model/model.ts';
import { docLines } from '../code/comment.ts';
import { describeMark } from './slice-test.ts';

/** Sets up to this size are listed in full; larger ones are named only. */
const maxListed = 8;

/** What a reader should know of an element that its type does not say. */
export function memberDoc(element: ElementModel): string[] {
  if (element.max === 0) return docLines(`${sentence(element.short) || 'Not used in this profile.'} 0..0.`);
  const more = factsBeyondType(element);
  if (!element.short && more.every((fact) => fact === '') && isInType(element)) return [];
  const range = cardinality({ min: element.minItems, max: element.max });
  const facts = [sentence(element.short), `${range}.`, ...more];
  return docLines(facts.filter(Boolean).join(' '));
}

/** Whether the type of a member alone says how often an element is there: not of one that a builder may fill in. */
function isInType({ minItems, max, fixed, pattern, recommended }: ElementModel): boolean {
  const isUsual = minItems <= 1 && (max === 1 || max === Infinity);
  return isUsual && (minItems === 0 || (fixed ?? pattern ?? recommended) === undefined);
}

function factsBeyondType(element: ElementModel): string[] {
  return [choiceSentence(element), bindingSentence(element.binding), targetSentence(element), slicesSentence(element)];
}

/** The same of one type of a choice, without what is said of the choice. */
export function ownDoc({ own }: TypeModel, element: ElementModel): string[] {
  if (!own) return [];
  const facts = [
    own.short === element.short ? '' : sentence(own.short),
    own.binding?.canonical === element.binding?.canonical ? '' : bindingSentence(own.binding),
  ].filter(Boolean);
  return facts.length === 0 ? [] : docLines(facts.join(' '));
}

/** `0..1`, `1..*`. */
export function cardinality({ min, max }: { readonly min: number; readonly max: number }): string {
  return `${min}..${max === Infinity ? '*' : max}`;
}

/** Text with a full stop, or nothing. */
export function sentence(text: string | undefined): string {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function bindingSentence(binding: BindingModel | undefined): string {
  if (!binding?.canonical) return '';
  const set = binding.valueSet;
  const where =
    set && set.size > maxListed ? `, one of ${set.size} codes of \`${set.name}\`` : set ? ` \`${set.name}\`` : '';
  return `${capital(binding.strength)} binding${where || ` ${lastSegment(binding.canonical)}`}.`;
}

function choiceSentence({ isChoice, types, min }: ElementModel): string {
  if (!isChoice || types.length < 2) return '';
  return `${min > 0 ? 'Exactly' : 'At most'} one of these members.`;
}

function targetSentence(element: ElementModel): string {
  const profiles = element.types.flatMap((type) => (type.kind === 'reference' ? type.targetProfiles : []));
  const named = profiles.filter((profile) => !profile.startsWith('http://hl7.org/fhir/'));
  return named.length === 0 ? '' : `Profiles of the target: ${[...new Set(named.map(lastSegment))].join(', ')}.`;
}

function slicesSentence(element: ElementModel): string {
  if (element.slices.length === 0) return '';
  const paths = (element.slicing?.discriminators ?? []).map((discriminator) => `\`${discriminator.path}\``);
  const by = paths.length > 0 ? `, told apart by ${paths.join(' and ')}` : '';
  const slices = element.slices.map((slice) => `\`${slice.sliceName}\` ${cardinality(slice)}`).join(', ');
  return `Slices${by}: ${slices}. ${restOf(element)}`;
}

function restOf(element: ElementModel): string {
  switch (element.slicing?.rules) {
    case 'closed':
      return 'No other items are allowed.';
    case 'openAtEnd':
      return 'Other items may follow them. The guard proves the slices.';
    default:
      return 'Other items are allowed too. The guard proves the slices.';
  }
}

/** What a slice is, where it is given as a property. */
export function sliceMemberDoc(slice: SliceModel): string[] {
  return docLines(
    [sentence(slice.short), `Slice \`${slice.id}\`, ${cardinality(slice)}.`, bindingSentence(slice.binding)]
      .filter(Boolean)
      .join(' '),
  );
}

/** What a slice is, for the comment of its interface. */
export function sliceDoc(slice: SliceModel): string[] {
  const marks =
    slice.untold === undefined
      ? slice.discriminators.flatMap((mark) => describeMark({ ...mark, path: `\`${mark.path}\`` }))
      : [];
  const told = marks.length > 0 ? `, known by: ${marks.join(', ')}` : '';
  return docLines(`${sentence(slice.short)} Slice \`${slice.id}\`, ${cardinality(slice)}${told}.`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
