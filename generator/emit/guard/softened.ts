import type { Softened } from '../../model/model.ts';
import { code, literal, type Code } from '../code.ts';
import type { Imports } from '../imports.ts';

/** Statements whose faults are less serious in what was received; as they are where nothing is said of that. */
export function softened(
  severity: Softened | undefined,
  statements: readonly Code[],
  imports: Imports,
): readonly Code[] {
  if (severity === undefined || statements.length === 0) return statements;
  const soften = imports.value('soften', '#runtime/run.js');
  return [code`{ const strict = ${soften}(run, ${literal(severity)});`, ...statements, code`run.softened = strict; }`];
}
