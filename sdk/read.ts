import type { Issue } from '#package/runtime/index.js';
import { hasColours, painter } from './colours.ts';
import { toEntryIssue } from './entry.ts';
import { exitCodes } from './exit-codes.ts';
import { fatalIssue } from './input-issue.ts';
import { print, standardInput, type Io } from './io.ts';
import { factsOf, type MessageFacts } from './message-facts.ts';
import { messageLines } from './message-lines.ts';
import type { ReadOptions } from './options.ts';
import { issuesText } from './print-text.ts';
import { readInput } from './read-input.ts';
import { readResource } from './read-resource.ts';
import { printReport } from './report.ts';
import { visible } from './visible.ts';

/** Prints what a message says; returns the exit code. */
export async function read(options: ReadOptions, io: Io): Promise<number> {
  const facts = await factsIn(options, io);
  if ('kind' in facts) {
    await printReport(facts, messageLines, options.format, io);
    return exitCodes.clean;
  }
  const name = options.operand === standardInput ? '<stdin>' : options.operand;
  const paint = painter(hasColours(io.stderr, io.env));
  const trouble =
    facts.issues.length > 0
      ? issuesText(options.operand, facts.issues.map(toEntryIssue), paint)
      : `${visible(name)}: is no message, but a resource of the type ${visible(facts.resourceType)}.\n`;
  await print(io.stderr, trouble);
  return exitCodes.faulty;
}

/** What is no message. */
interface Other {
  readonly issues: readonly Issue[];
  readonly resourceType: string;
}

async function factsIn({ operand, direction, limits }: ReadOptions, io: Io): Promise<MessageFacts | Other> {
  try {
    const { resource, issues } = readResource(await readInput(operand, io, limits), limits);
    if (!resource) return { issues, resourceType: '' };
    return factsOf(resource, direction, operand) ?? { issues: [], resourceType: resource.resourceType };
  } catch (error) {
    return { issues: [fatalIssue(error)], resourceType: '' };
  }
}
