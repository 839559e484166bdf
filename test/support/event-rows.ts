/**
 * What the pages of the events ask for, as rows: one per kind of entry and one per element. They are data of the tests
 * alone, so that nothing that the generator reads can vouch for itself.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `1..1`, where kinds of message differ by kind. */
export type Count = string | Readonly<Record<string, string>>;

/** Entries that point at those that a row speaks about. */
export interface Pointer {
  readonly type: string;
  readonly steps: readonly string[];
  /** Only those that this row of the same event speaks about. */
  readonly key?: string;
}

/** Another count, where something holds. */
export interface Condition {
  /** Only a person can tell. */
  readonly judgedByPeople?: true;
  /** An element of the same resource that has one of `values`. */
  readonly steps?: readonly string[];
  readonly values?: readonly (string | boolean)[];
  readonly pointedAtBy?: Pointer;
  readonly count?: string;
  readonly level?: string;
}

/** What is asked of one element. */
export interface ElementRow {
  readonly id: string;
  /**
   * The way to the element in JSON: `name`, `identifier[system=…]` for the items that have that value, `value<Quantity>`
   * for a type of a choice, `_birthDate` for what stands beside a primitive.
   */
  readonly steps: readonly string[];
  readonly count: Count;
  readonly level: 'MUST' | 'SHALL' | 'SHOULD' | 'MAY';
  /** A table of the event, the text of a row, the table of all events, or an arrow of a diagram. */
  readonly from: 'event' | 'derived' | 'generic' | 'diagram';
  readonly kind: 'fixed' | 'binding' | 'reference' | 'format' | 'guidance';
  /** The way to the value that is meant, where it is deeper. */
  readonly at?: readonly string[];
  readonly value?: unknown;
  readonly oneOf?: readonly string[];
  readonly decidedBy?: { readonly steps: readonly string[]; readonly values: Readonly<Record<string, string>> };
  readonly strength?: 'required' | 'extensible' | 'preferred';
  readonly valueSet?: string;
  readonly codes?: readonly string[];
  /** Its codes are those of a SNOMED CT reference set, which nothing here can look into. */
  readonly openSet?: true;
  /** A concept without a code will do, as long as it has text. */
  readonly codingOrText?: true;
  readonly membership?: 'warn';
  readonly oneRepetition?: true;
  readonly targets?: readonly string[];
  /** A type that is not right, and no more than a warning: a diagram has it. */
  readonly tolerated?: string;
  readonly inBundle?: true;
  readonly role?: string;
  /** A diagram has it always, and no table asks for it. */
  readonly needed?: true;
  /** It means the patient of the message, as a diagram shows. */
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

/** What is asked of one kind of entry. */
export interface EntryRow {
  readonly key: string;
  readonly type: string;
  readonly coding?: { readonly steps: readonly string[]; readonly system: string; readonly code: string };
  readonly pointedAtBy?: readonly Pointer[];
  readonly count: Count;
  /** Half of them are for one side of the body, half for the other. */
  readonly sides?: true;
  /** How serious too many are, where that is no error. */
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

/** Any JSON value: rows are applied to whatever is there. */
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

/** Returns the least and the greatest count for a kind of message. */
export function limitsOf(count: Count, kind: string): [min: number, max: number] {
  const [min, max] = (typeof count === 'string' ? count : (count[kind] ?? '0..*')).split('..');
  return [Number(min), max === '*' ? Infinity : Number(max)];
}
