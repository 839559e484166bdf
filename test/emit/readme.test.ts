/** The README of an emitted package: code that compiles, or the introduction that the configuration names. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadConfig } from '../../generator/config.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { emitReadme } from '../../generator/emit/readme.ts';
import { allTargets } from '../../generator/targets.ts';
import type { Json } from '../support/definitions.ts';
import { generate } from '../support/pipeline.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const cases = ['binding-concept', 'message'];
const definitions = cases.flatMap((one) => {
  const folder = here(`../golden/${one}/definitions`);
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Json);
});
const families = cases.map((one) => ({ subpath: one, base: `https://acme.example/${one}`, prefix: 'Acme-' }));
const resources = definitions.flatMap(({ type }) => (typeof type === 'string' ? type : []));
const generated = await generate(definitions, { naming: { families, titles: {}, names: {} }, resources });
const { name } = generated.model;
const plain = { license: undefined, introduction: undefined, targets: allTargets, hasDefinitions: true };

const test = suite('README of the package');

test('its code compiles against the package', async () => {
  const snippets = [...(generated.files.get('README.md') ?? '').matchAll(/^```ts\n(.*?)^```$/gms)];
  const runtime = readdirSync(here('../../runtime'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => [`src/runtime/${path.replaceAll('\\', '/')}`, readFileSync(here(`../../runtime/${path}`), 'utf8')]);
  const uses = snippets.map(([, text = ''], index) => [`src/use/snippet${index + 1}.ts`, text]);
  assert.is(uses.length, 2);
  const console = 'declare const console: { log(...values: unknown[]): void };';
  const sources = [...generated.files, ...runtime, ...uses, ['src/use/console.d.ts', console]] as [string, string][];
  const faults = await withScratchFolder(Object.fromEntries(sources), (cwd) => {
    const config: unknown = JSON.parse(generated.files.get('tsconfig.json') ?? '');
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, cwd);
    const program = ts.createProgram([...uses.map(([path]) => `${cwd}/${path}`), `${cwd}/src/use/console.d.ts`], {
      ...options,
      noEmit: true,
      paths: { [`${name}/*`]: [`${cwd}/src/*/index.ts`] },
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  });
  assert.equal(faults, []);
});

test('an introduction stands in place of that code', () => {
  const { text } = emitReadme(generated.model, {
    ...plain,
    license: 'MIT',
    introduction: '\n## Start here\n\nLike this.\n\n',
  });
  assert.match(text, '\n\n## Start here\n\nLike this.\n\n## Imports\n\n');
  assert.not.match(text, '## Use');
  assert.match(text, /\n\nLicence: MIT\n$/);
});

test('a package without profiles and messages has tables alone', () => {
  const { text } = emitReadme({ ...generated.model, families: [], messages: [] }, plain);
  assert.not.match(text, /## (?:Use|Profiles|Messages)/);
  assert.not.match(text, '\n\n\n');
});

test('an introduction that cannot be read is an error of the configuration', async () => {
  const packageInfo = { name: 'acme', version: '1.0.0', description: 'Acme', readme: 'start.md' };
  const config = JSON.stringify({ package: packageInfo, profiles: [], out: 'out', naming: { families: [] } });
  const diagnostics: Diagnostic[] = [];
  const load = (files: Readonly<Record<string, string>>): Promise<string | undefined> =>
    withScratchFolder({ 'codegen.config.json': config, ...files }, async (cwd) => {
      const loaded = await loadConfig(`${cwd}/codegen.config.json`, (one) => void diagnostics.push(one));
      return loaded && `${loaded.readme?.text} of ${loaded.readme?.file.slice(cwd.length)}`;
    });
  assert.is(await load({ 'start.md': 'Hello' }), 'Hello of /start.md');
  assert.equal(diagnostics, []);
  assert.is(await load({}), undefined);
  assert.equal(
    diagnostics.map(({ code }) => code),
    ['model/bad-config'],
  );
  assert.match(
    diagnostics[0]?.message ?? '',
    /^Cannot read .*start\.md, which package\.readme names: it does not exist\.$/,
  );
});

test.run();
