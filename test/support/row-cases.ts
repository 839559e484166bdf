/** The cases that follow from the rows: messages that break one row, and messages that keep it. */
import { isFault, type Issue } from '../../runtime/core/issue.ts';
import {
  limitsOf,
  type CleanMessage,
  type ElementRow,
  type EntryRow,
  type EventRows,
  type Json,
} from './event-rows.ts';
import { breaches, faultsOf, removal, shapeFault, type RowFault } from './row-faults.ts';
import { children, entriesOf, follow, parentsOf, type Root } from './row-places.ts';

/** A row of entries or of an element, with its place. */
export interface PlacedRow {
  readonly event: EventRows;
  readonly entry: EntryRow;
  /** Undefined for a row of entries. */
  readonly row: ElementRow | undefined;
}

/** A message that breaks one row. */
export interface RedCase {
  readonly placed: PlacedRow;
  readonly message: CleanMessage;
  readonly kind: string;
  readonly fault: string;
  readonly severity: 'error' | 'warning';
  /** True if the only fault is the JSON type. */
  readonly isShape?: boolean;
  /** The place of the expected issue; one above or below counts too. */
  readonly path: string;
  readonly make: () => Json;
}

/** Returns the rows of an event, those of variants included. */
export function placedRows(event: EventRows): PlacedRow[] {
  const entries = event.entries.flatMap((entry) => [entry, ...(entry.variants ?? [])]);
  return entries.flatMap((entry) => [
    { event, entry, row: undefined },
    ...entry.rows.map((row) => ({ event, entry, row })),
  ]);
}

/**
 * Returns true if an issue is the one expected in a case: it has the same severity, and is at the place, or below or
 * above it.
 */
export function tells({ severity, path, placed }: RedCase, issue: Issue): boolean {
  if (!isFault(issue) && (severity === 'error' || issue.severity !== 'warning')) return false;
  // The issue about a missing header names the entry in its place.
  return isAt(issue, path) || (placed.entry.type === 'MessageHeader' && issue.expression === `${ENTRIES}[0].resource`);
}

/** Returns true if an issue is at a place, below or above it. */
function isAt({ expression }: Issue, path: string): boolean {
  if (path === ENTRIES) return expression === ENTRIES;
  return expression === path || isBelow(expression, path) || isBelow(path, expression);
}

/** The path of issues about too many or too few entries. */
const ENTRIES = 'Bundle.entry';

function isBelow(expression: string, other: string): boolean {
  return expression.startsWith(`${other}.`) || expression.startsWith(`${other}[`);
}

export function nameOf({ event, entry, row }: PlacedRow): string {
  return `${event.event} ${entry.key} ${row?.id ?? '(entries)'}`;
}

/** Returns the messages that break a row, one for each way and kind, and the ways for which no message has room. */
export function redCases(placed: PlacedRow, messages: readonly CleanMessage[]): RedCase[] {
  const cases: RedCase[] = [];
  for (const kind of placed.event.kinds) {
    const ofKind = messages.filter((message) => message.event === placed.event.event && message.kind === kind);
    for (const fault of placed.row ? faultsOf(placed.row, kind) : entryFaults(placed.entry, kind)) {
      const found = firstCase(placed, ofKind, fault);
      if (found) cases.push(found);
    }
    const shape = placed.row && firstCase(placed, ofKind, shapeFault(placed.row));
    if (shape) cases.push({ ...shape, isShape: true });
  }
  return cases;
}

function firstCase(placed: PlacedRow, messages: readonly CleanMessage[], fault: RowFault): RedCase | undefined {
  for (const message of messages) {
    const count = entriesOf(message.bundle, placed.entry, placed.event).length;
    for (let i = 0; i < count; i++) {
      const make = (): Json => broken(placed, message, fault, i).bundle;
      const { path, bundle } = broken(placed, message, fault, i);
      const { kind } = message;
      if (path !== undefined && !(fault.mayLeave && isOutOfReach(placed, message, bundle)))
        return { placed, message, kind, fault: fault.name, severity: fault.severity, path, make };
    }
  }
  return undefined;
}

/**
 * Recognises a change of a discriminator, which takes an entry or item out of the row. If the row is optional, that
 * breaks nothing: the message says less, or something else.
 */
function isOutOfReach({ event, entry, row }: PlacedRow, { bundle: before, kind }: CleanMessage, after: Json): boolean {
  const [least] = limitsOf(entry.count, kind);
  const remain = entriesOf(after, entry, event);
  if (remain.length < entriesOf(before, entry, event).length) return row !== undefined && remain.length >= least;
  if (!row?.steps.at(-1)?.includes('[')) return false;
  const itemsIn = (roots: readonly Root[]): number => roots.flatMap((root) => follow(root, row.steps)).length;
  const [min] = limitsOf(row.count, kind);
  return itemsIn(remain) < itemsIn(entriesOf(before, entry, event)) && min === 0;
}

function broken(
  { event, entry }: PlacedRow,
  message: CleanMessage,
  fault: RowFault,
  index: number,
): { bundle: Json; path: string | undefined } {
  const bundle = structuredClone(message.bundle);
  const root = entriesOf(bundle, entry, event)[index] as Root;
  return { bundle, path: fault.apply({ bundle, rows: event, root }) };
}

/** Gives all entries the side of one of them. */
function oneSided(entry: EntryRow, index: number): RowFault {
  const apply: RowFault['apply'] = ({ bundle, rows }) => {
    const found = entriesOf(bundle, entry, rows);
    const { outcome } = found.at(index)?.value ?? {};
    for (const { value } of found) value.outcome = structuredClone(outcome);
    return ENTRIES;
  };
  return { name: `all for the side of ${index < 0 ? 'the last' : 'the first'}`, severity: 'warning', apply };
}

/** Breaks an entry other than that of the header. */
function inEntry(name: string, part: string, change: (entry: Json) => void): RowFault {
  const apply: RowFault['apply'] = ({ bundle }) => {
    change(bundle.entry[1]);
    return `Bundle.entry[1].${part}`;
  };
  return { name, severity: 'error', apply };
}

/** Ways to break a Bundle. */
const bundleFaults: readonly RowFault[] = [
  inEntry('entry without an address', 'fullUrl', (entry) => delete entry.fullUrl),
  inEntry(
    'entry with another kind of address',
    'fullUrl',
    (entry) => (entry.fullUrl = 'https://larkspur.example/Basic/1'),
  ),
  inEntry('entry with an address in capitals', 'fullUrl', (entry) => (entry.fullUrl = entry.fullUrl.toUpperCase())),
  inEntry('entry without a resource', 'resource', (entry) => delete entry.resource),
  inEntry('entry without an id', 'resource', (entry) => delete entry.resource.id),
  inEntry(
    'entry with the id of another',
    'fullUrl',
    (entry) => (entry.resource.id = '00000000-0000-4000-8000-0000000000aa'),
  ),
];

/** Returns ways to break the requirements for entries: their number and their profile. */
function entryFaults(entry: EntryRow, kind: string): readonly RowFault[] {
  if (entry.type === 'Bundle') return bundleFaults;
  const [min, max] = limitsOf(entry.count, kind);
  const faults: RowFault[] = [];
  if (entry.sides) faults.push(oneSided(entry, 0), oneSided(entry, -1));
  const breach = breaches[entry.type];
  if (breach)
    faults.push({
      name: 'against its profile',
      severity: 'error',
      apply: ({ root }) => {
        breach.apply(root.value);
        return root.path;
      },
    });
  if (min > 0)
    faults.push({
      name: 'too few',
      severity: 'error',
      apply: ({ bundle, rows }) => {
        const surplus = entriesOf(bundle, entry, rows).slice(min - 1);
        const gone = new Set(surplus.map(({ value }) => value));
        bundle.entry = bundle.entry.filter(({ resource }: Json) => !gone.has(resource));
        return ENTRIES;
      },
    });
  if (max < Infinity)
    faults.push({
      name: 'too many',
      severity: entry.excess ?? 'error',
      apply: ({ bundle, rows, root }) => {
        for (let n = entriesOf(bundle, entry, rows).length; n <= max; n++) addCopy(bundle, entry, root, n);
        return ENTRIES;
      },
    });
  return faults;
}

/** Adds a copy of an entry; if an entry is recognised by what points to it, also a copy of that. */
function addCopy(bundle: Json, entry: EntryRow, root: Root, n: number): void {
  const address = copy(bundle, root.value, n);
  const [pointer] = entry.pointedAtBy ?? [];
  if (!pointer) return;
  const own = `urn:uuid:${root.value.id}`;
  const from = bundle.entry.find(
    ({ resource }: Json) =>
      resource.resourceType === pointer.type && JSON.stringify(resource[pointer.steps[0] ?? '']).includes(own),
  );
  const second = structuredClone(from.resource);
  second[pointer.steps[0] ?? ''] = { reference: address };
  copy(bundle, second, n + 100);
}

function copy(bundle: Json, resource: Json, n: number): string {
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  bundle.entry.push({ fullUrl: `urn:uuid:${id}`, resource: { ...structuredClone(resource), id } });
  return `urn:uuid:${id}`;
}

/**
 * Returns which clean messages keep a row, with its subject present or absent, and their values that it does not allow.
 */
export function greenCases(
  placed: PlacedRow,
  messages: readonly CleanMessage[],
): { there: number; absent: number; wrong: string[] } {
  const { event, entry, row } = placed;
  const result = { there: 0, absent: 0, wrong: [] as string[] };
  for (const { bundle, event: code, kind, name } of messages) {
    if (code !== event.event) continue;
    const entries = entriesOf(bundle, entry, event);
    const counts = row ? elementCounts(entries, row) : [entries.length];
    const [min, max] = limitsOf(row?.count ?? entry.count, kind);
    for (const count of counts) {
      if (count > 0) result.there++;
      else result.absent++;
      if (count < min || count > max) result.wrong.push(`${name}: ${count}`);
    }
  }
  return result;
}

/** Returns a message without the subject of a row, if it is optional; undefined if it is not. */
export function withoutIt(placed: PlacedRow, messages: readonly CleanMessage[]): WithoutIt | undefined {
  const { event, entry, row } = placed;
  // Something else then decides whether it may be absent, and has cases of its own.
  if (row?.conditions?.some(({ count }) => count !== undefined)) return undefined;
  // An arrow in a diagram does not say what may be absent.
  if (row?.patient) return undefined;
  const remove = row ? removal(row) : emptying(entry);
  for (const kind of event.kinds) {
    if (limitsOf(row?.count ?? entry.count, kind)[0] > 0) continue;
    const ofKind = messages.filter((message) => message.event === event.event && message.kind === kind);
    const found = firstCase(placed, ofKind, remove);
    if (found) return { bundle: found.make(), isSaid: (issue) => isFault(issue) && isAt(issue, found.path) };
  }
  return undefined;
}

export interface WithoutIt {
  readonly bundle: Json;
  /** Returns true for an error that objects to it. */
  readonly isSaid: (issue: Issue) => boolean;
}

function emptying(entry: EntryRow): RowFault {
  return {
    name: 'without',
    severity: 'warning',
    apply: ({ bundle, rows }) => {
      const gone = new Set(entriesOf(bundle, entry, rows).map(({ value }) => value));
      bundle.entry = bundle.entry.filter(({ resource }: Json) => !gone.has(resource));
      return ENTRIES;
    },
  };
}

function elementCounts(entries: readonly Root[], { steps }: ElementRow): number[] {
  return entries.flatMap((root) => parentsOf(root, steps).map((parent) => children(parent, steps.at(-1) ?? '').length));
}
