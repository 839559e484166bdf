/** The command `diff`: its inputs, formats and exit codes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Change } from '../../generator/compare/change.ts';
import { emitDefinitions } from '../../generator/emit/definitions-folder.ts';
import { recordOf } from '../../generator/write/record.ts';
import { acme, element, profile, valueSet, type Json } from '../support/definitions.ts';
import { load } from '../support/pipeline.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { configText, runCli, type CliOutcome } from './run-cli.ts';

const config = { 'codegen.config.json': configText() };
const visit = (min: number, more: Json = {}): Json =>
  profile('Acme-Visit-1', 'Encounter', [element('Encounter.period', { min })], more);
const shoe = (...codes: string[]): Json =>
  valueSet('Acme-Shoe-1', [{ system: `${acme}/sizes`, concept: codes.map((code) => ({ code, display: code })) }]);
const asText = (value: unknown): string => JSON.stringify(value);

const files = {
  ...config,
  'old/visit.json': asText(visit(0)),
  'old/shoe.json': asText(shoe('small', 'large')),
  'new/visit.json': asText(visit(1)),
  'new/shoe.json': asText(shoe('small', 'wide_fit')),
  'wider/visit.json': asText(visit(0)),
  'wider/shoe.json': asText(shoe('small', 'large', 'wide_fit')),
};

function inFolder(
  more: Readonly<Record<string, string>>,
  work: (run: (...args: string[]) => Promise<CliOutcome>, folder: string) => Promise<void>,
): Promise<void> {
  return withScratchFolder({ ...files, ...more }, (folder) =>
    work((...args) => runCli(folder, 'diff', ...args), folder),
  );
}

const text = `profile Visit (acme) https://acme.example/fhir/StructureDefinition/Acme-Visit-1
  narrowed Encounter.period: It must occur at least once; before, it could be missing. [breaks builders and checks]

value set Shoe (acme) https://acme.example/fhir/ValueSet/Acme-Shoe-1
  narrowed It no longer has the code "large". [breaks builders]
  widened  It has the code "wide_fit" too.

3 changes in 2 definitions: 2 break builders, 1 breaks checks
`;

const markdown = `### Profile \`Visit\` of \`acme\`

- \`Encounter.period\`: It must occur at least once; before, it could be missing. **Breaks builders and checks.**

### Value set \`Shoe\` of \`acme\`

- It no longer has the code "large". **Breaks builders.**
- It has the code "wide\\_fit" too.
`;

const test = suite('diff');

test('prints text, Markdown or JSON', async () => {
  await inFolder({}, async (run) => {
    assert.equal(await run('old', 'new'), { code: 0, stdout: text, stderr: '' });
    assert.equal(await run('old', 'new', '--format', 'markdown'), { code: 0, stdout: markdown, stderr: '' });
    const { code, stdout, stderr } = await run('--format', 'json', 'old', 'new');
    assert.equal([code, stderr], [0, '']);
    const { breaking, changes } = JSON.parse(stdout) as { breaking: object; changes: readonly Change[] };
    assert.equal(breaking, { builders: 2, checks: 1 });
    assert.is(changes.length, 3);
    assert.equal(changes[0], {
      subject: {
        kind: 'profile',
        canonical: `${acme}/StructureDefinition/Acme-Visit-1`,
        name: 'Visit',
        subpath: 'acme',
      },
      element: 'Encounter.period',
      kind: 'narrowed',
      what: 'It must occur at least once; before, it could be missing.',
      breaksBuilders: true,
      breaksChecks: true,
    });
  });
});

test('says that nothing has changed', async () => {
  await inFolder({}, async (run) => {
    for (const format of ['text', 'markdown'])
      assert.equal(await run('old', 'old', '--format', format), { code: 0, stdout: 'No changes.\n', stderr: '' });
    const json = JSON.parse((await run('old', 'old', '--format', 'json')).stdout) as unknown;
    assert.equal(json, { breaking: { builders: 0, checks: 0 }, changes: [] });
  });
});

test('exits with 3 on a breaking change if it is asked to', async () => {
  await inFolder({}, async (run) => {
    assert.is((await run('--fail-on-breaking', 'old', 'new')).code, 3);
    assert.is((await run('old', 'wider', '--fail-on-breaking')).code, 0);
    assert.is((await run('wider', 'old', '--fail-on-breaking')).code, 3);
  });
});

test('reads archives and folders of packages', async () => {
  const manifest = asText({ name: 'acme.visits', version: '1.0.0', fhirVersions: ['3.0.2'] });
  const unpacked = {
    'unpacked/package/package.json': manifest,
    'unpacked/package/visit.json': asText(visit(1)),
    'unpacked/package/shoe.json': asText(shoe('small', 'wide_fit')),
  };
  await inFolder(unpacked, async (run, folder) => {
    const entries = [
      { name: 'package/package.json', data: manifest },
      { name: 'package/visit.json', data: asText(visit(0)) },
      { name: 'package/shoe.json', data: asText(shoe('small', 'large')) },
    ];
    writeFileSync(join(folder, 'old.tgz'), gzipSync(createTar(entries)));
    assert.equal(await run('old.tgz', 'unpacked'), { code: 0, stdout: text, stderr: '' });
  });
});

/** The files of a generated package that are about its definitions. */
async function generated(folder: string, definitions: readonly Json[]): Promise<Record<string, string>> {
  const { structures, valueSets } = await load(definitions);
  const info = { name: 'acme', version: '1.0.0', description: 'Acme.' };
  const emitted = [
    { path: 'package.json', text: '{ "name": "acme" }' },
    ...emitDefinitions([...structures, ...valueSets], info),
  ];
  return Object.fromEntries([...emitted, recordOf(emitted)].map((file) => [`${folder}/${file.path}`, file.text]));
}

test('compares generated packages by the definitions in them', async () => {
  const packages = {
    ...(await generated('old-sdk', [visit(0), shoe('small', 'large')])),
    ...(await generated('new-sdk', [visit(1), shoe('small', 'wide_fit')])),
  };
  await inFolder(packages, async (run) => {
    assert.equal(await run('old-sdk', 'new-sdk'), { code: 0, stdout: text, stderr: '' });
    assert.equal(await run('old', 'new-sdk'), { code: 0, stdout: text, stderr: '' });
  });
});

test('says so if a generated package has no definitions', async () => {
  const packages = await generated('bare', []);
  await inFolder(packages, async (run) => {
    const { code, stdout, stderr } = await run('old', 'bare', '--fail-on-breaking');
    assert.equal([code, stdout], [1, '']);
    assert.match(
      stderr,
      /^bare: error load\/no-definitions: The generated package bare does not contain its definitions: .*--without-definitions/,
    );
  });
});

test('exits with 1 if an input has errors, and compares the rest', async () => {
  const faulty = {
    'faulty/visit.json': asText(visit(1)),
    'faulty/shoe.json': asText(shoe('small', 'wide_fit')),
    'faulty/bad.json': '{ "resourceType": "StructureDefinition" ',
    'empty/readme.txt': 'Nothing.',
    'bad.config.json': '{',
  };
  await inFolder(faulty, async (run) => {
    const got = await run('old', 'faulty', '--fail-on-breaking');
    assert.equal([got.code, got.stdout], [1, text]);
    assert.match(got.stderr, /^faulty\/bad\.json:1:\d+: error load\/not-json/);
    for (const missing of ['empty', 'nowhere', 'nowhere.tgz']) {
      const { code, stdout, stderr } = await run('old', missing);
      assert.equal([code, stdout], [1, '']);
      assert.match(stderr, missing);
    }
    const { code, stdout, stderr } = await run('old', 'new', '--config', 'bad.config.json');
    assert.equal([code, stdout], [1, '']);
    assert.match(stderr, 'model/bad-config');
  });
});

test('needs no configuration', async () => {
  await withScratchFolder({ 'old/a.json': asText(visit(0)), 'new/a.json': asText(visit(1)) }, async (folder) => {
    const { code, stdout } = await runCli(folder, 'diff', 'old', 'new');
    assert.is(code, 0);
    assert.match(stdout, /^profile AcmeVisit \(acme-example-fhir\)/);
  });
});

test('texts of definitions stay texts', async () => {
  const url = `${acme}/ValueSet/a`;
  const odd = (code: string): string =>
    asText({ ...valueSet('odd', [{ system: `${acme}/s`, concept: [{ code: 'a' }, { code }] }]), url });
  await inFolder({ 'a/a.json': odd('x'), 'b/b.json': odd('`<b>*[y](z)\u001b[31m\u202e\u{e0041}') }, async (run) => {
    const plain = await run('a', 'b');
    assert.not(/[\u001b\u202e\u{e0041}]/u.test(plain.stdout));
    assert.ok(plain.stdout.includes('\\u202e\\u{e0041}'), plain.stdout);
    const { stdout } = await run('a', 'b', '--format', 'markdown');
    assert.ok(stdout.includes('It has the code "\\`\\<b\\>\\*\\[y\\](z)'), stdout);
    assert.not(/[\u001b\u202e]/.test(stdout));
  });
});

test.run();
