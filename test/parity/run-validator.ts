/** Runs the program that drives the reference; CONTRIBUTING describes it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Returns the answers of the reference.
 *
 * @param cases lines with a key, a tab, and a resource in JSON or the path of a file
 * @param definitions folders of definitions, in place of those of CareConnect and of the NHS
 */
export function runValidator(cases: readonly string[], definitions: readonly string[] = []): string {
  const folder = process.env['PARITY_VALIDATOR'];
  if (!folder) throw new Error('PARITY_VALIDATOR must name the folder of the validator');
  const work = mkdtempSync(join(tmpdir(), 'parity-'));
  try {
    const [given, answers] = [join(work, 'cases'), join(work, 'answers')];
    writeFileSync(given, cases.map((line) => `${line}\n`).join(''));
    const { status } = spawnSync(join(folder, 'validate'), [given, answers, ...definitions], { stdio: 'inherit' });
    if (status !== 0) throw new Error(`the validator ended with ${status}`);
    return readFileSync(answers, 'utf8');
  } finally {
    rmSync(work, { recursive: true });
  }
}
