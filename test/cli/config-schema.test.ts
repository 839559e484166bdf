import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { configText, runCli } from './run-cli.ts';

const test = suite('JSON schema of the configuration');

const schema = JSON.parse(
  readFileSync(new URL('../../generator/config.schema.json', import.meta.url), 'utf8'),
) as object;
const isValid = new Ajv.default().compile(schema);

test('accepts our own configuration, one for tests, and what init writes', async () => {
  const own: unknown = JSON.parse(readFileSync(new URL('../../codegen.config.json', import.meta.url), 'utf8'));
  assert.ok(isValid(own), JSON.stringify(isValid.errors));
  for (const more of [{}, { templates: 'templates', emitters: ['emitters/pages.mjs'] }])
    assert.ok(isValid(JSON.parse(configText(more))), JSON.stringify(isValid.errors));
  await withScratchFolder({}, async (folder) => {
    await runCli(folder, 'init');
    const text = readFileSync(`${folder}/careconnect-codegen.config.json`, 'utf8');
    assert.ok(isValid(JSON.parse(text)), JSON.stringify(isValid.errors));
  });
});

/** What the schema refuses, the generator reports too. */
const wrong: readonly [what: string, more: object][] = [
  ['a misspelt setting', { profile: [] }],
  ['a folder as text', { profiles: 'profiles' }],
  ['packages as text', { packages: 'a@1.0.0' }],
  ['no package', { package: undefined }],
  ['a family without a base', { naming: { families: [{ subpath: 'a' }] } }],
  ['several folders of templates', { templates: ['a'] }],
  ['an emitter as text', { emitters: 'a.mjs' }],
  ['another runtime', { runtime: 'cloud' }],
];

for (const [what, more] of wrong) {
  test(`${what} is refused by the schema and reported by the generator`, async () => {
    assert.not(isValid(JSON.parse(configText(more))));
    await withScratchFolder({ 'codegen.config.json': configText(more) }, async (folder) => {
      const { stdout } = await runCli(folder, '--format', 'json');
      assert.match(stdout, /model\/(?:bad-config|unknown-setting)/);
    });
  });
}

test.run();
