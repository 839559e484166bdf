import { lastSegment } from '../fhir/canonical.ts';
import type { BindingModel, ElementModel, SliceModel, TypeModel } from '../model/model.ts';
import type { Doc } from './declarations.ts';
import { describeMark } from './slice-test.ts';

/** Sets up to this size are listed in full; larger ones are only named. */
const maxListed = 8;

/** No comment. */
export const noDoc: Doc = { paragraphs: [] };

/** Creates a comment of one paragraph; none for an empty text. */
export function docOf(text: string): Doc {
  const trimmed = text.trim();
  return trimmed === '' ? noDoc : { paragraphs: [trimmed] };
}

/** Creates a comment on something that only emitted modules use. */
export function internalDoc(text: string): Doc {
  return { ...docOf(text), isInternal: true };
}

/** Joins two comments. */
export function joined({ paragraphs }: Doc, other: Doc): Doc {
  return { ...other, paragraphs: [...paragraphs, ...other.paragraphs] };
}

/** Returns a name with its article: `a Patient`, `an Extension`. */
export function withArticle(name: string): string {
  return `${/^`?[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** Creates the comment of a member: what its type does not say. A cardinality alone is no comment. */
export function memberDoc(element: ElementModel): Doc {
  if (element.max === 0) return docOf(`${sentence(element.short) || 'Not allowed in this profile.'} 0..0.`);
  const short = sentence(element.short);
  const facts = [
    choiceSentence(element),
    bindingSentence(element.binding),
    targetSentence(element),
    slicesSentence(element),
  ].filter(Boolean);
  if (short === '' && facts.length === 0 && isCardinalityTyped(element)) return noDoc;
  return docOf([short, `${cardinality({ min: element.minItems, max: element.max })}.`, ...facts].join(' '));
}

/** Creates the comment of one type of a choice, without that of the choice. */
export function ownDoc({ own }: TypeModel, element: ElementModel): Doc {
  if (!own) return noDoc;
  const facts = [
    own.short === element.short ? '' : sentence(own.short),
    own.binding?.canonical === element.binding?.canonical ? '' : bindingSentence(own.binding),
  ].filter(Boolean);
  return docOf(facts.join(' '));
}

/** `0..1`, `1..*`. */
export function cardinality({ min, max }: { readonly min: number; readonly max: number }): string {
  return `${min}..${max === Infinity ? '*' : max}`;
}

/**
 * Returns whether the type of a member expresses its cardinality: `?` or not, one value, a list, or a non-empty list.
 */
function isCardinalityTyped({ minItems, max }: ElementModel): boolean {
  return minItems <= 1 && (max === 1 || max === Infinity);
}

/** Returns a text with a full stop, or an empty text. */
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
  const by = paths.length > 0 ? `, discriminated by ${paths.join(' and ')}` : '';
  const slices = element.slices.map((slice) => `\`${slice.sliceName}\` ${cardinality(slice)}`).join(', ');
  return `Slices${by}: ${slices}. ${restOf(element)}`;
}

function restOf(element: ElementModel): string {
  switch (element.slicing?.rules) {
    case 'closed':
      return 'No other items are allowed.';
    case 'openAtEnd':
      return 'Other items may follow them. The guard checks the slices.';
    default:
      return 'Other items are allowed too. The guard checks the slices.';
  }
}

/** Creates the comment of a slice that is given as a property. */
export function sliceMemberDoc(slice: SliceModel): Doc {
  return docOf(
    [sentence(slice.short), `Slice \`${slice.id}\`, ${cardinality(slice)}.`, bindingSentence(slice.binding)]
      .filter(Boolean)
      .join(' '),
  );
}

/** Creates the comment of a slice's interface. */
export function sliceDoc(slice: SliceModel): Doc {
  const marks =
    slice.undiscriminated === undefined
      ? slice.discriminators.flatMap((mark) => describeMark({ ...mark, path: `\`${mark.path}\`` }))
      : [];
  const told = marks.length > 0 ? `, discriminated by: ${marks.join(', ')}` : '';
  return docOf(`${sentence(slice.short)} Slice \`${slice.id}\`, ${cardinality(slice)}${told}.`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
