import { toJson, type ReadResource } from 'careconnect-ems/json';
import { InputError, isFault, locateIssues, SizeError, type Issue } from 'careconnect-ems/runtime';
import { toXml } from 'careconnect-ems/xml';
import type { ConvertOptions } from './arguments.ts';
import { hasColours, painter } from './colours.ts';
import { toEntryIssue } from './entry.ts';
import { exitCodes } from './exit-codes.ts';
import { fatalIssue } from './input-issue.ts';
import { print, type Io } from './io.ts';
import { issuesText } from './print-text.ts';
import { readInput } from './read-input.ts';
import { readResource } from './read-resource.ts';

interface Conversion {
  /** Undefined where nothing could be made. */
  readonly text?: string;
  readonly issues: readonly Issue[];
}

/** Converts a resource and prints it, and on standard error what is wrong with it; gives the exit code. */
export async function convert(options: ConvertOptions, io: Io): Promise<number> {
  const { text, issues } = await convertInput(options, io);
  if (text !== undefined) await print(io.stdout, text.endsWith('\n') ? text : `${text}\n`);
  const paint = painter(hasColours(io.stderr, io.env));
  await print(io.stderr, issuesText(options.operand, issues.map(toEntryIssue), paint));
  return issues.some(losesContent) ? exitCodes.faulty : exitCodes.clean;
}

async function convertInput(options: ConvertOptions, io: Io): Promise<Conversion> {
  try {
    const { resource, issues } = readResource(await readInput(options.operand, io));
    return resource ? write(resource, issues, options) : { issues };
  } catch (error) {
    return { issues: [fatalIssue(error)] };
  }
}

function write(resource: ReadResource, issues: readonly Issue[], { to, pretty }: ConvertOptions): Conversion {
  try {
    return { text: to === 'xml' ? toXml(resource, { pretty }) : toJson(resource, { pretty }), issues };
  } catch (error) {
    return { issues: [...issues, ...locateIssues(resource, [writeIssue(error, resource.resourceType)])] };
  }
}

function writeIssue(error: unknown, type: string): Issue {
  if (error instanceof SizeError)
    return { severity: 'fatal', code: 'too-long', expression: '', message: error.message };
  if (!(error instanceof InputError)) return fatalIssue(error);
  const message = error.message.replace(`${error.path}: `, '');
  return { severity: 'fatal', code: 'structure', expression: type + error.path, message };
}

/** Elements in the wrong order are put right on the way; every other fault means that something is not carried over. */
function losesContent(issue: Issue): boolean {
  return isFault(issue) && !issue.message.startsWith('is in the wrong place: ');
}
