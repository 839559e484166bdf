/** The commands of a user, from the packed generator in an empty folder; its registry of FHIR packages is on loopback. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { element, profile } from '../support/definitions.ts';
import { archiveOf, packageFiles, startRegistry } from '../support/fhir-registry.ts';
import { madeOnce } from '../support/made-once.ts';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const isWindows = process.platform === 'win32';
const zib = 'nictiz.fhir.nl.stu3.zib2017';

/** A folder in which nothing is but the generator, installed from its archive. */
const project = join(
  madeOnce('users-commands', (draft) => {
    const pack = spawnSync('npm', ['pack', '--silent', '--pack-destination', draft], {
      cwd: here(''),
      shell: isWindows,
      encoding: 'utf8',
    });
    assert.is(pack.status, 0, pack.stdout + pack.stderr);
    const archive = readdirSync(draft).find((name) => name.endsWith('.tgz')) ?? '';
    const modules = join(draft, 'project/node_modules');
    mkdirSync(join(modules, '.bin'), { recursive: true });
    // What it depends on is installed with the project.
    const unpack = spawnSync('tar', ['-xzf', join(draft, archive), '-C', modules], { encoding: 'utf8' });
    assert.is(unpack.status, 0, unpack.stderr);
    renameSync(join(modules, 'package'), join(modules, 'careconnect-codegen'));
    const manifest = JSON.parse(readFileSync(join(modules, 'careconnect-codegen/package.json'), 'utf8')) as {
      readonly bin: Readonly<Record<string, string>>;
      readonly dependencies: Readonly<Record<string, string>>;
    };
    for (const name of Object.keys(manifest.dependencies))
      symlinkSync(here(`node_modules/${name}`), join(modules, name));
    const program = manifest.bin['careconnect-codegen'] ?? '';
    // As npm does.
    chmodSync(join(modules, 'careconnect-codegen', program), 0o755);
    symlinkSync(join('../careconnect-codegen', program), join(modules, '.bin/careconnect-codegen'));
  }),
  'project',
);

interface Outcome {
  readonly code: number | null;
  readonly text: string;
}

function npx(env: Readonly<Record<string, string>>, line: string): Promise<Outcome> {
  const [command = '', ...args] = line.split(' ');
  const child = spawn(command, args, { cwd: project, env: { ...process.env, ...env }, shell: isWindows });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => void (text += part.toString()));
  return new Promise((done) => child.on('close', (code) => done({ code, text })));
}

function write(path: string, content: object | Uint8Array): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), content instanceof Uint8Array ? content : JSON.stringify(content));
}

const visitor = (min: number): object => profile('Acme-Visitor', 'Patient', [element('Patient.birthDate', { min })]);
const publishedBy = (host: string, id: string): object =>
  profile(id, 'Patient', [element('Patient.gender', { min: 1 })], { url: `https://${host}/StructureDefinition/${id}` });

const test = suite("the user's commands");

test('each line works in an empty folder', async () => {
  const offered = {
    name: zib,
    version: '2.2.19',
    files: packageFiles(zib, '2.2.19', [publishedBy('zib.example', 'Zib')]),
  };
  const registry = await startRegistry([offered]);
  const env = { FHIR_REGISTRIES: registry.url.href, FHIR_PACKAGE_CACHE: join(project, '.cache') };
  const run = async (line: string): Promise<string> => {
    const { code, text } = await npx(env, line);
    assert.is(code, 0, `${line}\n${text}`);
    return text;
  };
  write('profiles/visitor.json', visitor(1));
  write('gp-connect.tgz', archiveOf(packageFiles('gp.example', '1.0.0', [publishedBy('gp.example', 'Registered')])));
  write('old/visitor.json', visitor(0));
  write('new/visitor.json', visitor(1));
  try {
    await run('npx careconnect-codegen init');
    const config = (): unknown => JSON.parse(readFileSync(join(project, 'careconnect-codegen.config.json'), 'utf8'));
    assert.equal((config() as { packages: unknown }).packages, []);

    assert.match(
      await run(`npx careconnect-codegen add ${zib}@2.x`),
      /added {4}nictiz\.fhir\.nl\.stu3\.zib2017@2\.2\.19/,
    );
    assert.equal((config() as { packages: unknown }).packages, [`${zib}@2.x`]);
    assert.ok(existsSync(join(project, 'careconnect-fhir.lock.json')));

    await run(
      `npx careconnect-codegen generate ./profiles ./gp-connect.tgz ${zib}@2.2.x --out ../my-sdk --name @acme/fhir`,
    );
    const made = JSON.parse(readFileSync(join(project, '../my-sdk/package.json'), 'utf8')) as Record<string, object>;
    assert.equal([made['name'], made['bin']], ['@acme/fhir', { fhir: './dist/cli/main.js' }]);
    const subpaths = Object.keys(made['exports'] ?? {});
    for (const family of ['acme-example-fhir', 'gp-example', 'zib-example'])
      assert.ok(subpaths.includes(`./${family}`));
    assert.ok(existsSync(join(project, '../my-sdk/src/cli/main.ts')));

    assert.match(await run('npx careconnect-codegen diff old/ new/'), /narrowed Patient\.birthDate/);
    assert.match(
      await run('npx careconnect-codegen explain resolve/slice-without-discriminator'),
      /An element is sliced, but the slicing has no discriminator/,
    );
  } finally {
    await registry.close();
  }
});

test.run();
