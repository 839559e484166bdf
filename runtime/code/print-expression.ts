/** Prints expressions as text: on one line if they fit, otherwise one part per line. */
import type { Expression, MessageResource, ImportedSet } from './expression.js';
import { keyText, memberText, quoted } from './quote.js';

/** Maximum number of columns in a line. */
export const WIDTH = 100;

/** The names of things in a program. */
export interface Names {
  readonly ofResource: (resource: MessageResource) => string;
  readonly ofSet: (set: ImportedSet) => string;
  readonly ofHelper: (name: 'newUuid' | 'ref' | 'refTo') => string;
}

/**
 * Prints an expression.
 *
 * @param indent indentation of the lines after the first
 * @param column columns already used on the first line
 * @param after columns to leave free behind it
 */
export function printExpression(
  expression: Expression,
  names: Names,
  indent: number,
  column: number,
  after: number,
): string {
  const line = onOneLine(expression, names);
  const isList = expression.kind === 'list' || expression.kind === 'object';
  if (!isList || column + line.length + after <= WIDTH) return line;
  const inner = ' '.repeat(indent + 2);
  const lines = partsOf(expression, names).map(({ start, value }) => {
    if (!value) return `${inner}${start},\n`;
    const text = printExpression(value, names, indent + 2, indent + 2 + start.length, 1);
    return `${inner}${start}${text},\n`;
  });
  const [open, close] = expression.kind === 'list' ? '[]' : '{}';
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join('')}${' '.repeat(indent)}${close}`;
}

interface PrintedPart {
  readonly start: string;
  readonly value?: Expression;
}

function partsOf(expression: Expression, names: Names): PrintedPart[] {
  if (expression.kind === 'list') return expression.items.map(({ value }) => ({ start: '', value }));
  if (expression.kind !== 'object') return [];
  const { spread, members } = expression;
  return [
    ...(spread ? [{ start: `...${onOneLine(spread, names)}` }] : []),
    ...members.map(({ name, value }) => {
      const isShort = value.kind === 'resource' && names.ofResource(value.of) === name;
      return isShort ? { start: name } : { start: `${keyText(name)}: `, value };
    }),
  ];
}

function onOneLine(expression: Expression, names: Names): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? quoted(expression.value) : String(expression.value);
    case 'list':
      return `[${joined(expression, names)}]`;
    case 'object': {
      const inside = joined(expression, names);
      return inside === '' ? '{}' : `{ ${inside} }`;
    }
    case 'resource':
      return names.ofResource(expression.of);
    case 'reference-to':
      return `${names.ofHelper('refTo')}(${names.ofResource(expression.of)})`;
    case 'reference':
      return `${names.ofHelper('ref')}(${quoted(expression.text)})`;
    case 'constant':
      return names.ofSet(expression.from) + memberText(expression.name);
    case 'new-uuid':
      return `${names.ofHelper('newUuid')}()`;
  }
}

function joined(expression: Expression, names: Names): string {
  const parts = partsOf(expression, names);
  return parts.map(({ start, value }) => (value ? start + onOneLine(value, names) : start)).join(', ');
}
