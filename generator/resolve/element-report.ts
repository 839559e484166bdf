import type { DiagnosticCode } from '../diagnostics/codes.ts';

/** Reports something about the current element. */
export type ElementReport = (code: DiagnosticCode, message: string, hint?: string) => void;
