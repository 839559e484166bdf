import type { MessageKindModel } from '../../model/package-model.ts';
import type { ValueExpression } from '../expressions.ts';
import type { NamedTable } from './message-declarations.ts';
import { lowerFirst } from './message-names.ts';
import { pascal } from './pascal.ts';

/** Tables of which each kind of message has one: those that are equal are declared once. */
export class SharedTables {
  readonly #byKind: ReadonlyMap<MessageKindModel, NamedTable>;

  /** @param name of the constant, where all kinds have the same; that of a kind comes before it where they differ */
  constructor(name: string, kinds: readonly MessageKindModel[], make: (kind: MessageKindModel) => ValueExpression) {
    const byText = new Map<string, NamedTable>();
    const tables = kinds.map((kind) => ({ kind, value: make(kind) }));
    const texts = tables.map(({ value }) => JSON.stringify(value));
    const areEqual = new Set(texts).size === 1;
    this.#byKind = new Map(
      tables.map(({ kind, value }, index) => {
        const text = texts[index] ?? '';
        const table = byText.get(text) ?? { name: areEqual ? name : nameFor(kind, name), value };
        byText.set(text, table);
        return [kind, table];
      }),
    );
  }

  /** The name of the constant of a kind. */
  of(kind: MessageKindModel): string {
    const table = this.#byKind.get(kind);
    if (!table) throw new Error(`no table for the kind ${kind.type.code}`);
    return table.name;
  }

  all(): NamedTable[] {
    return [...new Set(this.#byKind.values())];
  }
}

function nameFor(kind: MessageKindModel, name: string): string {
  return `${lowerFirst(pascal(kind.type.code))}${pascal(name)}`;
}
