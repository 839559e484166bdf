/** The grammar of the criteria of a service, as data: which parameters there are, and which of them stand together. */
import type { CodeSet } from '../guard/code-set.js';

/** What the criteria of a service may be: texts that begin with `start`, and go on with parameters, each with `&` in front. */
export interface CriteriaGrammar {
  /** How all criteria begin. */
  readonly start: string;
  /** Sorts of subscriptions; parameters of their own tell them apart. */
  readonly forms: readonly string[];
  /** In the order in which builders write them. */
  readonly parameters: readonly CriteriaParameter[];
}

/** A parameter, and what its values are: codes, a pattern, or bounds of a range. */
export interface CriteriaParameter {
  readonly name: string;
  /** By form; a form that is not there does not have the parameter. */
  readonly uses: Readonly<Record<string, CriteriaUse>>;
  readonly codes?: CodeSet;
  /** Of a token: the system that stands before the value, with `|` between them. */
  readonly system?: string;
  /** Regular expression that all of a value matches, behind the system. */
  readonly pattern?: string;
  /** The same in words. */
  readonly expected?: string;
  readonly checkDigit?: 'modulus-11';
  /** Prefixes of whole numbers, each with the member that holds it: `gt5` is `{ over: 5 }`. */
  readonly bounds?: Readonly<Record<string, string>>;
  /** With a code of another parameter, the value is one of these codes. */
  readonly narrowed?: { readonly parameter: string; readonly code: string; readonly codes: CodeSet };
  /** Codes of another parameter with which this one changes nothing. */
  readonly pointless?: { readonly parameter: string; readonly codes: readonly string[] };
}

export interface CriteriaUse {
  /** The member of the criteria, as an object, that has the value. */
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

/** The parameter of a name; undefined where there is none. */
export function parameterNamed(grammar: CriteriaGrammar, name: string): CriteriaParameter | undefined {
  return grammar.parameters.find((parameter) => parameter.name === name);
}

/** Whether a regular expression matches all of a text. */
export function isWhole(pattern: string, text: string): boolean {
  return new RegExp(`^(?:${pattern})$`, 'u').test(text);
}

/** How a form uses a parameter; undefined where it does not have it. */
export function useOf({ uses }: CriteriaParameter, form: string): CriteriaUse | undefined {
  return Object.hasOwn(uses, form) ? uses[form] : undefined;
}
