import { diagnostic, type DiagnosticLocation, type Report } from '../diagnostics/diagnostic.ts';

/** A code or display as its author wrote it, with its place for diagnostics. */
export interface RawConcept {
  readonly code: string;
  readonly display?: string;
}

/**
 * Removes stray white space from a concept: codes are trimmed, displays also get single spaces, and a blank display is
 * dropped. Reports what it changed. Returns undefined if the code is blank.
 */
export function tidyConcept(raw: RawConcept, at: DiagnosticLocation, report: Report): RawConcept | undefined {
  const code = raw.code.trim();
  const display = raw.display?.trim().replace(/\s+/g, ' ');
  if (code !== raw.code) reportWhiteSpace('code', raw.code, at, report);
  if (display !== raw.display) reportWhiteSpace('display', raw.display ?? '', at, report);
  if (code === '') return undefined;
  return display ? { code, display } : { code };
}

function reportWhiteSpace(what: string, text: string, at: DiagnosticLocation, report: Report): void {
  const message =
    text.trim() === ''
      ? `The ${what} is blank.`
      : `The ${what} ${JSON.stringify(text)} has white space before, after or doubled inside.`;
  report(diagnostic('resolve/stray-white-space', message, at));
}
