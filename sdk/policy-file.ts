import { readFile } from 'node:fs/promises';
import type { Policy } from '#package/runtime/index.js';
import { parsePolicy } from './parse-policy.ts';
import { codeOf } from './thrown.ts';
import { WrongUse } from './wrong-use.ts';

/** Reads the policy that `--accept` names. Throws `WrongUse` for a file that cannot be read and for what is no policy. */
export async function readPolicy(file: string): Promise<Policy> {
  return parsePolicy(await textOf(file), file);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new WrongUse(`${file}: cannot be read (${codeOf(error) ?? String(error)}).`);
  }
}
