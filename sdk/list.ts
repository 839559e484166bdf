import { definitionsOf } from './definitions.ts';
import { allEvents } from './events.ts';
import { exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import type { ListOptions } from './options.ts';
import { columns, printReport } from './report.ts';

/** Prints what the package knows of one sort; returns the exit code. */
export async function list({ what, format }: ListOptions, io: Io): Promise<number> {
  if (what === 'events') await printReport(eventRows(), eventLines, format, io);
  else if (what === 'profiles') await printReport(profileRows(), profileLines, format, io);
  else await printReport(valueSetRows(), valueSetLines, format, io);
  return exitCodes.clean;
}

interface EventRow {
  readonly event: string;
  readonly code: string;
  readonly types: readonly string[];
  readonly cases: readonly string[];
  readonly title: string;
}

function eventRows(): readonly EventRow[] {
  return allEvents().map(({ name, code, types, cases, title }) => ({
    event: name,
    code,
    types: types.map(({ type }) => type),
    cases: cases.map((one) => one.name),
    title,
  }));
}

function eventLines(rows: readonly EventRow[]): readonly string[] {
  return columns(
    rows.map(({ event, types, cases, title }) => [
      event,
      types.join(', '),
      cases.length === 0 ? title : `${title} (cases: ${cases.join(', ')})`,
    ]),
  );
}

interface DefinitionRow {
  readonly id: string;
  readonly url: string;
  readonly title: string;
}

interface ProfileRow extends DefinitionRow {
  readonly type: string;
}

/** Profiles of resources, datatypes and extensions, by the type and then by the id. */
function profileRows(): readonly ProfileRow[] {
  const rows = definitionsOf('StructureDefinition').map(({ id, url, name, title = name, type }) => ({
    id,
    url,
    title,
    type,
  }));
  return rows.sort((one, other) => (one.type === other.type ? 0 : one.type < other.type ? -1 : 1));
}

function profileLines(rows: readonly ProfileRow[]): readonly string[] {
  return columns(rows.map(({ type, url, title }) => [type, url, title]));
}

function valueSetRows(): readonly DefinitionRow[] {
  return definitionsOf('ValueSet').map(({ id, url = '', name = '', title = name }) => ({ id, url, title }));
}

function valueSetLines(rows: readonly DefinitionRow[]): readonly string[] {
  return columns(rows.map(({ url, title }) => [url, title]));
}
