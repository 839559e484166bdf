import type { ValueSetModel } from '../../../generator/model/model.ts';
import type { Asset, Page } from '../page.ts';
import { anchorOf } from '../reference/element-table.ts';
import { valueSetPath } from '../reference/link-book.ts';
import { codeAnchors } from '../reference/value-set-page.ts';
import type { ProfilePage } from '../reference/profile-page.ts';
import type { NameRow } from './find-names.ts';

/** Makes the index of names: of pages, of the elements that profiles state, and of codes. */
export function nameIndex(
  pages: readonly Page[],
  profiles: readonly ProfilePage[],
  sets: readonly ValueSetModel[],
): Asset {
  const rows: NameRow[] = [
    ...pages.flatMap(({ title, kind, path, names = [] }): NameRow[] =>
      kind === undefined ? [] : [[title, kind, path, names[0] ?? '']],
    ),
    ...profiles.flatMap(elementNames),
    ...sets.flatMap(codeNames),
  ];
  return { path: 'assets/names.json', content: JSON.stringify(rows) };
}

/** An element is found by its path, under the name of its profile. */
function elementNames({ page, rows, structure }: ProfilePage): NameRow[] {
  return rows
    .filter(({ isInDifferential, depth }) => isInDifferential && depth > 0)
    .map(({ id, short = '' }) => [
      structure.name + id.slice(structure.fhirType.length),
      'Element',
      `${page.path}#${anchorOf(id)}`,
      short,
    ]);
}

function codeNames(set: ValueSetModel): NameRow[] {
  const anchors = codeAnchors(set.concepts);
  return set.concepts.map(({ code, display }, at) => [
    code,
    'Code',
    `${valueSetPath(set)}#${encodeURIComponent(anchors[at] ?? '')}`,
    `${display ?? ''} (${set.name})`,
  ]);
}
