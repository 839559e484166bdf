import { cardinality } from '../../../generator/declare/doc-text.ts';
import type { ElementRow } from '../model/element-rows.ts';

const columns = [
  'Id',
  'Stated here',
  'Min',
  'Max',
  'Must support',
  'Modifier',
  'Types',
  'Binding strength',
  'Value set',
  'Fixed or pattern',
  'Invariants',
  'Short',
  'TypeScript member',
  'Builder input',
];

/** The tree of a profile as comma-separated values, as RFC 4180 describes them. */
export function elementCsv(rows: readonly ElementRow[]): string {
  return [columns, ...rows.map(cellsOf)].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cellsOf(row: ElementRow): string[] {
  const [min = '', max = ''] = cardinality(row).split('..');
  const value = row.fixed ?? row.pattern;
  return [
    row.id,
    row.isInDifferential ? 'yes' : 'no',
    min,
    max,
    row.mustSupport ? 'yes' : 'no',
    row.isModifier ? 'yes' : 'no',
    row.types
      .map(({ code, profile, targetProfile }) => [code, profile ?? targetProfile].filter(Boolean).join(' '))
      .join('; '),
    row.binding?.strength ?? '',
    row.binding?.valueSet ?? '',
    value ? JSON.stringify(value.value) : '',
    row.own.map(({ key }) => key).join('; '),
    row.short ?? '',
    row.typescript?.members.map(({ name, type }) => `${name}: ${type}`).join('; ') ?? '',
    row.typescript?.input ? `${row.typescript.input.name}: ${row.typescript.input.type}` : '',
  ];
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
