import { lineWidth, type OpenPart } from './lay-out.ts';
import { isPlain, Line } from './line.ts';
import { closing, nesting, split, type Token } from './tokens.ts';

/**
 * Breaks code that is too long for a line, where it is of a form that emitted code is full of: a constant, a return or a
 * test that is a call, with lists and objects in it, a function, or types. Undefined for any other form.
 */
export function breakLine(
  tokens: readonly Token[],
  indent: number,
  as: OpenPart['as'] | 'entry',
): string[] | undefined {
  try {
    if (as === 'header') return parameters(tokens, indent, ' {');
    if (as === 'interface') return undefined;
    if (as === 'entry') return member(tokens, indent);
    return as === 'member' ? property(tokens, indent) : statement(tokens, indent);
  } catch (error) {
    if (error instanceof OtherForm) return undefined;
    throw error;
  }
}

/** Thrown on a form that is not known here. */
class OtherForm extends Error {}

function statement(tokens: readonly Token[], indent: number): string[] {
  const [first, second] = tokens;
  if (first?.text === 'return') return [...expression(tokens.slice(1), indent, `${pad(indent)}return `, ';')];
  if (first?.text === 'if') return test(tokens, indent);
  if (tokens.some(({ text }) => text === 'type') && (first?.text === 'type' || second?.text === 'type'))
    return alias(tokens, indent);
  if (first?.text === 'function' || second?.text === 'function') return parameters(tokens, indent, ';');
  if (first?.text === 'const' || (first?.text === 'export' && second?.text === 'const'))
    return constant(tokens, indent);
  throw new OtherForm();
}

/** The value begins behind the equals sign if its own brackets can begin there too, else on the next line. */
function constant(tokens: readonly Token[], indent: number): string[] {
  const equals = tokens.findIndex((token) => token.text === '=');
  const left = `${pad(indent)}${flatOf(tokens.slice(0, equals))} =`;
  const value = tokens.slice(equals + 1);
  if (equals < 0 || left.length > lineWidth) throw new OtherForm();
  const head = headOf(value);
  if (left.length + 1 + head.length <= lineWidth) return expression(value, indent, `${left} `, ';');
  return [left, ...expression(value, indent + 2, pad(indent + 2), ';')];
}

/** The type begins on the next line; one of several has a line each where they do not fit on that. */
function alias(tokens: readonly Token[], indent: number): string[] {
  const equals = tokens.findIndex((token) => token.text === '=');
  const left = `${pad(indent)}${flatOf(tokens.slice(0, equals))} =`;
  if (equals < 0 || left.length > lineWidth) throw new OtherForm();
  return [left, ...union(tokens.slice(equals + 1), indent + 2)];
}

/** A type on a line of its own, or one line for each of several. */
function union(tokens: readonly Token[], indent: number): string[] {
  const isOne = split(tokens, '|').length === 1;
  if (tokens.some(({ text }) => text === '&' || (isOne && text === '<'))) throw new OtherForm();
  const line = `${pad(indent)}${flatOf(tokens)};`;
  if (line.length <= lineWidth) return [line];
  const types = split(tokens, '|').map((type) => `${pad(indent)}| ${flatOf(type)}`);
  if (types.length === 1 || types.some((type) => type.length >= lineWidth)) throw new OtherForm();
  return types.map((type, index) => (index < types.length - 1 ? type : `${type};`));
}

/** The header of a function, a parameter on each line; `end` is what follows it. */
function parameters(tokens: readonly Token[], indent: number, end: string): string[] {
  const open = tokens.findIndex((token) => nesting(token) > 0);
  const close = closing(tokens, open);
  const isFunction = tokens.slice(0, 2).some(({ text }) => text === 'function');
  if (!isFunction || open < 0 || close < 0) throw new OtherForm();
  const all = split(tokens.slice(open + 1, close), ',').map((parameter) => `${pad(indent + 2)}${flatOf(parameter)},`);
  const lines = [
    `${pad(indent)}${flatOf(tokens.slice(0, open + 1))}`,
    ...all,
    `${pad(indent)}${flatOf(tokens.slice(close))}${end}`,
  ];
  if (all.length === 0 || lines.some((line) => line.length > lineWidth)) throw new OtherForm();
  return lines;
}

/** A member of an interface that may be of several types. */
function property(tokens: readonly Token[], indent: number): string[] {
  const colon = tokens.findIndex((token) => token.text === ':');
  const types = tokens.slice(colon + 1);
  if (colon < 0 || split(types, '|').length < 2) throw new OtherForm();
  return [`${pad(indent)}${flatOf(tokens.slice(0, colon + 1))}`, ...union(types, indent + 2)];
}

function test(tokens: readonly Token[], indent: number): string[] {
  const close = closing(tokens, 1);
  if (close < 0) throw new OtherForm();
  const condition = tokens.slice(2, close);
  const body = `${pad(indent + 2)}${flatOf(tokens.slice(close + 1))};`;
  const line = `${pad(indent)}if (${flatOf(condition)})`;
  if (line.length <= lineWidth) return [line, body];
  return [`${pad(indent)}if (`, ...operands(condition, indent + 2), `${pad(indent)})`, body];
}

/** Conditions that all have to hold, one below the other. */
function operands(tokens: readonly Token[], indent: number): string[] {
  const all = split(tokens, '&&');
  if (split(tokens, '||').length > 1 || split(tokens, '?').length > 1) throw new OtherForm();
  return all.flatMap((operand, index) => expression(operand, indent, pad(indent), index < all.length - 1 ? ' &&' : ''));
}

/** An expression behind what stands before it on its line. */
function expression(tokens: readonly Token[], indent: number, before: string, after: string): string[] {
  const line = `${before}${flatOf(tokens)}${after}`;
  if (line.length <= lineWidth || tokens.length === 1) return [line];
  if (isObjectMaker(tokens)) return expression(tokens.slice(4, -1), indent, `${before}() => (`, `)${after}`);
  const opening = headOf(tokens);
  const open = tokens.findIndex((token) => nesting(token) > 0);
  if (closing(tokens, open) !== tokens.length - 1) throw new OtherForm();
  const items = split(tokens.slice(open + 1, -1), ',');
  const close = tokens.at(-1)?.text ?? '';
  const isOfText = tokens[0]?.kind === 'string' || tokens[1]?.kind === 'string';
  if ((close === ']' && open > 0) || (isTooShort(items) && !isOfText)) throw new OtherForm();
  const start = `${before}${opening}`;
  if (start.length > lineWidth && before.trim() !== '') throw new OtherForm();
  if (close === '}') return [start, ...items.flatMap((item) => member(item, indent + 2)), `${pad(indent)}}${after}`];
  return (
    (close === ')' ? hugged(items, indent, start, after) : undefined) ?? [
      start,
      ...items.flatMap((item) => expression(item, indent + 2, pad(indent + 2), ',')),
      `${pad(indent)}${close}${after}`,
    ]
  );
}

/**
 * A last argument that is an object, a list or a function that gives an object may stay on the line of the call.
 * Undefined where every argument has lines of its own.
 */
function hugged(
  items: readonly (readonly Token[])[],
  indent: number,
  start: string,
  after: string,
): string[] | undefined {
  const last = items.at(-1) ?? [];
  const isArrow = isObjectMaker(last);
  if (!isArrow && split(last, '=>').length > 1) throw new OtherForm();
  if (!isArrow && last[0]?.text !== '{' && last[0]?.text !== '[') return undefined;
  const others = items.slice(0, -1).map((item) => `${flatOf(item)}, `);
  const before = `${start}${others.join('')}`;
  const isEmpty = last.at(isArrow ? -3 : -2)?.text === '{';
  const head = isArrow ? '() => ({' : headOf(last);
  if (isEmpty || before.length + head.length > lineWidth) return undefined;
  const inner = isArrow ? last.slice(4, -1) : last;
  return expression(inner, indent, isArrow ? `${before}() => (` : before, isArrow ? `))${after}` : `)${after}`);
}

/** Whether there is too little between brackets for a break there to be worth it. */
function isTooShort(items: readonly (readonly Token[])[]): boolean {
  return items.length === 0 || (items.length === 1 && flatOf(items[0] ?? []).length <= lineWidth / 4);
}

/** A function without arguments that gives an object. */
function isObjectMaker(tokens: readonly Token[]): boolean {
  return ['(', ')', '=>', '(', '{'].every((text, index) => tokens[index]?.text === text);
}

/** A name with a short text stays on one line: there is nothing to gain. */
function member(tokens: readonly Token[], indent: number): string[] {
  const [name, colon, ...value] = tokens;
  const line = `${pad(indent)}${flatOf(tokens)},`;
  if (line.length <= lineWidth) return [line];
  if (!name || colon?.text !== ':') throw new OtherForm();
  const start = `${pad(indent)}${flatOf([name])}:`;
  if (value.length === 1 && value[0]?.kind === 'string')
    return name.text.length + 1 < worthBreak ? [line] : [start, `${pad(indent + 2)}${flatOf(value)},`];
  return expression(value, indent, `${start} `, ',');
}

/** A name shorter than this, colon included, is too short for a line break behind it to gain anything. */
const worthBreak = 6;

/** Up to and with the first bracket of an expression. */
function headOf(tokens: readonly Token[]): string {
  const open = tokens.findIndex((token) => nesting(token) > 0);
  if (open < 0) throw new OtherForm();
  const head = tokens.slice(0, open + 1);
  if (!head.slice(0, -1).every(({ text, kind }) => kind !== 'other' || text === '.' || /^[\w$]+$/.test(text)))
    throw new OtherForm();
  return flatOf(head);
}

function flatOf(tokens: readonly Token[]): string {
  const line = new Line();
  for (const token of tokens) line.add(token);
  if (!isPlain(line)) throw new OtherForm();
  return line.flat;
}

function pad(indent: number): string {
  return ' '.repeat(indent);
}
