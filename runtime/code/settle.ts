/** Completes a program by building the message as the program would. */
import { InputError } from '../core/errors.js';
import { isObject, isSame, itemsOf, type Properties } from '../core/json.js';
import type { MessageResource } from './expression.js';
import type { Losses } from './losses.js';
import { refusal, targetsOf } from './make-resources.js';
import { inputOf, makeMessage, type Draft } from './message-input.js';
import { refusedPart, takeOutPart } from './repair.js';

/** Maximum number of parts that the builder of the message may refuse. */
const MOST_REPAIRS = 20;
/** Maximum number of resources that are given by name, in turn, to improve the order. */
const MOST_TRIES = 40;

/** The content of a program, and the message that it makes; undefined if the builder refuses it. */
export interface Settled {
  readonly draft: Draft;
  readonly made: Properties | undefined;
}

export function settle(start: Draft, losses: Losses): Settled {
  let draft = withUnreached(start);
  for (let count = 0; count < MOST_REPAIRS; count++) {
    try {
      const made = makeMessage(draft);
      return withoutDerived(inOrder({ draft, made }));
    } catch (error) {
      const repaired = error instanceof InputError ? repair(draft, error, losses) : undefined;
      if (!(error instanceof InputError)) losses.add('Bundle', 'the builders refuse it: it cannot be read');
      if (!repaired) return { draft, made: undefined };
      draft = withUnreached(repaired);
    }
  }
  losses.add('Bundle', 'the builders refuse too much of it');
  return { draft, made: undefined };
}

/** Gives resources by name if nothing else leads to them, in the order of the message. */
function withUnreached(draft: Draft): Draft {
  const given = new Set(draft.given);
  const reached = new Set<MessageResource>();
  reach([...given, ...targetsOf(draft.header, ['resource'])], reached);
  for (const one of [...draft.resources].sort((first, second) => placeOf(first) - placeOf(second))) {
    if (reached.has(one)) continue;
    given.add(one);
    reach([one], reached);
  }
  return { ...draft, given };
}

/** Adds the resources that others lead to. A reference with more than its text is a copy, which leads to none. */
function reach(start: readonly MessageResource[], reached: Set<MessageResource>): void {
  const open = [...start];
  for (let one = open.pop(); one; one = open.pop()) {
    if (reached.has(one)) continue;
    reached.add(one);
    open.push(...targetsOf(one.expression, ['resource']));
  }
}

function placeOf({ path }: MessageResource): number {
  return Number(/\d+/.exec(path)?.[0]);
}

/** Removes what the builder refuses; undefined if that is required. */
function repair(draft: Draft, error: InputError, losses: Losses): Draft | undefined {
  const refused = refusedPart(inputOf(draft), error);
  const isLasting = refused !== undefined && refusedPart(inputOf(draft), error)?.list === refused.list;
  losses.add(refused?.part.from ?? 'Bundle', refusal(error));
  if (refused && isLasting) {
    takeOutPart(refused);
    return draft;
  }
  const { members } = draft.header;
  const left = members.filter(
    (one) => one.value !== refused?.part.value || draft.subject.making.needs.includes(one.name),
  );
  return left.length < members.length ? { ...draft, header: { ...draft.header, members: left } } : undefined;
}

/** Removes from the header what its builder takes from resources. */
function withoutDerived({ draft, made }: Settled): Settled {
  const { derived, filled = [], parameters } = draft.subject.parts;
  const repeated = new Set([...derived, ...filled].map(({ to }) => to[0]));
  let shortest = draft;
  for (const { name } of draft.header.members) {
    if (!repeated.has(parameters[name]?.[0]) || draft.subject.making.needs.includes(name)) continue;
    const members = shortest.header.members.filter((one) => one.name !== name);
    const shorter = withUnreached({ ...shortest, header: { ...shortest.header, members } });
    if (isSame(tried(shorter), made)) shortest = shorter;
  }
  return { draft: shortest, made };
}

function tried(draft: Draft): Properties | undefined {
  try {
    return makeMessage(draft);
  } catch {
    return undefined;
  }
}

/** Gives more resources by name, if that brings the entries into the order of the message. */
function inOrder(settled: Settled): Settled {
  const { draft } = settled;
  const wanted = [...draft.resources].sort((one, other) => placeOf(one) - placeOf(other)).map(({ id }) => id);
  let best = settled;
  let right = rightUntil(settled.made, wanted);
  const all = draft.resources.filter(({ played }) => played);
  const tries = [new Set([...draft.given, ...all])];
  const others = all.filter((one) => !draft.given.has(one)).slice(0, MOST_TRIES);
  for (const other of [undefined, ...others]) {
    if (right === wanted.length) break;
    const given = other === undefined ? (tries[0] as Set<MessageResource>) : new Set([...best.draft.given, other]);
    const next = { ...draft, given };
    const made = tried(next);
    const reached = rightUntil(made, wanted);
    if (reached <= right || (other === undefined && reached < wanted.length)) continue;
    best = { draft: next, made };
    right = reached;
  }
  return best;
}

/** Returns the number of entries from the start that are in the right order. */
function rightUntil(made: Properties | undefined, wanted: readonly (string | undefined)[]): number {
  const ids = itemsOf(made?.['entry'])
    .slice(1)
    .map((entry) => (isObject(entry) && isObject(entry['resource']) ? entry['resource']['id'] : undefined));
  const wrong = wanted.findIndex((id, index) => id !== undefined && ids[index] !== id);
  return made === undefined ? -1 : wrong < 0 ? wanted.length : wrong;
}
