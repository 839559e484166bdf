/** NDJSON: a text with a resource in JSON on each line. */
import type { Entry, EntryIssue } from './entry.ts';

const named = /\.ndjson(?:\.gz)?$/i;

/** So many lines without a resource are enough to see that a file is something else. */
const mostWithout = 1000;

/** Whether the name of a file says that it is NDJSON. */
export function isNamedNdjson(file: string): boolean {
  return named.test(file);
}

/**
 * The entries of the lines of a text, one by one: each is what `check` gives for its line, with the line of the text as
 * its place. Lines that are blank have none. Gives up, with an entry that says so, at `most` lines without a resource.
 */
export function* entriesOfLines(
  bytes: Uint8Array,
  check: (line: Uint8Array) => Entry,
  most: number = mostWithout,
): Generator<Entry> {
  let without = 0;
  let isEmpty = true;
  for (const [line, text] of linesOf(bytes)) {
    isEmpty = false;
    const entry = placed(check(text), line);
    if (entry.resourceType === null && entry.issues.some(({ severity }) => severity === 'fatal')) without++;
    if (without < most) yield entry;
    else {
      yield { ...entry, issues: [...entry.issues, givenUp(most, line)] };
      return;
    }
  }
  if (isEmpty) yield check(bytes);
}

/** The lines with anything but what JSON takes for white space. */
function* linesOf(bytes: Uint8Array): Generator<readonly [line: number, text: Uint8Array]> {
  let [start, line] = [0, 1];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === FEED) [start, line] = [at + 1, line + 1];
    else if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) {
      const feed = bytes.indexOf(FEED, at);
      at = feed < 0 ? bytes.length : feed;
      yield [line, bytes.subarray(start, at)];
      [start, line] = [at + 1, line + 1];
    }
  }
}

const FEED = 0x0a;

/** The text of a line is one line, so that an issue keeps its column. */
function placed(entry: Entry, line: number): Entry {
  return { ...entry, line, issues: entry.issues.map((issue) => ({ ...issue, line })) };
}

function givenUp(most: number, line: number): EntryIssue {
  const lines = most === 1 ? '1 line' : `${most} lines`;
  return {
    severity: 'fatal',
    code: 'too-costly',
    expression: null,
    message: `has ${lines} or more without a resource; the rest is not checked`,
    profile: null,
    element: null,
    line,
    column: null,
  };
}
