import { diagnostic, type Diagnostic, type DiagnosticLocation } from './diagnostic.ts';

/** A warning about a definition that its author expects and accepts. */
export interface AcceptedWarning {
  readonly code: string;
  /** The canonical URL of the definition. */
  readonly canonical: string;
  /** Id of the element in the warning; undefined for a warning about the definition as a whole. */
  readonly element: string | undefined;
  readonly reason: string;
  /** Its place in the list. */
  readonly at: DiagnosticLocation;
}

/**
 * Lowers accepted warnings to information, with the reason in `accepted`. Other diagnostics stay as they are. Adds
 * `load/accepted-warning-gone` for each listed warning that does not occur.
 */
export function acceptWarnings(
  diagnostics: readonly Diagnostic[],
  accepted: readonly AcceptedWarning[],
): readonly Diagnostic[] {
  const byKey = new Map(accepted.map((one) => [keyOf(one.code, one), one]));
  const occurring = new Set<AcceptedWarning>();
  const judged = diagnostics.map((one): Diagnostic => {
    const listed = one.severity === 'warning' ? byKey.get(keyOf(one.code, one.at)) : undefined;
    if (!listed) return one;
    occurring.add(listed);
    return { ...one, severity: 'info', accepted: listed.reason };
  });
  return [...judged, ...accepted.filter((one) => !occurring.has(one)).map(reportGone)];
}

/** Returns the same key for rows that accept the same warnings. */
export function keyOf(code: string, { canonical, element }: DiagnosticLocation): string {
  return JSON.stringify([code, canonical, element]);
}

function reportGone({ code, canonical, element, at }: AcceptedWarning): Diagnostic {
  const place = element === undefined ? canonical : `${canonical} ${element}`;
  return diagnostic('load/accepted-warning-gone', `There is no warning ${code} about ${place}.`, at);
}
