/** Our verdict on a case, and how it compares with the reference's. */
import { check } from 'careconnect-ems/check';
import { isFault } from 'careconnect-ems/runtime';

/** Definitions of ours, which the reference does not know. */
const OURS = 'https://careconnect-codegen.example/';

/** What the reference says about a case: the hash of the case, whether it is rejected, and the places of its errors. */
export type StoredVerdict = readonly [hash: string, isRejected: 0 | 1, ...places: string[]];

/** By instance and by class. */
export type StoredVerdicts = Readonly<Record<string, Readonly<Record<string, StoredVerdict>>>>;

/** Returns the places of our errors by the rules of FHIR and of the published profiles. */
export function ourPlaces(value: unknown): string[] {
  const faults = check(value, { rules: 'profile' }).filter(isFault);
  return faults.filter(({ profile }) => profile?.startsWith(OURS) !== true).map(({ expression }) => expression);
}

/** How two verdicts compare. */
export type Comparison = 'agreed' | 'missed' | 'stricter';

export function compare(ours: readonly string[], [, isRejected]: StoredVerdict): Comparison {
  if (ours.length > 0 === (isRejected === 1)) return 'agreed';
  return isRejected === 1 ? 'missed' : 'stricter';
}

/** Returns whether both found a fault in the same element, or in one inside the other. */
export function isSamePlace(ours: readonly string[], [, , ...places]: StoredVerdict): boolean {
  return places.some((place) => ours.some((own) => own.startsWith(place) || place.startsWith(own)));
}
