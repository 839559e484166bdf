/** Messages about elements and attributes that FHIR does not define. */
import { didYouMean, quote } from '../core/describe.js';
import { FORM, type ElementEntry, type ElementTable, type ElementTables } from '../core/elements.js';
import { nearest } from '../core/suggest.js';
import { FHIR, XHTML } from './names.js';
import type { XmlTag } from './tag.js';

/** Returns an element's name with its namespace. */
export function named({ name, uri }: XmlTag): string {
  return uri === '' ? `${quote(name)} (no namespace)` : `${quote(name)} (namespace ${quote(uri)})`;
}

export function unknownResource(type: string, { resources }: ElementTables): string {
  return `${quote(type)} is not a known resource type${didYouMean(type, [...resources.keys()])}`;
}

/** @param entry the attribute or property of that name, if the type has one that is no element of this namespace */
export function unknownElement(tag: XmlTag, table: ElementTable, entry: ElementEntry | undefined): string {
  if (entry?.isAttribute) return `"${entry.name}" must be an attribute in XML, not an element; it is ignored`;
  if (entry) {
    const wanted = entry.form === FORM.xhtml ? XHTML : FHIR;
    return `${named(tag)} is not in the namespace ${wanted}; it is ignored`;
  }
  return `the element ${quote(tag.name)} is unknown, so it is ignored${didYouMean(tag.local, namesIn(table))}`;
}

/** Suggests the known element nearest to an unknown one, by its FHIRPath name. */
export function meantElement({ local }: XmlTag, { entries }: ElementTable): string | undefined {
  const name = entries.has(local) ? local : nearest(local, namesIn({ entries }));
  return name === undefined ? undefined : entries.get(name)?.stem;
}

function namesIn({ entries }: Pick<ElementTable, 'entries'>): string[] {
  return [...entries.values()].flatMap((one) => (one.isAttribute ? [] : one.name));
}

/** @param table that of the element; undefined for a primitive */
export function unknownAttribute(name: string, table: ElementTable | undefined): string {
  const names = table
    ? [...table.entries.values()].flatMap((one) => (one.isAttribute ? one.name : []))
    : ['id', 'value'];
  const allowed = names.length > 0 ? `allowed here: ${names.join(', ')}` : 'none are allowed here';
  return `the attribute ${quote(name)} is unknown, so it is ignored; ${allowed}`;
}
