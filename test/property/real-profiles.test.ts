import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadConfig, type GeneratorConfig } from '../../generator/config.ts';
import { acceptKnown } from '../../generator/diagnostics/baseline.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { folderSource } from '../../generator/load/definition-source.ts';
import { loadDefinitions, type LoadedDefinitions } from '../../generator/load/load-definitions.ts';
import { readBaseline } from '../../generator/load/read-baseline.ts';
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

/** What is said of the definitions, without those that the baseline accepts. */
const diagnostics: Diagnostic[] = [];
const report = (one: Diagnostic): void => void diagnostics.push(one);

async function load(): Promise<LoadedDefinitions> {
  const { profiles } = await readConfig();
  return loadDefinitions(profiles.map(folderSource), report);
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
const { structures, valueSets, codeSystems, messages, services } = await load();
// In reverse order: `npm run check:generated` does the same in the usual order, so that both have to yield the same bytes.
const reversed = await runOver({
  structures: structures.toReversed(),
  valueSets: valueSets.toReversed(),
  codeSystems: codeSystems.toReversed(),
  messages: messages.toReversed(),
  services: services.toReversed(),
});

test('have no errors, and no warnings but those that are accepted', async () => {
  const { baseline = '' } = await readConfig();
  const known = await readBaseline(baseline, report);
  const judged = acceptKnown([...diagnostics, ...reversed.diagnostics], known ?? []);
  assert.equal(
    judged.filter((one) => one.severity !== 'info').map(({ code, message }) => `${code}: ${message}`),
    [],
  );
  assert.ok(judged.some((one) => one.accepted !== undefined));
});

test('yield what lies in generated/, whatever their order', async () => {
  const { out, runtime } = await readConfig();
  assert.is(runtime, 'linked');
  const { added, changed, stale } = await compareOutput(out, reversed.files);
  assert.equal({ added, changed, stale }, { added: [], changed: [], stale: [] }, 'run npm run generate');
});

test.run();
