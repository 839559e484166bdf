import { FHIR } from '../xml/names.js';

/** Content allowed before the first element: a declaration, comments, white space. */
const START = /^(?:\uFEFF?\s*(?:<\?[^>]{0,200}\?>|<!--[^]{0,2000}?-->)){0,8}\s*<[A-Z][A-Za-z]{0,60}(?=[\s/>])/;

/** Adds the FHIR namespace to an XML text whose first element declares none. */
export function withNamespace(text: string): string {
  const start = START.exec(text)?.[0];
  if (start === undefined) return text;
  const end = text.indexOf('>', start.length);
  if (end < 0 || /\sxmlns\s*=/.test(text.slice(start.length, end))) return text;
  return `${start} xmlns="${FHIR}"${text.slice(start.length)}`;
}
