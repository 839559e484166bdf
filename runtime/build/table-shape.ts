/** Makes the shapes of the types of FHIR from their element tables, so that each type is described once. */
import { FORM, type ElementEntry, type ElementRow, type ElementTable } from '../core/elements.js';
import * as formats from './formats.js';
import { lowerFirst } from './member-order.js';
import {
  coded,
  memo,
  reference,
  wholeResource,
  words,
  type Choice,
  type Content,
  type Format,
  type Part,
  type Shape,
} from './shape.js';

const known = /*@__PURE__*/ new WeakMap<ElementTable, Shape>();

/** The shape of a type or backbone element; there is one for each table. */
export function tableShape(table: ElementTable): Shape {
  const made = known.get(table) ?? memo(() => ({ ...typeOf(table), ...elementsOf(table), slices: {}, siblings: {} }));
  known.set(table, made);
  return made;
}

function typeOf({ path, isResource }: ElementTable): { type: string; resourceType?: string } {
  return { type: path, ...(isResource && { resourceType: path }) };
}

function elementsOf({ rows, needs }: ElementTable): {
  elements: Readonly<Record<string, Part>>;
  needs: readonly string[];
} {
  const parts = [...rows.values()].map((row): [string, Part] => {
    const [first] = row.entries;
    const stem = first?.stem ?? row.name;
    const of = row.isChoice || !first ? choiceOf(row, stem) : contentOf(first);
    return [stem, { isList: row.isList, of }];
  });
  return { elements: Object.fromEntries(parts), needs: words(needs) };
}

function choiceOf({ entries }: ElementRow, stem: string): Choice {
  const types = entries.map((entry): [string, Content] => [
    lowerFirst(entry.name.slice(stem.length)),
    contentOf(entry),
  ]);
  return { kind: 'choice', types: Object.fromEntries(types) };
}

function contentOf({ table, form, type, isAttribute, name }: ElementEntry): Content {
  if (form === FORM.resource) return wholeResource;
  if (!table) return isAttribute && name === 'id' ? formats.elementIdFormat : formatOf(type);
  if (table.path === 'Reference') return reference;
  if (table.path === 'Extension') return formats.plainFormat;
  return table.path === 'CodeableConcept' ? coded(table.path, tableShape(table)) : tableShape(table);
}

function formatOf(type: string): Format {
  return byType[type] ?? formats.stringFormat;
}

const byType: Readonly<Record<string, Format>> = {
  base64Binary: formats.base64BinaryFormat,
  boolean: formats.booleanFormat,
  code: formats.codeFormat,
  date: formats.dateFormat,
  dateTime: formats.dateTimeFormat,
  decimal: formats.decimalFormat,
  id: formats.idFormat,
  instant: formats.instantFormat,
  integer: formats.integerFormat,
  lang: formats.languageFormat,
  markdown: formats.markdownFormat,
  oid: formats.oidFormat,
  positiveInt: formats.positiveIntFormat,
  string: formats.stringFormat,
  time: formats.timeFormat,
  unsignedInt: formats.unsignedIntFormat,
  uri: formats.uriFormat,
  uuid: formats.uuidFormat,
  xhtml: formats.xhtmlFormat,
};
