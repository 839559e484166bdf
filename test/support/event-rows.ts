/**
 * The requirements of the events' pages as rows: one per kind of entry and one per element. They are data of the tests
 * alone, so that nothing that the generator reads can confirm itself.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `1..1`, or one for each kind of message. */
export type Count = string | Readonly<Record<string, string>>;

/** Entries that point to those of a row. */
export interface Pointer {
  readonly type: string;
  readonly steps: readonly string[];
  /** Only those of this row in the same event. */
  readonly key?: string;
}

/** Another count, under a condition. */
export interface Condition {
  /** Only a person can decide it. */
  readonly judgedByPeople?: true;
  /** An element of the same resource that has one of `values`. */
  readonly steps?: readonly string[];
  readonly values?: readonly (string | boolean)[];
  readonly pointedAtBy?: Pointer;
  readonly count?: string;
  readonly level?: string;
}

/** The requirements for one element. */
export interface ElementRow {
  readonly id: string;
  /**
   * Path to the element in JSON: `name`, `identifier[system=…]` for the items that have that value, `value<Quantity>`
   * for a type of a choice, `_birthDate` for the sibling of a primitive.
   */
  readonly steps: readonly string[];
  readonly count: Count;
  readonly level: 'MUST' | 'SHALL' | 'SHOULD' | 'MAY';
  /** The source: a table of the event, the text of a row, the table of all events, or an arrow of a diagram. */
  readonly from: 'event' | 'derived' | 'generic' | 'diagram';
  readonly kind: 'fixed' | 'binding' | 'reference' | 'format' | 'guidance';
  /** Path to the value in question, if it is deeper. */
  readonly at?: readonly string[];
  readonly value?: unknown;
  readonly oneOf?: readonly string[];
  readonly decidedBy?: { readonly steps: readonly string[]; readonly values: Readonly<Record<string, string>> };
  readonly strength?: 'required' | 'extensible' | 'preferred';
  readonly valueSet?: string;
  readonly codes?: readonly string[];
  /** Its codes are those of a SNOMED CT reference set, which is not available here. */
  readonly openSet?: true;
  /** A concept without a code is allowed, if it has text. */
  readonly codingOrText?: true;
  readonly membership?: 'warn';
  readonly oneRepetition?: true;
  readonly targets?: readonly string[];
  /** A wrong type that causes only a warning, because a diagram has it. */
  readonly tolerated?: string;
  readonly inBundle?: true;
  readonly role?: string;
  /** Always present in a diagram, although no table requires it. */
  readonly needed?: true;
  /** The target is the patient of the message, as a diagram shows. */
  readonly patient?: true;
  readonly type?: string;
  readonly system?: string;
  readonly use?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly contains?: readonly string[];
  readonly least?: number;
  readonly conditions?: readonly Condition[];
}

/** The requirements for one kind of entry. */
export interface EntryRow {
  readonly key: string;
  readonly type: string;
  readonly coding?: { readonly steps: readonly string[]; readonly system: string; readonly code: string };
  readonly pointedAtBy?: readonly Pointer[];
  readonly count: Count;
  /** Half of them are for one side of the body, half for the other. */
  readonly sides?: true;
  /** The severity of too many, if that is no error. */
  readonly excess?: 'warning';
  readonly conditions?: readonly Condition[];
  readonly rows: readonly ElementRow[];
  readonly variants?: readonly EntryRow[];
}

export interface EventRows {
  readonly event: string;
  readonly kinds: readonly string[];
  readonly entries: readonly EntryRow[];
}

/** A message that keeps all rules. */
export interface CleanMessage {
  readonly name: string;
  readonly event: string;
  readonly kind: string;
  readonly bundle: Json;
}

/** Any JSON value: rows are applied to anything. */
export type Json = any;

const folder = fileURLToPath(new URL('../events/', import.meta.url));

/** Returns the rows of all events. */
export function readEventRows(): EventRows[] {
  return filesOf('rows').map(([, rows]) => rows as EventRows);
}

/** Returns all messages that keep all rules. */
export function readCleanMessages(): CleanMessage[] {
  return filesOf('messages').map(([name, bundle]) => {
    const { event, extension } = bundle.entry[0].resource;
    const concept = extension.find((item: Json) => item.valueCodeableConcept).valueCodeableConcept;
    return { name, event: event.code, kind: concept.coding[0].code, bundle };
  });
}

function filesOf(name: string): [name: string, content: Json][] {
  const files = readdirSync(folder + name).sort();
  return files.map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(`${folder}${name}/${file}`, 'utf8'))]);
}

/** Returns the minimum and maximum count for a kind of message. */
export function limitsOf(count: Count, kind: string): [min: number, max: number] {
  const [min, max] = (typeof count === 'string' ? count : (count[kind] ?? '0..*')).split('..');
  return [Number(min), max === '*' ? Infinity : Number(max)];
}
