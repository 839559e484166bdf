/** What the generator reads: definitions, configuration, archives, and what it makes of them. */
import { gzipSync } from 'node:zlib';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { elementTablesOf } from '../../generator/base/element-tables.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { checkTemplate, TemplateFault } from '../../generator/emit/check-template.ts';
import { parseBaseline } from '../../generator/load/read-baseline.ts';
import { parseText } from '../../generator/load/load-definitions.ts';
import { PackageError } from '../../generator/packages/package-error.ts';
import { readArchive } from '../../generator/packages/archive.ts';
import { parseManifest } from '../../generator/packages/manifest.ts';
import { parsePackageRequest } from '../../generator/packages/package-name.ts';
import { mixedDefinitions } from '../property/mixed-definitions.ts';
import { generate } from '../support/pipeline.ts';
import { attempt, hold, refused } from './attempt.ts';
import { target } from './target.ts';
import { makeText, textRecipes } from './text-recipes.ts';
import { makeFrom, picked, plainChanges } from './value-recipes.ts';

type Json = Readonly<Record<string, unknown>>;
const choice = fc.nat(1_000_000);
const tables = elementTablesOf(loadBaseModel());

const folder = join(import.meta.dirname, '../../profiles');
/** Our own definitions, and small ones. */
const definitions: readonly Json[] = [
  ...readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?:structuredefinition|valueset|codesystem|messagedefinition).*\.json$/i.test(path))
    .sort()
    .map((path) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as Json),
  ...mixedDefinitions,
];

/** The text of a value, in which a number may be of any size. */
function textOf(value: unknown, spaces = 0): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? `${one}` : one), spaces) ?? '';
}

const loading = target({
  name: 'definitions as texts',
  calls: [],
  throws: 'nothing: diagnostics',
  share: 60,
  recipes: fc.oneof(
    { weight: 3, arbitrary: fc.record({ seed: choice, changes: plainChanges, spaces: fc.nat(2) }) },
    { weight: 1, arbitrary: textRecipes },
  ),
  run(recipe) {
    const text =
      'spaces' in recipe
        ? textOf(makeFrom(picked(definitions, recipe.seed), recipe.changes), recipe.spaces)
        : makeText(recipe);
    const read = parseText(
      text ?? '',
      'x.json',
      (one) => {
        hold(one.message !== '', () => `${one.code} has no message`);
      },
      tables,
    );
    return read.length > 0;
  },
});

const generating = target({
  name: 'the generator',
  calls: [],
  throws: 'nothing: diagnostics',
  share: 0.3,
  recipes: fc.record({ seed: choice, changes: plainChanges }),
  async run({ seed, changes }) {
    const at = seed % mixedDefinitions.length;
    const all = mixedDefinitions.map((one, index) => (index === at ? makeFrom(one, changes) : one));
    const { files, isComplete, diagnostics } = await generate(all as Json[], { resources: ['Flag'] });
    hold(isComplete, () => `not complete: ${diagnostics.map(({ message }) => message).join('\n')}`);
    for (const [path, text] of files) if (path.startsWith('src/acme/')) transformSync(text, { loader: 'ts' });
    return !diagnostics.some(({ severity }) => severity === 'error');
  },
});

/** Bytes that a gzip reader takes, or that look as if. */
const archives = target({
  name: 'archives',
  calls: [],
  throws: 'PackageError',
  share: 8,
  recipes: fc.record({ bytes: fc.uint8Array({ maxLength: 1500 }), isZipped: fc.boolean(), text: textRecipes }),
  async run({ bytes, isZipped, text }) {
    const packed = isZipped ? new Uint8Array(gzipSync(bytes.length % 2 ? bytes : makeText(text))) : bytes;
    try {
      await readArchive(packed, 'x.tgz');
      return true;
    } catch (error) {
      if (error instanceof PackageError) return false;
      throw error;
    }
  },
});

const parsing = target({
  name: 'manifests, baselines, templates',
  calls: [],
  throws: 'PackageError, TemplateFault',
  share: 20,
  recipes: fc.record({ text: textRecipes, changes: plainChanges, isJson: fc.boolean() }),
  run({ text, changes, isJson }) {
    const sample = {
      name: 'a.b',
      version: '1.0.0',
      dependencies: { c: '1.x' },
      accepted: [{ code: 'load/too-deep', canonical: 'a', reason: 'b' }],
    };
    const made = isJson ? textOf(makeFrom(sample, changes)) : makeText(text);
    const given = typeof made === 'string' ? made : new TextDecoder().decode(made);
    parseBaseline(given, 'x.json', () => undefined);
    const results = [
      attempt([PackageError], () => parseManifest(given, 'x')),
      attempt([PackageError], () => parsePackageRequest(given.slice(0, 80))),
      attempt([TemplateFault], () => checkTemplate(given.slice(0, 2000))),
    ];
    return results.some((one) => one !== refused);
  },
});

export const generatorTargets = [loading, generating, archives, parsing];
