/** What is said of elements and attributes that are not as FHIR has them. */
import { quote } from '../core/describe.js';
import { FORM, type ElementEntry, type ElementTable, type ElementTables } from './elements.js';
import { nearest, suggestion } from '../core/suggest.js';
import { FHIR, XHTML } from './names.js';
import type { XmlTag } from './tag.js';

/** The element by name and namespace. */
export function named({ name, uri }: XmlTag): string {
  return uri === '' ? `${quote(name)}, in no namespace,` : `${quote(name)} of the namespace ${quote(uri)}`;
}

export function unknownResource(type: string, { resources }: ElementTables): string {
  return `${quote(type)} is no resource type that is known here${suggestion(type, [...resources.keys()])}`;
}

/**
 * @param entry what the type has under that name, though not as an element of this namespace
 */
export function unknownElement(tag: XmlTag, table: ElementTable, entry: ElementEntry | undefined): string {
  if (entry?.isAttribute) return `${quote(entry.name)} is an attribute in XML, and no element; it is not kept`;
  if (entry) {
    const wanted = entry.form === FORM.xhtml ? XHTML : FHIR;
    return `${named(tag)} is not in the namespace ${wanted}, and is not kept`;
  }
  return `the element ${quote(tag.name)} is not known here, and is not kept${suggestion(tag.local, namesIn(table))}`;
}

/** The element that was probably meant by one that is not known, as FHIRPath names it. */
export function meantElement({ local }: XmlTag, { entries }: ElementTable): string | undefined {
  const name = entries.has(local) ? local : nearest(local, namesIn({ entries }));
  return name === undefined ? undefined : entries.get(name)?.stem;
}

function namesIn({ entries }: Pick<ElementTable, 'entries'>): string[] {
  return [...entries.values()].flatMap((one) => (one.isAttribute ? [] : one.name));
}

/**
 * @param table of the element; undefined for a primitive
 */
export function unknownAttribute(name: string, table: ElementTable | undefined): string {
  const names = table
    ? [...table.entries.values()].flatMap((one) => (one.isAttribute ? one.name : []))
    : ['id', 'value'];
  const allowed = names.length > 0 ? `allowed here: ${names.join(', ')}` : 'there is none here';
  return `the attribute ${quote(name)} is not known, and not kept; ${allowed}`;
}
