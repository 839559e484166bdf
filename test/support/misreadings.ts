/**
 * Texts of a message with one fault of form each: a misspelt name, a single element repeated, a number or boolean in
 * quotes.
 */
import * as elements from 'careconnect-ems/elements';
import { elementTables, type ElementTable } from 'careconnect-ems/xml';

/** How the text was changed. */
export type Fault = 'misspelt' | 'doubled' | 'quoted';

export interface Misreading {
  readonly fault: Fault;
  /** Names that lead to the place from the innermost resource, without indexes: `Patient.name.family`. */
  readonly place: string;
  /** Index of the entry whose resource contains it; -1 for the Bundle itself. */
  readonly entry: number;
  readonly text: () => string;
}

const tables = elementTables(...Object.values(elements));

interface XmlNode {
  readonly name: string;
  readonly parent: XmlNode | undefined;
  readonly start: number;
  /** Offsets just after the name in the start tag and, if there is one, in the end tag. */
  readonly names: number[];
  end: number;
  readonly table: ElementTable | undefined;
  readonly isList: boolean;
  readonly place: string;
  readonly entry: number;
}

const TAG = /<(\/?)(\w+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>/g;

/** Returns all faults of a message in XML, as `toXml` writes it. */
export function xmlMisreadings(text: string): Misreading[] {
  const found: Misreading[] = [];
  let open: XmlNode | undefined;
  let entries = -1;
  for (const { 0: tag, 1: slash, 2: name = '', 3: attributes = '', 4: end, index } of text.matchAll(TAG)) {
    if (slash) {
      const node = open as XmlNode;
      node.names.push(index + 2 + name.length);
      open = closed(node, index + tag.length);
      continue;
    }
    if (open?.place === 'Bundle' && name === 'entry') entries++;
    const node = opened(name, index, open, open?.name === 'resource' && open.entry < 0 ? entries : -1);
    found.push(...faultsOf(node, attributes));
    open = end ? closed(node, index + tag.length) : node;
  }
  return found;

  function faultsOf(node: XmlNode, attributes: string): Misreading[] {
    const { place, entry } = node;
    const misspelt = { fault: 'misspelt', place, entry, text: () => inserted(text, node.names, 'x') } as const;
    // A second resource is a fault of the element that contains the first.
    const around = node.table?.isResource ? (node.parent?.parent?.entry ?? -1) : entry;
    const doubled = {
      fault: 'doubled',
      place,
      entry: around,
      text: () => doubledIn(text, node.start, node.end, ''),
    } as const;
    const named = [...attributes.matchAll(/\s([\w:]+)=/g)].map(({ 0: one, 1: name = '', index }): Misreading => {
      const at = (node.names[0] as number) + index + one.length - 1;
      return { fault: 'misspelt', place: `${place}@${name}`, entry, text: () => inserted(text, [at], 'x') };
    });
    return node.parent && !node.isList ? [misspelt, doubled, ...named] : [misspelt, ...named];
  }
}

function opened(name: string, start: number, parent: XmlNode | undefined, inEntry: number): XmlNode {
  const resource = tables.resources.get(name);
  const entry = resource ? undefined : (parent?.table ?? tables.sibling).entries.get(name);
  return {
    name,
    parent,
    start,
    names: [start + 1 + name.length],
    end: start,
    table: resource ?? entry?.table,
    isList: entry?.isList ?? false,
    place: resource ? name : `${parent?.place}.${name}`,
    entry: Math.max(inEntry, parent?.entry ?? -1),
  };
}

function closed(node: XmlNode, end: number): XmlNode | undefined {
  node.end = end;
  return node.parent;
}

function inserted(text: string, places: readonly number[], what: string): string {
  return places.reduceRight((whole, at) => whole.slice(0, at) + what + whole.slice(at), text);
}

function doubledIn(text: string, start: number, end: number, separator: string): string {
  return inserted(text, [end], separator + text.slice(start, end));
}

/** Returns all faults of a message in JSON, as `JSON.stringify` writes it without spaces. */
export function jsonMisreadings(text: string): Misreading[] {
  const found: Misreading[] = [];
  value(0, '', -1, false);
  return found;

  /** Returns the end of the value. */
  function value(start: number, place: string, entry: number, isEntry: boolean): number {
    const first = text.charAt(start);
    if (first === '"') return stringEnd(text, start);
    if (first === '{') return object(start, place, entry);
    if (first === '[') return list(start, place, entry, isEntry);
    const [word = ''] = /^[^,\]}]+/.exec(text.slice(start, start + 100)) ?? [];
    const end = start + word.length;
    const quoted = (): string => inserted(text, [start, end], '"');
    if (word !== 'null') found.push({ fault: 'quoted', place, entry: Math.max(entry, -1), text: quoted });
    return end;
  }

  function list(start: number, place: string, entry: number, isEntry: boolean): number {
    let at = start + 1;
    for (let index = 0; text.charAt(at) !== ']'; index++) {
      at = value(at, place, isEntry ? -2 - index : entry, false);
      if (text.charAt(at) === ',') at++;
    }
    return at + 1;
  }

  function object(start: number, outer: string, entry: number): number {
    const [, type] = /^\{"resourceType":"(\w+)"/.exec(text.slice(start, start + 80)) ?? [];
    const place = type ?? outer;
    let at = start + 1;
    while (text.charAt(at) !== '}') {
      const [from, named] = [at, stringEnd(text, at)];
      const key = text.slice(from + 1, named - 1);
      const inside = key === 'resource' && entry <= -2 ? -2 - entry : entry;
      const end = value(named + 1, `${place}.${key}`, inside, place === 'Bundle' && key === 'entry');
      const shared = { place: `${place}.${key}`, entry: Math.max(entry, -1) };
      // The JSON parser itself finds repetitions with other values.
      const doubled =
        found.length % 2 ? () => inserted(text, [from], `"${key}":null,`) : () => doubledIn(text, from, end, ',');
      found.push({ ...shared, fault: 'misspelt', text: () => inserted(text, [named - 1], 'x') });
      found.push({ ...shared, fault: 'doubled', text: doubled });
      at = text.charAt(end) === ',' ? end + 1 : end;
    }
    return at + 1;
  }
}

function stringEnd(text: string, start: number): number {
  const string = /"(?:[^"\\]|\\.)*"/y;
  string.lastIndex = start;
  string.test(text);
  return string.lastIndex;
}
