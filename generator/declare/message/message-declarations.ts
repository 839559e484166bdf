/** What the module of an event declares beside types. */
import type { Doc } from '../doc.ts';
import type { TypeExpression, ValueExpression } from '../expressions.ts';

/** A constant of the module, which has the same type as all of its kind. */
export interface NamedTable {
  readonly name: string;
  readonly value: ValueExpression;
}

/** What one kind of message has for itself. */
export interface KindTable extends NamedTable {
  readonly doc: Doc;
}

/** A fact about an event, with what it means. */
export interface EventFact {
  readonly name: string;
  readonly doc: string;
  readonly value: ValueExpression;
}

/** The event as data, and the tables that the runtime reads. */
export interface MessageTablesDeclaration {
  readonly kind: 'message-tables';
  readonly kindExtension: string;
  readonly doc: Doc;
  readonly event: readonly EventFact[];
  /** What finds entries and roles. */
  readonly selects: readonly NamedTable[];
  readonly roles: readonly NamedTable[];
  readonly derivations: readonly NamedTable[];
  readonly rules: readonly KindTable[];
  readonly kinds: ValueExpression;
  readonly covered: ValueExpression;
  readonly refused: ValueExpression;
  readonly bundle: ValueExpression;
  readonly types: ValueExpression;
  readonly reading: ValueExpression;
  readonly conditions: readonly KindTable[];
  /** How messages are made. */
  readonly parts: readonly NamedTable[];
}

/** The builders, each under a name of its own and exported under the code of its kind. */
export interface MessageBuildersDeclaration {
  readonly kind: 'message-builders';
  readonly builders: readonly MessageBuilder[];
}

export interface MessageBuilder {
  readonly name: string;
  readonly exported: string;
  readonly doc: Doc;
  readonly input: TypeExpression;
  readonly message: TypeExpression;
  /** Name of the function that gives all of how its messages are made. */
  readonly making: string;
  /** Name of the table with its parts. */
  readonly parts: string;
  readonly header: ValueExpression;
  /** Name of the table with what it checks. */
  readonly conditions: string;
}

/** `is`, `check` and `schema`, and what modules for all events take. */
export interface MessageGuardDeclaration {
  readonly kind: 'message-guard';
  readonly isDoc: Doc;
  readonly checkDoc: Doc;
  /** A message of any kind. */
  readonly message: TypeExpression;
  readonly packageName: string;
  /** How messages of each kind are made, for programs that make them. */
  readonly makings: ValueExpression;
}

/** What is read from a message: `read` and `receive`. */
export interface MessageReaderDeclaration {
  readonly kind: 'message-reader';
  readonly message: TypeExpression;
  readonly content: TypeExpression;
  /** The codes of the kinds, where there are several and the kind decides what is read. */
  readonly kinds?: TypeExpression;
  readonly receiveDoc: Doc;
  readonly received: TypeExpression;
  readonly tolerantlyReceived: TypeExpression;
}

/** The functions that classify and compare messages: `isNew` and its like, `keyOf` and `isNewer`. */
export interface MessageTestsDeclaration {
  readonly kind: 'message-tests';
  readonly message: TypeExpression;
  readonly tests: readonly KindTest[];
  /** Type of the identifier by which a receiver finds its own record, if there is one. */
  readonly key?: TypeExpression;
  readonly newer?: NewerTest;
}

/** A function that recognises a kind of message. */
export interface KindTest {
  readonly name: string;
  readonly message: TypeExpression;
  readonly kind: string;
  readonly doc: Doc;
}

/** The function that decides which of two messages is the later one. */
export interface NewerTest {
  readonly doc: Doc;
  /** What finds the element by which they are ordered. */
  readonly find: ValueExpression;
}

export type MessageDeclaration =
  | MessageTablesDeclaration
  | MessageBuildersDeclaration
  | MessageGuardDeclaration
  | MessageReaderDeclaration
  | MessageTestsDeclaration;
