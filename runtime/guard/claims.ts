/** The profiles that resources claim in `meta.profile`, for both walks. */
import { followedGuard } from './explain-content.js';
import { fault, note } from './faults.js';
import { valueText } from '../core/marked.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { ProfileRules } from './rules.js';
import type { Guard, Run } from './run.js';

/** The definitions that a claim may name. */
export interface KnownDefinitions {
  readonly profile: (url: string) => ProfileRules | undefined;
  readonly isExtension: (url: string) => boolean;
  readonly isType: (type: string) => boolean;
}

/**
 * The meaning of a claim: a profile that is checked anyway, an unknown profile, the rules of a profile to check, or a
 * mistake, because the profile constrains another type.
 */
export type Claim = 'covered' | 'unknown' | ProfileRules | { readonly otherType: string };

/** Returns the meaning of a claim of a resource of a type. */
export type ClaimLookup = (type: string, claim: string) => Claim;

/** Claims are untrusted text, so the number of cached answers for each type is limited. */
const MOST_CLAIMS = 100;

/**
 * Creates a look-up for claims that caches its answers.
 *
 * @param isCovered returns whether the rules of a profile are checked anyway
 */
export function claimLookup(known: KnownDefinitions, isCovered: (url: string) => boolean = () => false): ClaimLookup {
  const answers = new Map<string, Map<string, Claim>>();
  return (type, claim) => {
    let ofType = answers.get(type);
    if (ofType === undefined) answers.set(type, (ofType = new Map()));
    const ready = ofType.get(claim);
    if (ready !== undefined) return ready;
    const answer = decide(claim, type, known, isCovered);
    if (ofType.size < MOST_CLAIMS) ofType.set(claim, answer);
    return answer;
  };
}

function decide(claim: string, type: string, known: KnownDefinitions, isCovered: (url: string) => boolean): Claim {
  const url = withoutVersion(claim);
  if (isCovered(claim) || isCovered(url)) return 'covered';
  const base = baseTypeOf(url);
  if (base === type || (base !== undefined && ANCESTORS.includes(base))) return 'covered';
  const profile = known.profile(url);
  const profiled = profile?.own.elements.path;
  if (profile && profiled === type) return profile;
  if (profiled !== undefined) return { otherType: profiled };
  if (known.isExtension(url)) return { otherType: 'Extension' };
  return base !== undefined && known.isType(base) ? { otherType: base } : 'unknown';
}

/** Returns a guard that also checks the profiles that a resource claims. */
export function claimed(base: Guard, type: string, lookup: ClaimLookup): Guard {
  return (value, run) => {
    const sound = base(value, run);
    if (!isObject(value) || (run.stop && !sound)) return false;
    return followsAll(value, type, lookup, run) && sound;
  };
}

function followsAll(value: Properties, type: string, lookup: ClaimLookup, run: Run): boolean {
  const meta = value['meta'];
  const claims = isObject(meta) ? itemsOf(meta['profile']) : [];
  let conforms = true;
  for (const claim of claims) {
    if (typeof claim === 'string' && !follows(lookup(type, claim), withoutVersion(claim), type, value, run))
      conforms = false;
  }
  return conforms;
}

function follows(claim: Claim, url: string, type: string, value: unknown, run: Run): boolean {
  if (claim === 'covered') return true;
  if (claim instanceof ProfileRules) return followedGuard(claim)(value, run);
  if (claim === 'unknown') {
    note(run, 'meta', 1, 'warning', 'not-supported', `not checked: the profile ${valueText(url)} is unknown`);
    return true;
  }
  const { otherType } = claim;
  const message = `claims the profile ${valueText(url)}, which is a profile on ${otherType}, not on ${type}`;
  fault(run, 'meta', 1, 'structure', message);
  return false;
}

function withoutVersion(canonical: string): string {
  const end = canonical.indexOf('|');
  return end < 0 ? canonical : canonical.slice(0, end);
}

/** Returns the base type that a canonical URL names; the URL of its page in this release is accepted too. */
function baseTypeOf(canonical: string): string | undefined {
  return /^https?:\/\/hl7\.org\/fhir\/(?:STU3\/)?StructureDefinition\/(\w+)$/.exec(canonical)?.[1];
}

const ANCESTORS = ['Resource', 'DomainResource'];
