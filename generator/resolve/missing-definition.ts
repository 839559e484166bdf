import { baseTypeUrl, parseCanonical } from '../fhir/canonical.ts';
import type { ElementType } from '../fhir/definitions.ts';
import type { ElementReport } from './element-report.ts';
import { nearName } from './near-name.ts';
import type { StructureLookup } from './resolved.ts';

/** HL7 calls the package of an implementation guide after its canonical URL: `hl7.fhir.us.core`. */
const guide = /^https?:\/\/hl7\.org\/fhir\/([a-z]{2})\/([a-z0-9][a-z0-9-]*)\//;

/** Returns the name of the package that should have a definition, if its canonical URL suggests one. */
export function packageFor(canonical: string): string | undefined {
  const [, realm, name] = guide.exec(parseCanonical(canonical).url) ?? [];
  return realm === undefined || name === undefined ? undefined : `hl7.fhir.${realm}.${name}`;
}

/** Where a canonical URL that names nothing may have come from. */
export interface Known {
  /** What may be meant where it is misspelt. */
  urls(): Iterable<string>;
  /** Returns whether a definition with the URL was read and left out because of an error. */
  isRefused?: ((url: string) => boolean) | undefined;
}

/** Says why a canonical URL names nothing, for a sentence that begins with it; names the one that is probably meant. */
export function whyMissing(canonical: string, known: Known): string {
  const { url } = parseCanonical(canonical);
  if (known.isRefused?.(url) === true) return 'is left out because of its own errors.';
  const meant = nearName(url, known.urls());
  return `is not in the input${meant === undefined ? '.' : `; did you mean "${meant}"?`}`;
}

/** Returns the remedy for a definition that is not in the input, and what applies until then. */
export function remedyFor(canonical: string, untilThen: string, known?: Known): string {
  if (known?.isRefused?.(parseCanonical(canonical).url) === true)
    return `Correct its errors first; until then ${untilThen}.`;
  const name = packageFor(canonical);
  const isIn = name === undefined ? '' : `, which should be in ${name} (careconnect-codegen add ${name})`;
  return `Add the definition to the input${isIn}; until then ${untilThen}.`;
}

/** Says that there is no such structure; `what` begins the sentence. */
export function tellMissing(what: string, canonical: string, lookup: StructureLookup): string {
  // Beginners name the type itself, as `type` does.
  const type = canonical.includes('/') ? undefined : lookup.structure(baseTypeUrl(canonical))?.url;
  if (type !== undefined) return `${what} ${canonical} is not in the input; did you mean "${type}"?`;
  return `${what} ${canonical} ${whyMissing(canonical, lookup)}`;
}

/** Reports the profiles of types and of the targets of references that are missing, each once for a definition. */
export class MissingProfiles {
  readonly #lookup: StructureLookup;
  readonly #reported = new Set<string>();

  constructor(lookup: StructureLookup) {
    this.#lookup = lookup;
  }

  report(types: readonly ElementType[], report: ElementReport): void {
    for (const { code, profile, targetProfile } of types) {
      if (profile !== undefined && this.#isNew(profile)) {
        const hint = remedyFor(profile, `only the type ${code} is used`, this.#lookup);
        report('resolve/profile-not-found', tellMissing('Type profile', profile, this.#lookup), hint);
      }
      if (targetProfile !== undefined && this.#isNew(targetProfile)) {
        const hint = remedyFor(targetProfile, 'the reference may have any target that its base allows', this.#lookup);
        report('resolve/target-not-found', tellMissing('Target profile', targetProfile, this.#lookup), hint);
      }
    }
  }

  /** Returns whether a definition is missing and has not been reported; from then on it has. */
  #isNew(canonical: string): boolean {
    if (this.#reported.has(canonical) || this.#lookup.structure(canonical)) return false;
    this.#reported.add(canonical);
    return true;
  }
}
