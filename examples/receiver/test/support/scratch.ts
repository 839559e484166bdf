import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A new folder that is removed after the test. */
export async function scratchFolder(test: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'receiver-'));
  test.after(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
