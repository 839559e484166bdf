/** The programs, as `npm start`, `npm run show` and `npm run replay` run them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scratchFolder } from './support/scratch.ts';

function run(cwd: string, program: string, ...args: string[]): { status: number | null; out: string; err: string } {
  const path = fileURLToPath(new URL(`../src/${program}.js`, import.meta.url));
  const names = ['DATABASE_URL', 'DATABASE_FILE', 'MESH_FOLDER', 'MESH_URL'].map((name) => [name, undefined]);
  const env = { ...process.env, ...Object.fromEntries(names), CHECK_THREADS: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { cwd, env, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

test('the bundled messages are received, shown and replayed', async (t) => {
  const folder = await scratchFolder(t);
  const first = run(folder, 'main');
  assert.deepEqual([first.status, first.err], [0, '']);
  assert.match(first.out, /messages +│ +\d/);
  const second = run(folder, 'main');
  const outcomes = second.out.split('\n').flatMap((line) => /^(\w+): delivery/.exec(line)?.[1] ?? []);
  assert.deepEqual([...new Set(outcomes)], ['again']);

  const key = 'https://larkspur.example/vaccinations|LV-2026-00417';
  const shown = run(folder, 'show', 'vaccinations-1', key, 'ada');
  const state = JSON.parse(shown.out) as { last_updated: string; content: { immunization: { lotNumber: string } } };
  assert.equal(state.last_updated, '2026-05-13T08:12:30.000Z');
  assert.equal(state.content.immunization.lotNumber, 'LK41C');
  assert.deepEqual(run(folder, 'show', 'vaccinations-1', 'x|y', 'ada'), {
    status: 1,
    out: '',
    err: 'no such record\n',
  });
  assert.equal(run(folder, 'show').status, 2);

  const replayed = run(folder, 'replay');
  assert.deepEqual([replayed.status, replayed.err], [0, '']);
  assert.match(replayed.out, /^(still refused: delivery \d+_\d+\n){3}$/);
});
