import type { Constraint, ElementBinding, TypedValue } from '../../fhir/definitions.ts';

/**
 * Facts that the sources of `derived.json` do not state, authored in `overlay/`, one line per fact. Everything is keyed
 * by the id of the element for which the specification states it; types that inherit the element inherit the fact.
 */
export interface Overlay {
  readonly elements: ReadonlyMap<string, ElementFacts>;
  readonly types: TypeFacts;
  readonly primitives: Readonly<Record<string, PrimitiveFacts>>;
  /** Type name → keys of invariants of its base that its own definition does not repeat. */
  readonly notInherited: ReadonlyMap<string, readonly string[]>;
}

/** Facts of one element; an absent property means that the derived model is right. */
export interface ElementFacts {
  min?: number;
  max?: string;
  /** Names of the types a Reference may point to. */
  targets?: readonly string[];
  /** The Quantity here is a SimpleQuantity. */
  simpleQuantity?: boolean;
  binding?: ElementBinding;
  constraints?: readonly Constraint[];
  isModifier?: boolean;
  defaultValue?: TypedValue;
  representation?: readonly string[];
}

export interface TypeFacts {
  readonly abstract: readonly string[];
  /** Types that are profiles of their base: name → the part after the type in element ids. */
  readonly profiles: Readonly<Record<string, string>>;
}

export interface PrimitiveFacts {
  readonly regex?: string;
  readonly jsonType: 'string' | 'number' | 'boolean';
  readonly xmlType: string;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly maxLength?: number;
  readonly representation: string;
}
