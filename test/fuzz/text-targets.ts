/** What reads and writes texts: XML, JSON, `receive`, and the program that makes a message. */
import { isDeepStrictEqual } from 'node:util';
import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { check } from 'careconnect-ems/check';
import { messageToCode } from 'careconnect-ems/code';
import * as elements from 'careconnect-ems/elements';
import { fromJson, toJson } from 'careconnect-ems/json';
import { isNewer, receive } from 'careconnect-ems/receive';
import { formatIssues, InputError, isFault, SizeError } from 'careconnect-ems/runtime';
import { elementTables, fromXml, readXml, toXml, writeXml } from 'careconnect-ems/xml';
import { attempt, hold, refused } from './attempt.ts';
import { holdIssues } from './guard-targets.ts';
import { eventModules, type Received } from './public-functions.ts';
import { target, type Target } from './target.ts';
import { makeText, textRecipes } from './text-recipes.ts';
import { isSteady, jsonRecipes, makeValue, picked, valueRecipes } from './value-recipes.ts';

type Read = ReturnType<typeof fromXml>;

/** Those of every type, as `fromXml` and `toXml` have them. */
const tables = elementTables(...Object.values(elements));

/** A resource or a fatal issue, never both, and every issue has a place in the text. */
function holdRead({ resource, issues }: Read, input: string | Uint8Array): void {
  const isFatal = issues.some(({ severity }) => severity === 'fatal');
  hold((resource === undefined) === isFatal, () => `resource ${typeof resource}, but\n${formatIssues(issues)}`);
  const most = input.length + 2;
  for (const { line, column, message } of [...issues, ...(resource ? check(resource) : [])])
    hold(
      line !== undefined && column !== undefined && line >= 1 && line <= most && column >= 1,
      () => `line ${line}, column ${column}: ${message}`,
    );
}

function reading(name: string, call: string, read: (input: string | Uint8Array) => Read): Target {
  return target({
    name,
    calls: [call, 'json toJson'],
    throws: 'nothing; InputError, SizeError on writing',
    share: 90,
    recipes: textRecipes,
    run(recipe) {
      const input = makeText(recipe);
      const result = read(input);
      holdRead(result, input);
      holdIssues(result.issues, result.resource);
      if (!result.resource) return false;
      const { resource } = result;
      const again = fromJson(toJson(resource));
      hold(isDeepStrictEqual(again.resource, resource), () => `from JSON again: ${formatIssues(again.issues)}`);
      const xml = attempt([InputError, SizeError], () => toXml(resource));
      if (xml === refused) return true;
      const back = fromXml(xml as string);
      hold(back.issues.length === 0, () => `from XML again: ${formatIssues(back.issues)}`);
      // XML has no empty lists and objects: what it can say is said again.
      hold(back.resource !== undefined && toXml(back.resource) === xml, () => 'from XML again: another resource');
      return true;
    },
  });
}

/** The same by a table of one's own. */
const withTables = target({
  name: 'readXml and writeXml',
  calls: ['xml readXml', 'xml writeXml', 'xml elementTables'],
  throws: 'nothing; InputError, SizeError on writing',
  share: 20,
  recipes: textRecipes,
  run(recipe) {
    const input = makeText(recipe);
    const result = readXml(tables, input);
    holdRead(result, input);
    const { resource } = result;
    hold(isDeepStrictEqual(resource, fromXml(input).resource), () => 'readXml and fromXml differ');
    if (!resource) return false;
    const written = attempt([InputError, SizeError], () => writeXml(tables, resource));
    hold(written === attempt([InputError, SizeError], () => toXml(resource)), () => 'writeXml and toXml differ');
    return true;
  },
});

const writing = target({
  name: 'toXml of any value',
  calls: ['xml toXml'],
  throws: 'InputError, SizeError',
  share: 60,
  recipes: valueRecipes,
  run(recipe) {
    const value = makeValue(recipe);
    const xml = attempt([InputError, SizeError], () => toXml(value as object));
    if (xml === refused) return false;
    if (isSteady(recipe)) hold(fromXml(xml as string).resource !== undefined, () => 'what was written cannot be read');
    return true;
  },
});

/** What is so of everything received. */
function holdReceived(received: Received): void {
  const { event, valid, accepted, issues, resource } = received;
  // A message of an event that is not known is never valid, even without a fault.
  const isSound = event !== undefined && !issues.some(isFault);
  hold(valid === isSound, () => `valid ${valid}, event ${event}\n${formatIssues(issues)}`);
  hold(valid || !accepted, () => 'accepted, but not valid');
  hold(!isNewer(received, received), () => 'newer than itself');
  hold(typeof received.describe() === 'string', () => 'no description');
  received.describe({ values: false, resources: true });
  holdIssues(issues, resource);
}

const receiving = target({
  name: 'receive',
  calls: ['receive receive', 'receive isNewer'],
  throws: 'nothing',
  share: 110,
  recipes: fc.record({
    input: fc.oneof(
      { weight: 2, arbitrary: textRecipes.map((text) => ({ text })) },
      { weight: 1, arbitrary: valueRecipes.map((value) => ({ value })) },
    ),
    isAccepting: fc.boolean(),
    event: fc.nat(40),
  }),
  run({ input, isAccepting, event }) {
    const made = 'text' in input ? makeText(input.text) : makeValue(input.value);
    const options = { accept: isAccepting ? (): 'warning' => 'warning' : undefined };
    const received = receive(made, options) as Received;
    holdReceived(received);
    holdReceived(picked(eventModules, event).receive(made, options));
    return received.valid;
  },
});

const programs = target({
  name: 'messageToCode',
  calls: ['code messageToCode'],
  throws: 'InputError',
  share: 20,
  recipes: fc.oneof({ weight: 4, arbitrary: jsonRecipes }, { weight: 1, arbitrary: valueRecipes }),
  run(recipe) {
    const program = attempt([InputError], () => messageToCode(makeValue(recipe)));
    if (typeof program === 'symbol') return false;
    // Whatever the message says, the program is one: no text of it ends a string or a comment.
    transformSync(program.code, { loader: 'ts' });
    return true;
  },
});

export const textTargets = [
  reading('fromXml', 'xml fromXml', fromXml),
  reading('fromJson', 'json fromJson', fromJson),
  withTables,
  writing,
  receiving,
  programs,
];
