import { diagnostic, type Diagnostic, type DiagnosticLocation } from './diagnostic.ts';

/** A warning about a definition that its author expects and accepts. */
export interface AcceptedWarning {
  readonly code: string;
  /** The canonical URL of the definition. */
  readonly canonical: string;
  /** Id of the element, as the warning names it; undefined for a warning about the definition as a whole. */
  readonly element: string | undefined;
  readonly reason: string;
  /** Where it is listed. */
  readonly at: DiagnosticLocation;
}

/**
 * Makes information of the warnings that are accepted, with the reason in `accepted`. What is no warning stays as it is.
 * Adds `load/accepted-warning-gone` for each listed one that does not occur.
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

/** Rows with the same key accept the same warnings. */
export function keyOf(code: string, { canonical, element }: DiagnosticLocation): string {
  return JSON.stringify([code, canonical, element]);
}

function reportGone({ code, canonical, element, at }: AcceptedWarning): Diagnostic {
  const place = element === undefined ? canonical : `${canonical} ${element}`;
  return diagnostic('load/accepted-warning-gone', `There is no warning ${code} about ${place}.`, at);
}
