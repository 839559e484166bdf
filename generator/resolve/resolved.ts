import type {
  Constraint,
  ElementBinding,
  ElementType,
  ReceivedSeverity,
  Slicing,
  StructureDefinition,
  TypedValue,
} from '../fhir/definitions.ts';

import type { CheckDigitRule, CodeForm } from '../fhir/own-extensions.ts';

/**
 * Why an element is in the tree: only because of the base type, or because a profile constrains it, or an element below
 * it.
 */
export type Touched = 'no' | 'below' | 'here';

/**
 * An element of a snapshot, as a tree. It has `children` if a definition looks inside the element (backbone elements
 * always, datatypes if a profile constrains their parts); otherwise its type is enough. Slices belong to the element
 * that they slice, each with a full set of children of its own.
 */
export interface ResolvedElement {
  /** Element id with slice names, choices as `value[x]:valueQuantity`. */
  readonly id: string;
  readonly path: string;
  /** Last segment of the path, choices as `value[x]`. */
  readonly name: string;
  readonly sliceName?: string;
  readonly short?: string;
  readonly definition?: string;
  readonly min: number;
  /** `Infinity` for `*`. */
  readonly max: number;
  readonly types: readonly ElementType[];
  readonly contentReference?: string;
  readonly binding?: ElementBinding;
  readonly slicing?: Slicing;
  readonly fixed?: TypedValue;
  readonly pattern?: TypedValue;
  readonly defaultValue?: TypedValue;
  readonly minValue?: TypedValue;
  readonly maxValue?: TypedValue;
  readonly maxLength?: number;
  readonly checkDigit?: CheckDigitRule;
  readonly codeForm?: CodeForm;
  readonly isNeededInBuilders?: boolean;
  /** The value that a builder fills in by default. */
  readonly recommended?: TypedValue;
  /** The severity of a breach in a received message; from the definition itself, whatever its base states. */
  readonly severityWhenReceived?: ReceivedSeverity;
  readonly constraints: readonly Constraint[];
  readonly isModifier: boolean;
  readonly mustSupport: boolean;
  readonly representation: readonly string[];
  readonly children: readonly ResolvedElement[];
  readonly slices: readonly ResolvedElement[];
  readonly touched: Touched;
}

/** A definition with its snapshot. */
export interface ResolvedStructure {
  readonly definition: StructureDefinition;
  /** Canonical URLs from the definition itself down to its base type. */
  readonly lineage: readonly string[];
  readonly root: ResolvedElement;
}

/** Finds a structure by its canonical URL (`|version` allowed); undefined if it is not in the input. */
export interface StructureLookup {
  structure(canonical: string): StructureDefinition | undefined;
  /** Returns the canonical URLs of all of them. */
  urls(): Iterable<string>;
  /** Returns whether a definition with the URL was read and left out because of an error. */
  isRefused?(url: string): boolean;
}
