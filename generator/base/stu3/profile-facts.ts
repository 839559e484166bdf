import type { Constraint, ElementBinding, TypedValue } from '../../fhir/definitions.ts';

/** The facts of one profile in `overlay/profiles.json`, under the last segment of its canonical URL. */
export interface ProfileFacts {
  /** The type that it constrains. */
  readonly type: string;
  /** Name of the profile on which it builds; the type itself if absent. */
  readonly base?: string;
  readonly title: string;
  /** What a resource of the profile is, in a sentence. */
  readonly about: string;
  /** By element id; an element that only is there because a slice needs it has no facts. */
  readonly elements: Readonly<Record<string, ProfiledElementFacts>>;
}

/** What a profile states of an element; an absent property means "as in the base". */
export interface ProfiledElementFacts {
  readonly min?: number;
  readonly max?: string;
  readonly types?: readonly string[];
  /** Names of the types and profiles to which a Reference may point. */
  readonly targets?: readonly string[];
  /** Name of the extension whose items the slice has. */
  readonly extension?: string;
  /** Discriminators of an open slicing: the type and the path, such as `value code`. */
  readonly slicedBy?: readonly string[];
  readonly fixed?: TypedValue;
  readonly pattern?: TypedValue;
  readonly binding?: ElementBinding;
  readonly constraints?: readonly Omit<Constraint, 'source'>[];
  readonly mustSupport?: true;
}
