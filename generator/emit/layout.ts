/**
 * Lays out data the way Prettier does, so that a file of nothing but data needs no formatting. A test holds every such
 * file against Prettier.
 */

/** How wide lines may be. */
export const lineWidth = 120;

/** A text in the quotes that need fewer escapes, single ones if in doubt. */
export function quote(text: string): string {
  const json = JSON.stringify(text);
  const count = (mark: string): number => text.split(mark).length - 1;
  if (count("'") > count('"')) return json;
  const inside = json.slice(1, -1).replace(/\\.|'/g, (part) => (part === '\\"' ? '"' : part === "'" ? "\\'" : part));
  return `'${inside}'`;
}

/** A name shorter than this, colon included, is too short for a line break behind it to gain anything. */
const worthBreak = 6;

/** A value behind its name, or on a line of its own where it does not fit there; `end` is what follows it. */
export function assigned(name: string, value: string, end: ',' | ';', indent = ''): string {
  const line = `${indent}${name} ${value}${end}`;
  return line.length <= lineWidth || name.length < worthBreak ? line : `${indent}${name}\n${indent}  ${value}${end}`;
}

/** A member of an object: a text under a name, or the constant of that name where there is no text. */
export interface DataMember {
  readonly name: string;
  readonly value?: string;
}

/** An object under a name inside an object, on one line where it fits there. */
export function objectEntry(name: string, members: readonly DataMember[]): string {
  const flat = members.map((member) => (member.value === undefined ? member.name : `${member.name}: ${member.value}`));
  const line = `  ${name}: { ${flat.join(', ')} },`;
  if (line.length <= lineWidth) return line;
  const lines = members.map((member) =>
    member.value === undefined ? `    ${member.name},` : assigned(`${member.name}:`, member.value, ',', '    '),
  );
  return [`  ${name}: {`, ...lines, '  },'].join('\n');
}

/** A list of texts behind its name, one line each where they do not fit on one. */
export function assignedList(name: string, texts: readonly string[], indent: string): string {
  const line = `${indent}${name} [${texts.join(', ')}],`;
  if (line.length <= lineWidth) return line;
  return [`${indent}${name} [`, ...texts.map((text) => `${indent}  ${text},`), `${indent}],`].join('\n');
}

/** Whether a text has nothing that Prettier counts as wider or narrower than one column. */
export function isPlain(text: string): boolean {
  return /^[\n\x20-\x7e]*$/.test(text);
}
