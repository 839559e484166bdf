import type { IssueSeverity } from '#package/runtime/index.js';
import type { Entry, EntryIssue } from './entry.ts';
import type { EntryPrinter } from './entry-printer.ts';
import { standardInput } from './io.ts';
import { issueCodes } from './issue-codes.ts';
import { facts } from './package-facts.ts';
import { indent } from './print-json.ts';

const levels: Readonly<Record<IssueSeverity, string>> = {
  fatal: 'error',
  error: 'error',
  warning: 'warning',
  information: 'note',
};

/**
 * Prints a log in the Static Analysis Results Interchange Format, with a result for each issue and a rule for each code.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifPrinter(): EntryPrinter {
  let isFirst = true;
  return {
    start: start(),
    entry(entry) {
      return entry.issues
        .map((issue) => {
          const text = `${isFirst ? '' : ','}\n${indent(JSON.stringify(resultOf(entry, issue), null, 2), '        ')}`;
          isFirst = false;
          return text;
        })
        .join('');
    },
    end: () => '\n      ]\n    }\n  ]\n}\n',
  };
}

/** The log up to the first result, so that results need not be kept in memory. */
function start(): string {
  const rules = Object.entries(issueCodes).map(([id, { title, meaning, remedy }]) => ({
    id,
    shortDescription: { text: title },
    fullDescription: { text: meaning },
    help: { text: remedy },
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: facts.name, version: facts.version, rules } },
        columnKind: 'utf16CodeUnits',
        results: [],
      },
    ],
  };
  const text = JSON.stringify(log, null, 2);
  return text.slice(0, text.lastIndexOf('[]') + 1);
}

const ids = Object.keys(issueCodes);

function resultOf(entry: Entry, issue: EntryIssue): object {
  const { severity, code, expression, message, profile, element } = issue;
  return {
    ruleId: code,
    ruleIndex: ids.indexOf(code),
    level: levels[severity],
    message: { text: withoutLinks(expression === null ? message : `${expression}: ${message}`) },
    locations: [locationOf(entry, issue)],
    ...(profile !== null && { properties: { profile, ...(element !== null && { element }) } }),
  };
}

function locationOf({ file, line: ofEntry }: Entry, { expression, line = ofEntry, column }: EntryIssue): object {
  const artifactLocation = file === standardInput ? { description: { text: 'standard input' } } : { uri: uriOf(file) };
  return {
    physicalLocation: {
      artifactLocation,
      ...(line !== null && { region: { startLine: line, ...(column !== null && { startColumn: column }) } }),
    },
    ...(expression !== null && { logicalLocations: [{ fullyQualifiedName: expression, kind: 'element' }] }),
  };
}

/** A path as a URI: relative where the path is, so that a reader finds the file in a clone. */
function uriOf(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/');
  const uri = parts.map((part) => encodeURIComponent(wellFormed(part))).join('/');
  if (/^[A-Za-z]:$/.test(parts[0] ?? '')) return `file:///${parts[0] ?? ''}${uri.slice(uri.indexOf('/'))}`;
  return path.startsWith('/') ? `file://${uri}` : uri;
}

/** Text in which half of a surrogate pair, which no URI can hold, is replaced. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

/** A value that a message quotes must not become a link. */
function withoutLinks(text: string): string {
  return text.includes('](') ? text.replaceAll(/[[\]\\]/g, '\\$&') : text;
}
