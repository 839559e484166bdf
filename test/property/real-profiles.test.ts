import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadConfig, type GeneratorConfig } from '../../generator/config.ts';
import { folderSource } from '../../generator/load/definition-source.ts';
import { loadDefinitions, type LoadedDefinitions } from '../../generator/load/load-definitions.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { folderTemplates } from '../../generator/emit/templates.ts';
import { run, type RunResult } from '../../generator/run.ts';
import { compareOutput } from '../../generator/write/compare-output.ts';

const configFile = fileURLToPath(new URL('../../codegen.config.json', import.meta.url));

async function readConfig(): Promise<GeneratorConfig> {
  const config = await loadConfig(configFile, (one) => assert.unreachable(one.message));
  if (!config) throw new Error('the configuration cannot be read');
  return config;
}

async function load(): Promise<LoadedDefinitions> {
  const { profiles } = await readConfig();
  return loadDefinitions(profiles.map(folderSource), (one) => assert.is.not(one.severity, 'error', one.message));
}

/** The run of `npm run generate` without the disk. */
async function runOver(loaded: LoadedDefinitions): Promise<RunResult> {
  const { naming, packageInfo, packageFields, linkedFields, readme } = await readConfig();
  const manifest = {
    isLinked: true,
    fields: { ...packageFields, ...linkedFields },
    ...(readme && { readme: readme.text }),
  };
  return run(loadBaseModel(), loaded, { naming, packageInfo, manifest, templates: folderTemplates() });
}

const test = suite('the definitions of the project');
const first = await runOver(await load());

test('have no errors', () => {
  assert.equal(
    first.diagnostics.filter((one) => one.severity === 'error').map((one) => one.message),
    [],
  );
});

test('yield the same bytes in reverse order', async () => {
  const { structures, valueSets, codeSystems, messages } = await load();
  const reversed = {
    structures: structures.toReversed(),
    valueSets: valueSets.toReversed(),
    codeSystems: codeSystems.toReversed(),
    messages: messages.toReversed(),
  };
  const second = await runOver(reversed);
  assert.equal(
    second.files.map((file) => file.path),
    first.files.map((file) => file.path),
  );
  assert.equal(
    second.files.filter((file, index) => file.text !== first.files[index]?.text).map((file) => file.path),
    [],
  );
});

test('yield what lies in generated/', async () => {
  const { out, runtime } = await readConfig();
  assert.is(runtime, 'linked');
  const { added, changed, stale } = await compareOutput(out, first.files);
  assert.equal({ added, changed, stale }, { added: [], changed: [], stale: [] }, 'run npm run generate');
});

test.run();
