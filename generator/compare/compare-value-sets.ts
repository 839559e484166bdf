import type { ConceptModel, ValueSetModel } from '../model/model.ts';
import { finding, listed, shown, type Finding } from './change.ts';

/** Compares the codes of a value set; `isRequired` says whether an element must have one of them. */
export function compareValueSets(old: ValueSetModel, now: ValueSetModel, isRequired: boolean): Finding[] {
  const [was, is] = [byCode(old), byCode(now)];
  const gone = old.concepts.filter((concept) => !is.has(keyOf(concept)));
  const come = now.concepts.filter((concept) => !was.has(keyOf(concept)));
  const renamed = now.concepts.filter((concept) => (was.get(keyOf(concept))?.key ?? concept.key) !== concept.key);
  // Codes of an open set may be right although they are not listed.
  const breaks = isRequired && now.isClosed ? 'both' : 'builders';
  return [
    ...(gone.length > 0 ? [finding('narrowed', `It no longer has ${codes(gone)}.`, breaks)] : []),
    ...(come.length > 0 ? [finding('widened', `It has ${codes(come)} too.`, 'none')] : []),
    ...(renamed.length > 0
      ? [finding('changed', `The constants have other names: ${listed(renamed.map(({ key }) => key))}.`, 'builders')]
      : []),
    ...compareClosed(old, now, isRequired),
  ];
}

function compareClosed(old: ValueSetModel, now: ValueSetModel, isRequired: boolean): Finding[] {
  if (old.isClosed === now.isClosed) return [];
  if (!now.isClosed) return [finding('widened', 'It may have codes that are not listed.', 'none')];
  return [finding('narrowed', 'It no longer allows codes other than those listed.', isRequired ? 'both' : 'none')];
}

function keyOf({ system = '', code }: ConceptModel): string {
  return `${system}|${code}`;
}

function byCode({ concepts }: ValueSetModel): Map<string, ConceptModel> {
  return new Map(concepts.map((concept) => [keyOf(concept), concept]));
}

function codes(concepts: readonly ConceptModel[]): string {
  return `the ${concepts.length === 1 ? 'code' : 'codes'} ${listed(concepts.map(({ code }) => shown(code)))}`;
}
