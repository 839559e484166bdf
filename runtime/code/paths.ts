/** Paths in a message, as losses name them. */
import { quoted } from './quote.js';

const PLAIN = /^\w{1,64}$/;

/** The path of a member; a name that is none of FHIR is quoted. */
export function memberPath(path: string, name: string): string {
  return PLAIN.test(name) ? `${path}.${name}` : `${path}[${quoted(name.slice(0, 64))}]`;
}

export function itemPath(path: string, index: number): string {
  return `${path}[${index}]`;
}
