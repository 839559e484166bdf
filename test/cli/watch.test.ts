/** `--watch`: what it leaves behind is what a clean run makes, whatever happened before. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { element, profile } from '../support/definitions.ts';
import { listFolder } from '../support/folder-listing.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { configText, runCli } from './run-cli.ts';

const test = suite('watch');

const patient = (...elements: Parameters<typeof profile>[2]): string =>
  JSON.stringify(profile('Acme-Visitor', 'Patient', elements));

interface Watched {
  /** Waits for a line that has not been waited for yet; returns it. */
  readonly line: (pattern: RegExp) => Promise<string>;
  readonly errors: readonly string[];
  /** Sends a signal; returns the exit code. */
  readonly stop: (signal: 'SIGINT' | 'SIGTERM') => Promise<number>;
}

/** Watches in a folder while `use` changes it. */
async function watching(folder: string, args: readonly string[], use: (watched: Watched) => Promise<void>) {
  const { log } = console;
  const printed: string[] = [];
  const errors: string[] = [];
  let seen = 0;
  const run = runCli(folder, 'generate', '--watch', '--target', 'types', ...args);
  // Lines are looked at while it runs; what it prints besides is in the outcome.
  console.log = (...parts: unknown[]) => void printed.push(parts.join(' '));
  console.error = (...parts: unknown[]) => void errors.push(parts.join(' '));
  try {
    await use({
      errors,
      line: async (pattern) => {
        // Long after any change has been noticed, whatever else the machine does.
        for (let tries = 0; tries < 3000; tries++) {
          const found = printed.findIndex((line, at) => at >= seen && pattern.test(line));
          if (found >= 0) {
            seen = found + 1;
            return printed[found] ?? '';
          }
          await new Promise((next) => setTimeout(next, 20));
        }
        throw new Error(`no line matches ${String(pattern)}; printed was\n${[...printed, ...errors].join('\n')}`);
      },
      stop: async (signal) => {
        process.emit(signal);
        return (await run).code;
      },
    });
  } finally {
    process.emit('SIGINT');
    await run;
    console.log = log;
  }
}

const files = {
  'careconnect-codegen.config.json': configText(),
  'profiles/visitor.json': patient(element('Patient.gender', { min: 1 })),
};

test('follows changes of definitions, of faults and of the configuration, and leaves what a clean run makes', async () => {
  await withScratchFolder(files, async (folder) => {
    const at = (path: string): string => join(folder, path);
    await watching(folder, [], async ({ line, errors, stop }) => {
      assert.match(await line(/^write/), /^write {4}\d+ added, 0 changed, 0 removed, 0 unchanged$/);
      writeFileSync(at('profiles/more.json'), JSON.stringify(profile('Acme-Shelf', 'Location', [])));
      assert.match(await line(/^write/), /^write {4}[1-9]\d* added/);

      writeFileSync(at('profiles/visitor.json'), '{');
      await line(/^watch {4}there are errors; waiting for changes$/);
      assert.match(errors.join('\n'), /visitor\.json/);

      writeFileSync(at('profiles/visitor.json'), patient(element('Patient.birthDate', { min: 1 })));
      await line(/^write/);
      rmSync(at('profiles/more.json'));
      assert.match(await line(/^write/), /[1-9]\d* removed/);

      writeFileSync(
        at('careconnect-codegen.config.json'),
        configText({ package: { name: 'other', version: '2.0.0' } }),
      );
      await line(/^write/);
      assert.is(await stop('SIGINT'), 130);
    });
    const followed = listFolder(at('out'));
    assert.match(readFileSync(at('out/package.json'), 'utf8'), /"name": "other"/);
    assert.match(readFileSync(at('out/src/acme/visitor.ts'), 'utf8'), /birthDate: string/);
    rmSync(at('out'), { recursive: true });
    assert.is((await runCli(folder, 'generate', '--target', 'types')).code, 0);
    assert.equal(followed, listFolder(at('out')));
  });
});

test('has the exit code of the signal, and excludes --check', async () => {
  await withScratchFolder(files, async (folder) => {
    await watching(folder, [], async ({ line, stop }) => {
      await line(/^write/);
      assert.is(await stop('SIGTERM'), 143);
    });
    const { code, stderr } = await runCli(folder, 'generate', '--watch', '--check');
    assert.is(code, 2);
    assert.match(stderr, /--check and --watch exclude each other/);
  });
});

test.run();
