/** Expresses a reference: by its target in the message, or by its text. */
import type { Properties } from '../core/json.js';
import { isElsewhere, readReference } from '../core/references.js';
import { expressPlain } from './express-plain.js';
import { objectOf, type Expression, type Member } from './expression.js';
import { memberPath } from './paths.js';
import { MALFORMED, NO_INPUT, type Place } from './place.js';

/** What a reference may have besides its text. */
const BESIDE = ['id', 'extension', 'identifier', 'display'];

/** Returns the builder's input for a reference; undefined if the builder does not accept it. */
export function expressReference(value: Properties, place: Place): Expression | undefined {
  const leading = expressText(value['reference'], place);
  if (!leading) return undefined;
  const members = Object.keys(value).flatMap((name): Member[] => {
    const from = memberPath(place.path, name);
    if (name === 'reference' || value[name] === undefined) return [];
    if (!BESIDE.includes(name)) place.lose(from, NO_INPUT);
    const found = BESIDE.includes(name) ? expressPlain(value[name], { ...place, path: from }) : undefined;
    return found === undefined ? [] : [{ name, value: found, from }];
  });
  if (members.length === 0) return leading;
  return { ...objectOf(members), spread: asObject(leading) };
}

function asObject(leading: Expression): Expression {
  return leading.kind === 'resource' ? { kind: 'reference-to', of: leading.of } : leading;
}

function expressText(text: unknown, { path, finding, lose }: Place): Expression | undefined {
  if (text === undefined) lose(path, 'the builders take a reference only with the address of a resource');
  else if (typeof text !== 'string' || readReference(text) === undefined) lose(path, MALFORMED);
  else {
    const of = finding.resource(text);
    if (of) return { kind: 'resource', of };
    if (isElsewhere(text)) return { kind: 'reference', text };
    lose(path, 'leads to no resource of the message');
  }
  return undefined;
}
