/** One row of the naming table: which definitions belong to a family, and what their names lose. */
export interface FamilyRule {
  /** Subpath of the package: `acme` makes `my-sdk/acme`. */
  readonly subpath: string;
  /** What the canonical URL starts with, up to `/StructureDefinition/`, `/ValueSet/` or `/CodeSystem/`. */
  readonly base: string;
  /** What the last segment starts with, after `Extension-`; dropped from the name. May be empty. */
  readonly prefix: string;
}

/** How definitions get their names. Rules are tried in order; the first that fits decides. */
export interface NamingConfig {
  readonly families: readonly FamilyRule[];
  /** Titles of the families, by subpath, for their doc comments. */
  readonly titles: Readonly<Record<string, string>>;
  /** Names of single definitions, by canonical URL, where the rules give none that is clear. */
  readonly names: Readonly<Record<string, string>>;
}

/** Subpath of the base types of FHIR. */
export const baseFamily = 'base';
