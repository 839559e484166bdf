/** Paths in a message, as losses name them. */
import { commentText } from './quote.js';

const PLAIN = /^\w{1,64}$/;

/** Returns the path of a member; a name that no element has is quoted as in JSON. */
export function memberPath(path: string, name: string): string {
  return PLAIN.test(name) ? `${path}.${name}` : `${path}[${commentText(JSON.stringify(name.slice(0, 64)))}]`;
}

export function itemPath(path: string, index: number): string {
  return `${path}[${index}]`;
}
