/** What applications make of the package runs in a browser: bundled, and with nothing at hand but what browsers have. */
import { format } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { filesFor } from '../support/consumer.ts';
import { packPackage, withApplication } from '../support/packed-package.ts';
import { printedBy } from '../support/documents.ts';

const packed = packPackage();
const test = suite('package in a browser');

const consumerFiles = filesFor('commonjs');
const files = Object.keys(consumerFiles);
const scripts = await withApplication(packed, consumerFiles, (folder) =>
  Promise.all(files.map((file) => bundle(folder, file))),
);

for (const [index, file] of files.entries()) {
  test(`${file}, bundled, runs`, () => {
    assert.is(runAsBrowser(scripts[index] ?? ''), printedBy(consumerFiles[file] ?? ''));
  });
}

/** The displays of the largest value sets. */
const bigSets = {
  SdsJobRoleName: 'Availability Monitor',
  HumanLanguage: 'British Sign Language',
  EthnicCategory: 'White and Asian',
};

const users: readonly (readonly [text: string, sets: readonly string[]])[] = [
  ["import { organization } from 'careconnect-ems/careconnect';\nconsole.log(organization);", []],
  ["import { isPatient } from 'careconnect-ems/careconnect';\nconsole.log(isPatient);", []],
  ["import { check } from 'careconnect-ems/check';\nconsole.log(check);", ['HumanLanguage', 'EthnicCategory']],
  ["import { patient } from 'careconnect-ems/careconnect';\nconsole.log(patient);", ['EthnicCategory']],
  [
    `import { SdsJobRoleName } from 'careconnect-ems/careconnect';
import { displayOf } from 'careconnect-ems/runtime';
console.log(displayOf(SdsJobRoleName, 'R0001'));`,
    ['SdsJobRoleName'],
  ],
];

for (const [text, sets] of users) {
  test(`displays in a bundle of ${/\{ (\w+)/.exec(text)?.[1]}: ${sets.join() || 'none'}`, async () => {
    const script = await withApplication(packed, { 'app.ts': text }, (folder) => bundle(folder, 'app.ts'));
    const found = Object.entries(bigSets).flatMap(([name, display]) => (script.includes(display) ? [name] : []));
    assert.equal(found, sets);
  });
}

test('a module of Node would be found', async () => {
  const own = { 'node.ts': `import { readFileSync } from 'node:fs';\nconsole.log(readFileSync);\n` };
  try {
    await withApplication(packed, own, (folder) => bundle(folder, 'node.ts'));
  } catch (error) {
    assert.match(String(error), /Could not resolve "node:fs"/);
    return;
  }
  assert.unreachable('it was bundled');
});

/** Bundles a file for browsers, without any module left to load. */
async function bundle(absWorkingDir: string, file: string): Promise<string> {
  const { outputFiles, metafile, warnings } = await build({
    absWorkingDir,
    entryPoints: [file],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  assert.equal(warnings, []);
  assert.equal(
    Object.values(metafile.outputs).flatMap((output) => output.imports),
    [],
  );
  return outputFiles[0]?.text ?? '';
}

/** Runs a script where there are the globals of the language and some of browsers; gives what it prints. */
function runAsBrowser(script: string): string {
  const printed: string[] = [];
  const console = { log: (...values: unknown[]) => void printed.push(`${format(...values)}\n`) };
  runInContext(script, createContext({ console, crypto: globalThis.crypto }));
  return printed.join('');
}

test.run();
