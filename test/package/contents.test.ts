/** What is in the package as published: all that is needed, nothing besides, and fit for any platform. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { packPackage, withApplication } from '../support/packed-package.ts';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const packed = packPackage();
const { name, files } = packed;
const paths = [...files.keys()].sort();
const text = (path: string): string => files.get(path) ?? '';
const manifest = JSON.parse(text('package.json')) as {
  readonly type: string;
  readonly sideEffects: boolean;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly repository: { readonly url: string; readonly directory?: string };
  readonly homepage: string;
  readonly bugs: string;
  readonly keywords: readonly string[];
};
const subpaths = Object.keys(manifest.exports).filter((subpath) => subpath !== './package.json');

/** Modules by their path without extension: `runtime/json`. */
const sources = new Map(
  ['generated/src', 'runtime'].flatMap((folder) =>
    readdirSync(here(folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path): [string, string] => {
        const module = path.split(sep).join('/').slice(0, -3);
        return [folder === 'runtime' ? `runtime/${module}` : module, here(`${folder}/${path}`)];
      }),
  ),
);

/** Documents that stand beside the package as they do beside the project. */
const documents = ['CHANGELOG.md', 'LICENSE', 'NOTICE'];

/** Files that only run on Node, because they are commands: bundles of our own. */
const starts: readonly string[] = Object.values(manifest.bin).map((path) => posix.normalize(path));
const commands: readonly string[] = ['commands', 'main', 'on-demand', 'shared', 'thread'].map(
  (file) => `dist/cli/${file}.js`,
);

/** The messages that `new` prints, and what an editor checks the policy of a receiver with. */
const data = ['dist/cli/messages.json', 'dist/cli/policy.schema.json'];

const test = suite('package contents');

test('the files are those that a consumer needs', () => {
  const dist = [...sources.keys()].flatMap((module) =>
    ['d.ts', 'js'].map((extension) => `dist/${module}.${extension}`),
  );
  const definitions = readdirSync(here('generated/definitions')).map((file) => `definitions/${file}`);
  const wanted = [...dist, ...definitions, ...commands, ...data, ...documents, 'README.md', 'package.json'].sort();
  assert.equal(
    paths.filter((path) => !wanted.includes(path)),
    [],
    'Not wanted. Left over from an earlier build? Remove generated/dist, build and try again.',
  );
  assert.equal(
    wanted.filter((path) => !files.has(path)),
    [],
    'Missing',
  );
});

for (const path of documents) {
  test(`${path} is that of the project`, () => {
    assert.is(
      text(path),
      readFileSync(here(path), 'utf8'),
      `Copy ${path} to generated/; a build copies the changelog.`,
    );
  });
}

test('the generator is published with its changelog, notice and schema', () => {
  const own = JSON.parse(readFileSync(here('package.json'), 'utf8')) as { readonly files: readonly string[] };
  assert.equal(own.files, [
    'CHANGELOG.md',
    'NOTICE',
    'dist',
    'generator/baseline.schema.json',
    'generator/config.schema.json',
  ]);
});

test('both manifests say where the project is, and what it is about', () => {
  const own = JSON.parse(readFileSync(here('package.json'), 'utf8')) as typeof manifest;
  for (const { repository, homepage, bugs, keywords } of [own, manifest]) {
    assert.match(repository.url, /^git\+https:\/\/.*\.git$/);
    const address = repository.url.slice('git+'.length, -'.git'.length);
    assert.equal([homepage, bugs], [`${address}#readme`, `${address}/issues`]);
    assert.ok(keywords.includes('fhir') && keywords.includes('nhs'));
  }
  assert.equal([own.repository.directory, manifest.repository.directory], [undefined, 'generated']);
});

test('README names the package, every subpath and every profile', () => {
  const readme = text('README.md');
  const profiles = readdirSync(here('profiles'))
    .filter((file) => file.startsWith('StructureDefinition-'))
    .map((file) => JSON.parse(readFileSync(here(`profiles/${file}`), 'utf8')) as { url: string; type: string })
    .filter(({ type }) => type !== 'Extension');
  assert.match(readme, new RegExp(`^# ${name}\n`));
  const wanted = [...subpaths.map((subpath) => `${name}${subpath.slice(1)}`), ...profiles.map(({ url }) => url)];
  assert.equal(
    wanted.filter((one) => !readme.includes(`| \`${one}\``)),
    [],
  );
});

test('the manifest says: ESM, no side effects, no dependency but the types of FHIR and three parsers', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(here('package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  assert.is(manifest.type, 'module');
  assert.is(manifest.sideEffects, false);
  assert.equal(manifest.dependencies, {
    '@types/fhir': devDependencies['@types/fhir'],
    'lossless-json': '4.3.3',
    sade: dependencies['sade'],
    saxes: '6.0.0',
  });
});

test('nothing leads to a source map, as there is none', () => {
  for (const path of paths) assert.not.match(text(path), /^\/\/# sourceMappingURL=/m, path);
});

test('modules import each other, what the package depends on and nothing else', () => {
  const allowed = /^(?:\.\.?\/|#runtime\/)/;
  for (const path of paths.filter((one) => /^dist\/.*\.(?:js|d\.ts)$/.test(one) && !commands.includes(one))) {
    const isTypes = path.endsWith('.d.ts');
    for (const { fileName: specifier } of ts.preProcessFile(text(path)).importedFiles) {
      // The declarations of the parsers do not hold under every setting, so that ours must not need them.
      if (isTypes ? specifier === 'fhir/r3.js' : Object.hasOwn(manifest.dependencies, specifier)) continue;
      assert.match(specifier, allowed, path);
      const target = specifier.startsWith('#')
        ? `dist/${specifier.slice(1)}`
        : posix.join(posix.dirname(path), specifier);
      assert.ok(files.has(target), `${path} imports ${specifier}`);
    }
  }
});

test('commands import modules of Node, dependencies, one module of the package and nothing else', async () => {
  assert.equal(starts, ['dist/cli/main.js']);
  for (const path of commands) {
    assert.is(text(path).startsWith('#!/usr/bin/env node\n'), starts.includes(path), path);
    const imports = await importsOf(text(path));
    assert.ok(imports.length > 0);
    assert.equal(
      imports.filter(
        (one) =>
          !/^(?:node:|\.\/(?:commands|on-demand|shared)\.js$|\.\.\/code\.js$)/.test(one) &&
          !(one in manifest.dependencies),
      ),
      [],
      path,
    );
  }
});

/** What a module imports; a parser is asked, for a bundle holds much that looks like imports. */
async function importsOf(module: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: module },
    bundle: true,
    external: ['*'],
    platform: 'node',
    format: 'esm',
    metafile: true,
    write: false,
  });
  return Object.values(metafile.outputs).flatMap(({ imports }) => imports.map((one) => one.path));
}

test('commands carry the licences of what is part of them', () => {
  const licences = text('dist/cli/shared.js').slice(-10_000);
  for (const one of ['lossless-json', 'sade', 'mri']) {
    assert.match(licences, new RegExp(`^${one} \\d[\\d.]*\\n\\n[^]*?Copyright[^]*?Permission is hereby granted`, 'm'));
  }
});

test('commands run from the package as published', async () => {
  const file = JSON.stringify({ resourceType: 'Patient', gender: 'F' });
  await withApplication(packed, { 'patient.json': file }, (cwd) => {
    const script = `${cwd}/node_modules/${name}/${manifest.bin[name]}`;
    const run = spawnSync(process.execPath, [script, 'validate', 'patient.json'], { cwd, encoding: 'utf8' });
    assert.equal([run.status, run.stderr], [1, '']);
    assert.match(run.stdout, /^patient\.json:.*error: Patient\.gender: "F" is not one of/m);
    const made = spawnSync(process.execPath, [script, 'new', 'vaccinations', 'new'], { cwd, encoding: 'utf8' });
    assert.equal([made.status, made.stderr], [0, '']);
    const checked = spawnSync(process.execPath, [script, 'validate', '-'], {
      cwd,
      encoding: 'utf8',
      input: made.stdout,
    });
    assert.equal([checked.status, checked.stderr], [0, '']);
    const program = spawnSync(process.execPath, [script, 'new', 'vaccinations', '--format', 'ts'], {
      cwd,
      encoding: 'utf8',
    });
    assert.equal([program.status, program.stderr], [0, '']);
    assert.match(program.stdout, / from 'careconnect-ems\/events\/vaccinations-1';/);
    const explained = spawnSync(process.execPath, [script, 'explain', 'vaccinations'], { cwd, encoding: 'utf8' });
    assert.equal([explained.status, explained.stderr], [0, '']);
  });
});

test('nothing is kept of a module from which nothing is imported', async () => {
  const left = await withApplication(packed, {}, (folder) => sideEffects(`${folder}/node_modules/${name}/dist`));
  assert.equal(left, []);
});

test('a module that does something when it is loaded would be found', async () => {
  const culprit = { name, tarball: packed.tarball, files: new Map([['dist/culprit.js', 'export const at = Date();']]) };
  const left = await withApplication(culprit, {}, (folder) => sideEffects(`${folder}/node_modules/${name}/dist`));
  assert.equal(left, ['culprit.js']);
});

for (const [way, type, call] of [
  ['import', 'module', 'await import(subpath)'],
  ['require', 'commonjs', 'require(subpath)'],
] as const) {
  test(`every subpath can be loaded with ${way}`, async () => {
    const specifiers = subpaths.map((subpath) => name + subpath.slice(1));
    const script = [
      `const names = {};`,
      `for (const subpath of ${JSON.stringify(specifiers)}) names[subpath] = Object.keys(${call});`,
      `console.log(JSON.stringify(names));`,
    ].join('\n');
    const own = { 'package.json': `{ "type": "${type}" }`, 'load.js': script };
    const run = await withApplication(packed, own, (cwd) => {
      assert.not(existsSync(`${cwd}/node_modules/tsx`));
      return spawnSync(process.execPath, ['load.js'], { cwd, encoding: 'utf8' });
    });
    assert.is(run.status, 0, run.stderr);
    const names = JSON.parse(run.stdout) as Record<string, string[]>;
    for (const specifier of specifiers) assert.ok((names[specifier] ?? []).length > 0, specifier);
    assert.ok(names[`${name}/careconnect`]?.includes('patient'));
  });
}

/** The modules below a folder of which a bundler keeps something although nothing of them is used. */
async function sideEffects(linked: string): Promise<string[]> {
  // Applications share an installation; the bundler names what it finds by where that is.
  const folder = realpathSync(linked);
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.js') && !path.startsWith('cli'),
  );
  const contents = modules.map((path) => `import './${path.split(sep).join('/')}';`).join('\n');
  const { metafile } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    format: 'esm',
    write: false,
    metafile: true,
    absWorkingDir: folder,
    plugins: [distrustful(folder)],
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
}

/** Makes the bundler look for side effects itself, whatever the manifest says. */
function distrustful(folder: string): Plugin {
  return {
    name: 'distrustful',
    setup(bundler) {
      bundler.onResolve({ filter: /^[.#]/ }, ({ path, resolveDir }) => ({
        path: path.startsWith('#') ? `${folder}/${path.slice(1)}` : posix.join(resolveDir.split(sep).join('/'), path),
        sideEffects: true,
      }));
      // What those keep that it depends on is theirs to say.
      bundler.onResolve({ filter: /^[a-z]/ }, ({ path }) => ({ path, external: true, sideEffects: false }));
    },
  };
}

test.run();
