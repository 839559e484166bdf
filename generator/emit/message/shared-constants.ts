import type { MessageKindModel } from '../../model/package-model.ts';
import { type Code, ident } from '../../code/code.ts';
import { lowerFirst } from '../../declare/message-names.ts';
import { pascal } from '../../declare/message-parts.ts';

/** A constant of a file. */
export interface Constant {
  readonly name: Code;
  readonly value: Code;
}

/** Tables of which each kind of message has one: those that are equal are written once. */
export class SharedConstants {
  readonly #byKind: ReadonlyMap<MessageKindModel, Constant>;

  /** @param name of the constant, where all kinds have the same; that of a kind comes before it where they differ */
  constructor(name: string, kinds: readonly MessageKindModel[], write: (kind: MessageKindModel) => Code) {
    const byKind = new Map<MessageKindModel, Constant>();
    const values = kinds.map((kind) => ({ kind, value: write(kind) }));
    const areEqual = new Set(values.map(({ value }) => value.text)).size === 1;
    for (const { kind, value } of values) {
      const known = [...byKind.values()].find((constant) => constant.value.text === value.text);
      byKind.set(kind, known ?? { name: ident(areEqual ? name : nameFor(kind, name)), value });
    }
    this.#byKind = byKind;
  }

  /** The name of the constant of a kind. */
  of(kind: MessageKindModel): Code {
    const constant = this.#byKind.get(kind);
    if (!constant) throw new Error(`no constant for the kind ${kind.type.code}`);
    return constant.name;
  }

  all(): Constant[] {
    return [...new Set(this.#byKind.values())];
  }
}

function nameFor(kind: MessageKindModel, name: string): string {
  return `${lowerFirst(pascal(kind.type.code))}${pascal(name)}`;
}
