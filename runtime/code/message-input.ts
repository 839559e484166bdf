/** Puts the input of a message's builder together. */
import { isUuid, newUuid } from '../core/ids.js';
import type { Properties } from '../core/json.js';
import { messageBuilder } from '../message/message-builder.js';
import { evaluate, type Resources } from './evaluate.js';
import {
  expressionAt,
  listOf,
  memberNamed,
  objectOf,
  type Expression,
  type Member,
  type MessageResource,
  type ObjectExpression,
  type Part,
} from './expression.js';
import { makeAll } from './make-resources.js';
import type { Subject } from './subject.js';

/** The content of a program, before it is text. */
export interface Draft {
  readonly subject: Subject;
  /** Each after those to which it refers. */
  readonly resources: readonly MessageResource[];
  /** The builder's input for the header, and the case. */
  readonly header: ObjectExpression;
  /** Resources that are given by name; others follow by reference. */
  readonly given: ReadonlySet<MessageResource>;
}

/** Returns the members for the header. */
export function headerMembers({ parts, caseName }: Subject, header: Expression): Member[] {
  const members = Object.entries(parts.parameters).flatMap(([name, path]): Member[] => {
    const found = memberNamed(expressionAt(header, path.slice(0, -1)), path.at(-1) ?? '');
    return found ? [{ ...found, name }] : [];
  });
  if (caseName === undefined) return members;
  return [{ name: 'case', value: { kind: 'literal', value: caseName }, from: 'Bundle' }, ...members];
}

/** Returns the input of the builder: the header, and the given resources. */
export function inputOf({ subject, resources, header, given }: Draft): ObjectExpression {
  const { entries, groups = {} } = subject.parts;
  const inMessage = [...resources].filter((one) => given.has(one)).sort((one, other) => indexOf(one) - indexOf(other));
  const taken = (name: string, group?: string): Part[] =>
    inMessage
      .filter(({ played }) => played?.name === name && played.group === group)
      .map((one) => ({ value: one.isInline ? one.expression : { kind: 'resource', of: one }, from: one.path }));
  const others = inMessage
    .filter(({ played }) => !played)
    .map((one): Part => ({ value: one.builder ? { kind: 'resource', of: one } : one.expression, from: one.path }));
  return objectOf([
    ...header.members,
    ...Object.keys(entries).flatMap((name) => memberOf(name, taken(name))),
    ...Object.entries(groups).flatMap(([group, parts]) => {
      const members = Object.keys(parts).flatMap((name) => memberOf(name, taken(name, group)));
      const [first] = members;
      return first ? [{ name: group, value: objectOf(members), from: first.from }] : [];
    }),
    ...memberOf('others', others),
  ]);
}

function memberOf(name: string, items: readonly Part[]): Member[] {
  const [first] = items;
  const value = listOf(items);
  return first && value ? [{ name, value, from: first.from }] : [];
}

function indexOf({ path }: MessageResource): number {
  return Number(/\d+/.exec(path)?.[0]);
}

/** Returns the resources in constants: all except those in the input of the message. */
export function constantsOf({ resources }: Pick<Draft, 'resources'>): MessageResource[] {
  return resources.filter(({ isInline, builder }) => !isInline && builder !== undefined);
}

/**
 * Returns the ids that the builder of the message requests, in order: that of the header, which has to be a UUID, and
 * that of the message. A new one is made if an id is undefined.
 */
export function askedIds({ header, bundle }: Subject): (string | undefined)[] {
  const ofHeader = typeof header['id'] === 'string' && isUuid(header['id']) ? header['id'] : undefined;
  const ofMessage = typeof bundle['id'] === 'string' ? bundle['id'] : undefined;
  if (ofMessage !== undefined) return [ofHeader, ofMessage];
  return ofHeader === undefined ? [] : [ofHeader];
}

/** Builds the message as the program will. Throws InputError. */
export function makeMessage(draft: Draft): Properties {
  const { making } = draft.subject;
  const made: Resources = makeAll(constantsOf(draft));
  const ids = askedIds(draft.subject);
  const build = messageBuilder<unknown, Properties>(making.parts);
  return build(evaluate(inputOf(draft), made), { uuid: () => ids.shift() ?? newUuid() });
}
