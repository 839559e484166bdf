import type { DiagnosticCode } from '../diagnostics/codes.ts';

/** The reason why a package cannot be used; becomes a diagnostic with this code. */
export class PackageError extends Error {
  readonly code: DiagnosticCode;

  constructor(code: DiagnosticCode, message: string) {
    super(message);
    this.code = code;
  }
}
