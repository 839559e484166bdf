/** Makes random valid values, for all definitions and events of a package. */
import type { Registry } from './check.js';
import { InputError } from './core/errors.js';
import { isObject, type Properties } from './core/json.js';
import type { Concepts } from './build/concepts.js';
import { ProfileRules, type TypeRules } from './guard/rules.js';
import type { MessageRules } from './message/message-guard.js';
import type { MessageMaking } from './message/message-parts.js';
import type { KnownCodes } from './random/codings.js';
import type { Knowledge } from './random/knowledge.js';
import { randomMessage, type MessageKind } from './random/random-message.js';
import { randomOf } from './random/random-profile.js';
import type { RandomSize } from './random/size.js';

export { RandomError } from './random/random-error.js';
export type { RandomSize } from './random/size.js';

/** What a random value depends on. The same options give the same value, on every machine. */
export interface RandomOptions {
  /** An integer; 1 by default. The types of a choice take turns from seed to seed. */
  readonly seed?: number | undefined;
  /** How much of what is optional the value has; `some` by default. */
  readonly size?: RandomSize | undefined;
}

/** A builder of resources, datatypes, extensions or messages, whose result is of the type `T`. */
export type BuilderOf<T> = (input: never, options?: never) => T;

/** The tables of a package: all that it can build and check. */
export interface RandomTables {
  readonly registry: Registry;
  /** Each builder with the rules for its result. */
  readonly builders: () => readonly (readonly [builder: unknown, rules: TypeRules | ProfileRules])[];
  /** The functions of each event, its rules, and how the kinds of its messages are made, by their codes. */
  readonly events: () => readonly (readonly [
    functions: object,
    rules: MessageRules,
    makings: Readonly<Record<string, MessageMaking>>,
  ])[];
  readonly valueSets: () => readonly Concepts[];
  /** Regular expressions that invariants ask for, with the keys of these. */
  readonly patterns: () => readonly (readonly [key: string, pattern: string])[];
}

/** Creates a package's `random` function. */
export function randomMaker(tables: RandomTables): (target: unknown, options?: RandomOptions) => Properties {
  let targets: ReadonlyMap<unknown, Target> | undefined;
  let known: Knowledge | undefined;
  return (target, options = {}) => {
    targets ??= targetsOf(tables);
    known ??= { registry: tables.registry, codes: codesOf(tables), patterns: new Map(tables.patterns()) };
    const [seed, size] = [seedOf(options), sizeOf(options)];
    const found = targets.get(target);
    if (!found) throw new InputError('target', target, 'a builder, a canonical URL or a type of this package');
    return 'making' in found ? randomMessage(found, known, seed, size) : randomOf(found, known, seed, size);
  };
}

type Target = TypeRules | ProfileRules | MessageKind;

/** Returns what can be made: by builder, by canonical URL, and of a type by its name. */
function targetsOf({ registry, builders, events }: RandomTables): ReadonlyMap<unknown, Target> {
  const kinds = events().flatMap(([functions, rules, makings]) =>
    Object.entries(makings).flatMap(([code, making]): [unknown, MessageKind][] => {
      const kind = { rules, code, making };
      const builder: unknown = isObject(functions) ? functions[making.name] : undefined;
      return [
        [builder, kind],
        [rules.kinds[code]?.profile, kind],
      ];
    }),
  );
  return new Map<unknown, Target>([
    ...registry.types,
    ...registry.extensions,
    ...registry.profiles,
    ...builders().flatMap(([builder, rules]): [unknown, Target][] => [
      [builder, rules],
      [rules instanceof ProfileRules ? rules.own.profile : rules.elements.path, rules],
    ]),
    ...kinds,
  ]);
}

/** Returns what the package knows of codes. */
function codesOf({ registry, valueSets }: RandomTables): KnownCodes {
  const displays = new Map<string, string>();
  for (const { system, code, display } of valueSets().flatMap((set) => Object.values(set)))
    if (display !== undefined) displays.set(`${system ?? ''} ${code}`, display);
  return { systems: registry.systems, displayOf: (system, code) => displays.get(`${system ?? ''} ${code}`) };
}

function seedOf({ seed = 1 }: RandomOptions): number {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new InputError('seed', seed, 'an integer that is not negative');
  return seed;
}

const SIZES: readonly unknown[] = ['minimal', 'some', 'everything'] satisfies readonly RandomSize[];

function sizeOf({ size = 'some' }: RandomOptions): RandomSize {
  if (!SIZES.includes(size)) throw new InputError('size', size, 'one of minimal, some and everything');
  return size;
}
