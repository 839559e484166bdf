/**
 * Switches off the rules of the emitted event guards one at a time, and tells which of them no case of the rows misses.
 *
 *   npm run mutate [EVENT...]
 *
 * The exit code is 1 where fewer than 98 of 100 rules of an event are missed.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Issue } from '../../runtime/core/issue.ts';
import type { Terminology } from '../../runtime/guard/terminology.ts';
import { readCleanMessages, readEventRows, type Json } from '../support/event-rows.ts';
import { moreFaults, nothingKnown } from '../support/more-faults.ts';
import { findingsOf } from '../support/row-findings.ts';
import { placedRows, redCases } from '../support/row-cases.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { state } from './state.ts';
import { addSwitches, type Rule } from './switches.ts';

type Check = (value: unknown, options?: { readonly terminology: Terminology }) => readonly Issue[];

/** A case of the rows; `isMet` is false where the check does not say what it should. */
interface Case {
  readonly bundle: Json;
  /** What is found while all rules are on. */
  found?: string;
}

const LEAST = 0.98;
const generated = fileURLToPath(new URL('../../generated/', import.meta.url));
const messages = readCleanMessages();

/** Returns the messages that the tests of the rows, and of what more is found, check. */
function casesOf(event: ReturnType<typeof readEventRows>[number]): Case[] {
  const clean = messages.filter((message) => message.event === event.event).map(({ bundle }) => ({ bundle }));
  const red = placedRows(event).flatMap((row) =>
    redCases(row, messages).map((each) => ({ bundle: each.make() as Json })),
  );
  const more = moreFaults(messages).filter((each) => each.event === event.event);
  return [...clean, ...red, ...more];
}

/**
 * Rules that nothing can miss, because something else says the same before they can: they are not counted. `file` is
 * below `events/`.
 */
const unreachable: readonly (readonly [reason: string, file: RegExp, rule: RegExp])[] = [
  ['the profile of the header is chosen by this code', /message-header\.js$/, /fixedTo\(.* 'code', 4, '\w+'\)/],
  ['FHIR says the same, and it is said once', /-message\.js$/, /counted\(run, value\['type'\]/],
  [
    'FHIR says the same, and it is said once',
    /provenance\.js$/,
    /(counted\(run, value\['(agent|whoReference)'\]|onlyTypes)/,
  ],
  [
    'the items of the slice are told apart by it',
    /practitioner-role\.js$/,
    /(counted|fixedTo)\(run, value\['system'\]/,
  ],
  ['the role of both ears has the same rules', /newborn-hearing\.js$/, /^rules: /],
  ['the ear is told by these outcomes', /-(left|right)-ear\.js$/, /(bound\(|value\['outcome'\])/],
  [
    'what a builder makes for a case: messages are held to the invariants that tell cases apart',
    /pds-death-notification-1\/(formal|informal|removed)-patient\.js$/,
    /./,
  ],
  ['nothing is asked of the reason, but for its coding', /\/encounter\.js$/, /value\['reason'\]/],
  ['a value of another type is missing where it should be', /nipe-outcome-1\/observation\.js$/, /onlyTypes/],
];

/** What tells the entries of a role apart. */
const marks = /(counted|fixedTo)\(run, value\['(code|type|coding|system)'\]|^if \(snomedCTCount/;

/** True for a rule that cannot be broken by an entry that it is applied to. */
function isUnreachable({ file, text }: Rule, roleFiles: ReadonlySet<string>): boolean {
  if (roleFiles.has(file) && marks.test(text)) return true;
  return unreachable.some(([, where, rule]) => where.test(file) && rule.test(text));
}

/** Modules with the profiles of roles, whose entries are chosen by a code. */
function roleFilesOf(event: ReturnType<typeof readEventRows>[number]): ReadonlySet<string> {
  const folder = join(generated, 'dist', 'events', event.event);
  const text = readdirSync(folder).flatMap((file) =>
    file.endsWith('.js') ? readFileSync(join(folder, file), 'utf8') : [],
  );
  const found = text.join('\n').matchAll(/import \{[^}]*Additions[^}]*\} from '\.\/([\w-]+\.js)'/g);
  return new Set([...found].map(([, file]) => `${event.event}/${file}`));
}

/** Copies the package, with switches in the guards of events. */
function copyWithSwitches(folder: string): Rule[] {
  for (const name of ['package.json', 'dist']) cpSync(join(generated, name), join(folder, name), { recursive: true });
  const events = join(folder, 'dist', 'events');
  const rules: Rule[] = [];
  for (const file of readdirSync(events, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.js')) continue;
    const switched = addSwitches(file.replaceAll(sep, '/'), readFileSync(join(events, file), 'utf8'), rules.length);
    writeFileSync(join(events, file), switched.text);
    rules.push(...switched.rules);
  }
  return rules;
}

/** Returns the rules that no case misses. */
function survivorsOf(cases: readonly Case[], rules: readonly Rule[], checks: readonly Check[]): Rule[] {
  const touching = new Map<number, Case[]>();
  for (const each of cases) {
    state.touched.clear();
    state.off = -1;
    each.found = foundIn(each, checks);
    for (const id of state.touched) touching.set(id, [...(touching.get(id) ?? []), each]);
  }
  return rules.filter(({ id }) => {
    state.off = id;
    return (touching.get(id) ?? []).every((each) => foundIn(each, checks) === each.found);
  });
}

function foundIn({ bundle }: Case, checks: readonly Check[]): string {
  return JSON.stringify(checks.map((check) => findingsOf(check(bundle))));
}

await withScratchFolder({}, async (folder) => {
  const rules = copyWithSwitches(folder);
  const load = async (path: string): Promise<Json> => import(pathToFileURL(join(folder, 'dist', path)).href);
  const all = (await load('check.js')) as { check: Check };
  for (const event of readEventRows()) {
    const { event: name } = event;
    if (process.argv.length > 2 && !process.argv.includes(name)) continue;
    const exports: Json = await load(`events/${name}/index.js`);
    const ownCheck: (value: unknown) => { issues: readonly Issue[] } = Object.values<Json>(exports).find(
      (value) => value.messageRules,
    ).check;
    const own = rules.filter(({ file }) => file.startsWith(`${name}/`));
    const survivors = survivorsOf(casesOf(event), own, [
      all.check,
      (bundle) => ownCheck(bundle).issues,
      (bundle) => all.check(bundle, { terminology: nothingKnown }),
    ]);
    const roleFiles = roleFilesOf(event);
    const missed = own.length - survivors.length;
    const unmissed = survivors.filter((rule) => !isUnreachable(rule, roleFiles));
    const score = missed / (missed + unmissed.length);
    const apart = survivors.length - unmissed.length;
    console.log(
      `${name}: ${missed} of ${missed + unmissed.length} rules are missed, ${(100 * score).toFixed(1)} %; ${apart} out of reach`,
    );
    for (const { file, line, text } of unmissed) console.log(`  ${file}:${line} ${text}`);
    if (score < LEAST) process.exitCode = 1;
  }
});
