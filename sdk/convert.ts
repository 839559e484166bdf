import { toJson, type ReadResource, type ReadResult } from '#package/runtime/json/index.js';
import { InputError, isFault, locateIssues, SizeError, type Issue } from '#package/runtime/index.js';
import { toXml } from '#package/xml.js';
import type { ConvertOptions } from './options.ts';
import { byPlace } from './by-place.ts';
import { hasColours, painter } from './colours.ts';
import { toEntryIssue } from './entry.ts';
import { exitCodes } from './exit-codes.ts';
import { fatalIssue } from './input-issue.ts';
import { print, type Io } from './io.ts';
import { issuesText } from './print-text.ts';
import { readInput } from './read-input.ts';
import { readResource } from './read-resource.ts';

interface Conversion {
  /** Undefined if nothing could be converted. */
  readonly text?: string;
  readonly issues: readonly Issue[];
}

/**
 * Converts a resource and prints it, and on standard error all that could not be carried over or is of a wrong form; gives
 * the exit code.
 */
export async function convert(options: ConvertOptions, io: Io): Promise<number> {
  const { text, issues } = await convertInput(options, io);
  if (text !== undefined) await print(io.stdout, text.endsWith('\n') ? text : `${text}\n`);
  const paint = painter(hasColours(io.stderr, io.env));
  await print(io.stderr, issuesText(options.operand, issues.map(toEntryIssue), paint));
  return issues.some(losesContent) ? exitCodes.faulty : exitCodes.clean;
}

async function convertInput(options: ConvertOptions, io: Io): Promise<Conversion> {
  try {
    const read = readResource(await readInput(options.operand, io, options.limits), options.limits);
    return read.resource ? write(read.resource, read, options) : { issues: read.issues };
  } catch (error) {
    return { issues: [fatalIssue(error)] };
  }
}

/** Writes XML in any case: what XML has no place for is of a form that FHIR does not have, and JSON only hides that. */
function write(resource: ReadResource, read: ReadResult, { to, pretty, limits }: ConvertOptions): Conversion {
  const found: Issue[] = [];
  const issues = (): readonly Issue[] =>
    [...read.issues, ...notYetTold(locateIssues(resource, found), read.issues)].sort(byPlace);
  const maxBytes = to === 'xml' ? limits.maxBytes : Infinity;
  try {
    const xml = toXml(resource, { pretty, maxBytes, onIssue: (issue) => void found.push(issue) });
    return { text: to === 'xml' ? xml : toJson(resource, { pretty }), issues: issues() };
  } catch (error) {
    found.push(writeIssue(error));
    return to === 'xml' ? { issues: issues() } : { text: toJson(resource, { pretty }), issues: issues() };
  }
}

/** What the reader has told of a place already is not told again. */
function notYetTold(issues: readonly Issue[], told: readonly Issue[]): readonly Issue[] {
  const places = new Set(told.filter(isFault).map(({ expression }) => expression));
  return issues.filter(({ expression }) => expression === '' || !places.has(expression));
}

function writeIssue(error: unknown): Issue {
  if (error instanceof SizeError)
    return { severity: 'fatal', code: 'too-long', expression: '', message: error.message };
  if (!(error instanceof InputError)) return fatalIssue(error);
  return { severity: 'fatal', code: 'structure', expression: error.path, message: error.rule };
}

/** Elements in the wrong order are put right on the way; every other fault means that something is not carried over. */
function losesContent(issue: Issue): boolean {
  return isFault(issue) && !issue.message.startsWith('is in the wrong place: ');
}
