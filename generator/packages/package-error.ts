import type { DiagnosticCode } from '../diagnostics/codes.ts';

/** Reason why a package cannot be used; becomes a diagnostic with this code where packages are asked for. */
export class PackageError extends Error {
  readonly code: DiagnosticCode;

  constructor(code: DiagnosticCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The message of whatever was thrown; where `fetch` fails, the reason is in the cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? `${error.message} (${cause.message})` : error.message;
}
