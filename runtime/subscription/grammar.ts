/** The grammar of a service's criteria, as data: its parameters, and how they can be combined. */
import type { CodeSet } from '../guard/code-set.js';

/** The criteria of a service: texts that begin with `start`, followed by parameters, each with `&` in front. */
export interface CriteriaGrammar {
  /** The beginning of all criteria. */
  readonly start: string;
  /** Kinds of subscriptions, which have different parameters. */
  readonly forms: readonly string[];
  /** In the order in which builders write them. */
  readonly parameters: readonly CriteriaParameter[];
}

/** A parameter with its values: codes, a pattern, or bounds of a range. */
export interface CriteriaParameter {
  readonly name: string;
  /** By form; a form that is absent does not have the parameter. */
  readonly uses: Readonly<Record<string, CriteriaUse>>;
  readonly codes?: CodeSet;
  /** Of a token: the system before the value, with `|` in between. */
  readonly system?: string;
  /** Regular expression that a whole value matches, after the system. */
  readonly pattern?: string;
  /** The pattern in words. */
  readonly expected?: string;
  readonly checkDigit?: 'modulus-11';
  /** Prefixes of whole numbers, each with its member: `gt5` is `{ over: 5 }`. */
  readonly bounds?: Readonly<Record<string, string>>;
  /** Together with a code of another parameter, the value is one of these codes. */
  readonly narrowed?: { readonly parameter: string; readonly code: string; readonly codes: CodeSet };
  /** Codes of another parameter with which this one has no effect. */
  readonly pointless?: { readonly parameter: string; readonly codes: readonly string[] };
}

export interface CriteriaUse {
  /** The member with the value, in the criteria as an object. */
  readonly member: string;
  readonly min: number;
  /** `Infinity` for any number. */
  readonly max: number;
}

/** The lower and the upper bound of a range, by their names: at least one of them. */
export type Bounds<Names extends string> = {
  [Name in Names]: { readonly [One in Name]: number } & {
    readonly [Other in Exclude<Names, Name>]?: number | null | undefined;
  };
}[Names];

/** Returns the parameter with a name. */
export function parameterNamed(grammar: CriteriaGrammar, name: string): CriteriaParameter | undefined {
  return grammar.parameters.find((parameter) => parameter.name === name);
}

/** Returns whether a regular expression matches a whole text. */
export function isWhole(pattern: string, text: string): boolean {
  return new RegExp(`^(?:${pattern})$`, 'u').test(text);
}

/** Returns how a form uses a parameter; undefined if it does not have it. */
export function useOf({ uses }: CriteriaParameter, form: string): CriteriaUse | undefined {
  return Object.hasOwn(uses, form) ? uses[form] : undefined;
}
