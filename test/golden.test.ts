/**
 * One folder of `golden/` per feature: the smallest definitions that show it, and the exact files they yield.
 * `UPDATE=1 node --import tsx test/golden.test.ts` writes those anew; the difference is there to be reviewed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { FamilyRule } from '../generator/model/naming-config.ts';
import type { Json } from './support/definitions.ts';
import { generate, troubles, type Generated } from './support/pipeline.ts';
import { withScratchFolder } from './support/scratch-folder.ts';

type Files = Readonly<Record<string, string>>;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const root = here('golden');
const cases = readdirSync(root).sort();

/** All files below a folder, by their paths in it. */
function readFolder(folder: string): Files {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  const files = paths.filter((path) => /\.\w+$/.test(path)).sort();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Every case is a family of its own, or two, so that one run makes them all and none meets another. */
async function generateAll(): Promise<Generated> {
  const definitions = cases.flatMap((name) => Object.values(readFolder(join(root, name, 'definitions'))));
  const families = cases.flatMap((name): FamilyRule[] => [
    { subpath: name, base: `https://acme.example/${name}`, prefix: 'Acme-' },
    { subpath: name, base: `https://acme.example/${name}`, prefix: '' },
    // Of another publisher, whose names keep the prefix.
    { subpath: `${name}-other`, base: `https://other.example/${name}`, prefix: '' },
  ]);
  const json = definitions.map((text) => JSON.parse(text) as Json);
  const resources = json.flatMap(({ type }) => (typeof type === 'string' ? type : []));
  return generate(json, { naming: { families, titles: {}, names: {} }, resources });
}

const generated = await generateAll();

/** What a case yields, by the path in its family; that of the other publisher is a folder inside. */
function filesOf(name: string): Files {
  const below = (start: string, folder: string): [string, string][] =>
    [...generated.files].flatMap(([path, text]) =>
      path.startsWith(start) ? [[folder + path.slice(start.length), text]] : [],
    );
  return Object.fromEntries([...below(`src/${name}/`, ''), ...below(`src/${name}-other/`, 'other/')]);
}

function update(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const golden = suite('golden files');

/** What shows what becomes of a target that is missing, and of slices that nothing tells apart. */
const untold = [
  'resolve/target-not-found Linkage.author',
  'model/discriminator-unusable Dosage.additionalInstruction:undecided',
  'model/discriminator-unusable Basic.identifier:finding',
  'model/discriminator-unusable Basic.identifier:anything',
];

golden('of definitions that have no faults', () => {
  assert.ok(cases.length > 0);
  assert.equal(troubles(generated.diagnostics), untold);
});

for (const name of cases) {
  golden(name, () => {
    const expected = join(root, name, 'expected');
    const got = filesOf(name);
    if (process.env['UPDATE'] === '1') update(expected, got);
    const want = readFolder(expected);
    assert.equal(Object.keys(got).sort(), Object.keys(want).sort());
    for (const [path, text] of Object.entries(want)) assert.fixture(got[path] ?? '', text, `${name}/expected/${path}`);
  });
}

golden.run();

const compiled = suite('golden files, compiled');

/** The package of all cases as it would be on disk, its golden files as they are there. */
function packageFiles(): Files {
  const runtime = Object.entries(readFolder(here('../runtime'))).filter(([path]) => path.endsWith('.ts'));
  const expected = cases.flatMap((name) =>
    Object.entries(readFolder(join(root, name, 'expected'))).map(([path, text]) => [`src/${name}/${path}`, text]),
  );
  return {
    ...Object.fromEntries(generated.files),
    ...Object.fromEntries(runtime.map(([path, text]) => [`src/runtime/${path}`, text])),
    ...(Object.fromEntries(expected) as Files),
  };
}

compiled('without a fault, under the settings of the package', async () => {
  await withScratchFolder(packageFiles(), (folder) => {
    const config: unknown = JSON.parse(readFileSync(join(folder, 'tsconfig.json'), 'utf8'));
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
    for (const name of ['strict', 'exactOptionalPropertyTypes', 'noUncheckedIndexedAccess'] as const) {
      assert.is(options[name], true, name);
    }
    const program = ts.createProgram(
      cases.map((name) => join(folder, `src/${name}/index.ts`)),
      { ...options, noEmit: true },
    );
    const faults = ts.getPreEmitDiagnostics(program).map((one) => ts.formatDiagnostic(one, formatHost(folder)));
    assert.equal(faults, []);
  });
});

function formatHost(folder: string): ts.FormatDiagnosticsHost {
  return { getCanonicalFileName: (name) => name, getCurrentDirectory: () => folder, getNewLine: () => '\n' };
}

compiled.run();
