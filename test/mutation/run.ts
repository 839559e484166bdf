/**
 * Switches off the rules in the tables of the events one at a time, and tells which of them no case of the rows misses.
 *
 *   npm run mutate [EVENT...]
 *
 * The exit code is 1 where fewer than 98 of 100 rules of an event are missed.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Issue } from '../../runtime/core/issue.ts';
import type { Additions } from '../../runtime/guard/rules.ts';
import type { Terminology } from '../../runtime/guard/terminology.ts';
import type { MessageRules } from '../../runtime/message/message-guard.ts';
import { readCleanMessages, readEventRows, type Json } from '../support/event-rows.ts';
import { changes, moreFaults, nothingKnown } from '../support/more-faults.ts';
import { findingsOf } from '../support/row-findings.ts';
import { placedRows, redCases } from '../support/row-cases.ts';
import { switchesAmong, switchesOf, type Rule } from './switches.ts';

type Check = (value: unknown, options?: { readonly terminology: Terminology }) => readonly Issue[];

/** A message, and what is found in it while all rules are on. */
interface Case {
  readonly bundle: Json;
  /** By check. */
  readonly found: readonly string[];
  /** Canonicals of the profiles that find something. */
  readonly profiles: ReadonlySet<string | undefined>;
  /** Ids of the elements at which something is found. */
  readonly elements: ReadonlySet<string | undefined>;
}

const LEAST = 0.98;
const dist = new URL('../../generated/dist/', import.meta.url);
const messages = readCleanMessages();

/** The messages that the tests of the rows, and of what more is found, check. */
function bundlesOf(event: ReturnType<typeof readEventRows>[number]): Json[] {
  const clean = messages.filter((message) => message.event === event.event).map(({ bundle }) => ({ bundle }));
  const red = placedRows(event).flatMap((row) =>
    redCases(row, messages).map((each) => ({ bundle: each.make() as Json })),
  );
  const more = [...moreFaults(messages), ...changes(messages)].filter((each) => each.event === event.event);
  return [...clean, ...red, ...more].map(({ bundle }) => bundle);
}

/** Rules that nothing can miss, because something else says the same before they can: they are not counted. */
const unreachable: readonly (readonly [reason: string, event: RegExp, table: RegExp, rule: RegExp])[] = [
  ['the profile of the header is chosen by this code', /./, /[hH]eader$/, /(event|coding)\.code fixed$/],
  ['nobody knows the kind of a message without a header', /./, /Message$/, /^Bundle\.entry:header min$/],
  ['FHIR says the same, and it is said once', /./, /Message$/, /^Bundle\.(type|entry\.fullUrl) min$/],
  ['FHIR says the same, and it is said once', /./, /^provenance$/, /\.(agent(\.who\[x\])?.* (min|only)|target min)$/],
  ['the items of the slice are told apart by it', /./, /^practitionerRole$/, /\.coding(\.system)? (min|fixed)$/],
  ['the role of both ears has the same rules', /^newborn-hearing/, /^message$/, / rules$/],
  ['the ear is told by these outcomes', /./, /(Left|Right)Ear$/, /\.outcome\b| binding$/],
  [
    'what a builder makes for a case: messages are held to the invariants that tell cases apart',
    /^pds-death-notification/,
    /^(formal|informal|removed)Patient$/,
    /./,
  ],
  ['nothing is asked of the reason, but for its coding', /./, /[eE]ncounter$/, /\.reason \w+$/],
  ['a value of another type is missing where it should be', /^nipe-outcome/, /^observation$/, / only$/],
];

/** What tells the entries of a role apart. */
const marks = /\.(code|type|coding|system)(:snomedCT)? (min|max|fixed)$/;

/** True for a rule that cannot be broken by an entry that it is applied to. */
function isUnreachable(event: string, { table, place, what }: Rule, ofRoles: ReadonlySet<string>): boolean {
  const rule = `${place} ${what}`;
  if (ofRoles.has(table) && marks.test(rule)) return true;
  return unreachable.some(([, events, tables, rules]) => events.test(event) && tables.test(table) && rules.test(rule));
}

/** Names of the tables that roles add to the profiles of their entries, which are chosen by a code. */
function tablesOfRoles(tables: ReadonlyMap<string, unknown>, { kinds }: MessageRules): ReadonlySet<string> {
  const added = new Set<unknown>(Object.values(kinds).flatMap(({ roles }) => roles.map(({ rules }) => rules)));
  return new Set([...tables].flatMap(([name, table]) => (added.has(table) ? [name] : [])));
}

async function load(path: string): Promise<Json> {
  return (await import(new URL(path, dist).href)) as Json;
}

/** What the profiles of an event add, by name. */
async function tablesOf(event: string): Promise<ReadonlyMap<string, Additions>> {
  const folder = fileURLToPath(new URL(`events/${event}/`, dist));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  const modules = await Promise.all(files.sort().map((file) => load(`events/${event}/${file.replaceAll('\\', '/')}`)));
  const tables = modules.flatMap((one) => Object.entries<Additions>(one));
  return new Map(tables.flatMap(([name, table]) => (name.endsWith('Additions') ? [[name.slice(0, -9), table]] : [])));
}

function caseOf(bundle: Json, checks: readonly Check[]): Case {
  const found = checks.map((check) => check(bundle));
  const issues = found.flat();
  return {
    bundle,
    found: found.map((each) => JSON.stringify(findingsOf(each))),
    profiles: new Set(issues.map(({ profile }) => profile)),
    elements: new Set(issues.map(({ elementId }) => elementId)),
  };
}

function isFoundAsBefore({ bundle, found }: Case, checks: readonly Check[]): boolean {
  return checks.every((check, index) => JSON.stringify(findingsOf(check(bundle))) === found[index]);
}

/** Returns true if a case of the rows is not found as it was without a rule. */
function isMissed(rule: Rule, cases: readonly Case[], checks: readonly Check[]): boolean {
  const on = rule.off();
  const missed = likeliestFirst(rule, cases).some((each) => !isFoundAsBefore(each, checks));
  on();
  return missed;
}

/** Most rules are missed by a case with something at their element, or else of their profile, but not all. */
function likeliestFirst({ profile, place }: Rule, cases: readonly Case[]): readonly Case[] {
  const [element] = place.split(' ');
  const rank = ({ elements, profiles }: Case): number => (elements.has(element) ? 0 : profiles.has(profile) ? 1 : 2);
  return [0, 1, 2].flatMap((wanted) => cases.filter((each) => rank(each) === wanted));
}

const all = (await load('check.js')) as { check: Check };
for (const event of readEventRows()) {
  const { event: name } = event;
  if (process.argv.length > 2 && !process.argv.includes(name)) continue;
  const namespace = Object.values<Json>(await load(`events/${name}/index.js`)).find((one) => one.messageRules);
  const ownCheck = namespace.check as (value: unknown) => { issues: readonly Issue[] };
  const checks: readonly Check[] = [
    all.check,
    (bundle) => ownCheck(bundle).issues,
    (bundle) => all.check(bundle, { terminology: nothingKnown }),
  ];
  const cases = bundlesOf(event).map((bundle) => caseOf(bundle, checks));
  const messageRules = namespace.messageRules as MessageRules;
  const tables = await tablesOf(name);
  const rules = [...[...tables].flatMap(([table, one]) => switchesOf(table, one)), ...switchesAmong(messageRules)];
  const ofRoles = tablesOfRoles(tables, messageRules);
  const survivors = rules.filter((rule) => !isMissed(rule, cases, checks));
  const unmissed = survivors.filter((rule) => !isUnreachable(name, rule, ofRoles));
  const missed = rules.length - survivors.length;
  const score = missed / (missed + unmissed.length);
  const apart = survivors.length - unmissed.length;
  console.log(
    `${name}: ${missed} of ${missed + unmissed.length} rules are missed, ${(100 * score).toFixed(1)} %; ${apart} out of reach`,
  );
  for (const { table, place, what } of unmissed) console.log(`  ${table}: ${place} ${what}`);
  if (score < LEAST) process.exitCode = 1;
}
