import type { DiagnosticCode } from '../diagnostics/codes.ts';

/** The reason why a package cannot be used; becomes a diagnostic with this code. */
export class PackageError extends Error {
  readonly code: DiagnosticCode;

  constructor(code: DiagnosticCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Returns the message of a thrown value; if `fetch` fails, its cause has the reason. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? `${error.message} (${cause.message})` : error.message;
}
