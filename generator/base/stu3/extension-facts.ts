import type { ElementBinding } from '../../fhir/definitions.ts';

/** The facts of one extension in `overlay/extensions.json`, under the last segment of its canonical URL. */
export interface ExtensionFacts extends PartFacts {
  /** Where it may be used: paths of elements, names of datatypes, or `*` and `Any` for everywhere. */
  readonly context: { readonly type: 'resource' | 'datatype' | 'extension'; readonly of: readonly string[] };
  /** It may change the meaning of the element that has it. */
  readonly isModifier?: true;
}

/** What an extension, or an extension inside it, contains: a value, or further extensions. */
export interface PartFacts {
  /** 0 by default. */
  readonly min?: number;
  readonly max: string;
  readonly value?: ValueFacts;
  /** The extensions inside, by the names of their slices. */
  readonly parts?: Readonly<Record<string, InnerPartFacts>>;
}

export interface InnerPartFacts extends PartFacts {
  /** URL of the inner extension, if it differs from the name of the slice. */
  readonly url?: string;
}

export interface ValueFacts {
  readonly types: readonly string[];
  /** Names of the resource types to which a Reference may point; all of them if absent. */
  readonly targets?: readonly string[];
  /** 0 by default. */
  readonly min?: number;
  readonly binding?: ElementBinding;
}
