/** Our verdict on a case, and how it compares with the reference's. */
import { check } from 'careconnect-ems/check';
import { isFault, type Issue } from 'careconnect-ems/runtime';

/** Definitions of ours, which the reference does not know. */
const OURS = 'https://careconnect-codegen.example/';

/** What the reference makes of a case. */
export const ACCEPTED = 0;
export const REJECTED = 1;
/** It gives no answer. */
export const FAILED = 2;

/**
 * What the reference says about a case: the hash of the case, the outcome, and places: of its errors if it rejects the
 * case, and otherwise of the elements that it could not check.
 */
export type StoredVerdict = readonly [hash: string, outcome: number, ...places: string[]];

/** By instance and by class. */
export type StoredVerdicts = Readonly<Record<string, Readonly<Record<string, StoredVerdict>>>>;

/** Returns our errors by the rules of FHIR and of the published profiles. */
export function faultsIn(value: unknown): Issue[] {
  const faults = check(value, { rules: 'profile' }).filter(isFault);
  return faults.filter((fault) => fault.profile?.startsWith(OURS) !== true && !isOfHolder(fault));
}

/** Returns whether a fault is that an extension stands in a Basic: the corpus puts each there, whatever its context. */
function isOfHolder({ code, expression, message }: Issue): boolean {
  return (
    code === 'extension' && /^Basic\.extension\[\d+\]\.url$/.test(expression) && message.includes('may be used on')
  );
}

/** How two verdicts compare: `missed` is what only the reference rejects, `alarm` what only we reject. */
export type Comparison = 'agreed' | 'missed' | 'alarm' | 'unanswered';

export function compare(faults: readonly Issue[], [, outcome]: StoredVerdict): Comparison {
  if (outcome === FAILED) return 'unanswered';
  if (faults.length > 0 === (outcome === REJECTED)) return 'agreed';
  return outcome === REJECTED ? 'missed' : 'alarm';
}

/** Returns whether one place is in the other or the same. */
export function isSamePlace(one: string, other: string): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

function isWithin(inner: string, outer: string): boolean {
  return outer === '' || (inner.startsWith(outer) && /^(?:\.|\[|$)/.test(inner.slice(outer.length)));
}
