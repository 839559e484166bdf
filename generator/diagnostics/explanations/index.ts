import { diagnosticCodes, type DiagnosticCode } from '../codes.ts';
import { outputExplanations } from './emit.ts';
import type { Explanation } from './explanation.ts';
import { loadExplanations } from './load.ts';
import { modelExplanations } from './model.ts';
import { packageExplanations } from './package.ts';
import { structureExplanations } from './resolve-structures.ts';
import { terminologyExplanations } from './resolve-terminology.ts';

const explanations: Partial<Record<DiagnosticCode, Explanation>> = {
  ...loadExplanations,
  ...packageExplanations,
  ...structureExplanations,
  ...terminologyExplanations,
  ...modelExplanations,
  ...outputExplanations,
};

/** Everything that is known about a code. */
export interface ExplainedCode extends Partial<Explanation> {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning' | 'info';
  /** How to remedy it. */
  readonly hint: string;
  /** The page of the specification. */
  readonly spec?: string;
}

/** Returns what a code means. */
export function explainCode(code: DiagnosticCode): ExplainedCode {
  return { code, ...diagnosticCodes[code], ...explanations[code] };
}

/** All codes, by stage in the order of a run, as in the table of codes. */
export const allCodes = Object.keys(diagnosticCodes) as DiagnosticCode[];
