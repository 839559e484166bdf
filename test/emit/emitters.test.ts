/** Further files of a package, from functions: what they are given, and what they may give back. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Emitter } from '../../generator/customise/emitter.ts';
import { acme, codeSystem, element, profile, valueSet } from '../support/definitions.ts';
import { generate, type Generated } from '../support/pipeline.ts';

const definitions = [
  profile('Acme-Flag-1', 'Flag', [
    element('Flag.status', { binding: { strength: 'required', valueSetUri: `${acme}/ValueSet/Acme-Colour-1` } }),
  ]),
  valueSet('Acme-Colour-1', 'Acme-Colour-1'),
  codeSystem('Acme-Colour-1', { active: 'Active' }),
];

const emit = (...emitters: Emitter[]): Promise<Generated> => generate(definitions, { resources: ['Flag'], emitters });
const one =
  (path: string, text = ''): Emitter =>
  () => [{ path, text }];

const test = suite('emitters');

test('know what is declared and what it comes from, and can change neither', async () => {
  const { files, isComplete } = await emit(({ declarations, model }) => {
    const all = declarations.families.flatMap(({ structures }) => structures.flatMap((file) => file.declarations));
    const interfaces = all.flatMap((part) => (part.kind === 'interface' ? [part] : []));
    const flag = interfaces.find(({ name }) => name === 'Flag');
    assert.throws(() => Object.assign(flag ?? {}, { name: 'other' }), TypeError);
    const [structure] = model.families.find(({ subpath }) => subpath === 'acme')?.structures ?? [];
    assert.throws(() => Object.assign(structure?.content.elements[0] ?? {}, { min: 7 }), TypeError);
    return [{ path: 'a/flag.txt', text: `${flag?.members.length ?? 0} ${structure?.canonical}` }];
  });
  assert.ok(isComplete);
  assert.match(
    files.get('a/flag.txt') ?? '',
    /^[1-9]\d* https:\/\/acme\.example\/fhir\/StructureDefinition\/Acme-Flag-1$/,
  );
});

test('may be generators and wait, and what they give back is published as it is', async () => {
  const { files, isComplete } = await emit(
    async function* () {
      yield await Promise.resolve({ path: 'pages/flag.md', text: '#   Flag' });
      yield { path: 'src/more/flag.ts', text: 'export {};' };
    },
    async () => new Set([{ path: 'top.json', text: '{}' }]),
  );
  assert.ok(isComplete);
  assert.is(files.get('pages/flag.md'), '#   Flag');
  assert.is(files.get('top.json'), '{}');
  const manifest = JSON.parse(files.get('package.json') ?? '') as Record<string, Record<string, unknown>>;
  assert.equal(manifest['files'], ['definitions', 'dist', 'pages', 'top.json', 'CHANGELOG.md', 'NOTICE']);
  assert.is(manifest['exports']?.['./pages/*'], './pages/*');
  assert.is(manifest['exports']?.['./top.json'], './top.json');
  const paths = [...files.keys()];
  assert.equal(paths, [...paths].sort());
});

test('leave the package as it is if there are none', async () => {
  const [none, empty] = [await generate(definitions, { resources: ['Flag'] }), await emit(() => [])];
  assert.equal(empty.files, none.files);
});

const thrower: Emitter = () => {
  throw new Error('no paper');
};
const late: Emitter = async function* () {
  yield { path: 'a.txt', text: '' };
  throw new Error('no ink');
};

const wrong: [what: string, emitters: readonly unknown[], code: string, message: RegExp][] = [
  ['an absolute path', [one('/etc/a')], 'emit/bad-path', /"\/etc\/a" .* is absolute/],
  ['a path of a drive', [one('C:/a')], 'emit/bad-path', /is absolute/],
  ['a path out of the package', [one('a/../../b')], 'emit/bad-path', /leaves the folder/],
  ['a path with backslashes', [one('..\\b')], 'emit/bad-path', /not every file system/],
  ['no path', [one('')], 'emit/bad-path', /empty part/],
  ['a path that ends in a slash', [one('a/')], 'emit/bad-path', /empty part/],
  ['a path of ours', [one('src/acme/flag.ts')], 'emit/bad-path', /that of a file that the generator writes/],
  ['a path of ours in capitals', [one('package.JSON')], 'emit/bad-path', /that the generator writes/],
  ['a definition of ours', [one('definitions/package.json')], 'emit/bad-path', /that the generator writes/],
  ['our record', [one('generated.files.json')], 'emit/bad-path', /that the generator writes/],
  ['a folder of ours', [one('src/acme')], 'emit/bad-path', /that of a folder that the generator writes to/],
  ['a file of ours as a folder', [one('README.md/a')], 'emit/bad-path', /inside readme\.md, which is a file/],
  ['the folder of the runtime', [one('src/runtime/core/more.ts')], 'emit/bad-path', /inside src\/runtime/],
  ['the folder of the commands', [one('src/cli/main.ts')], 'emit/bad-path', /inside src\/cli/],
  ['the folder of installed packages', [one('node_modules/a.js')], 'emit/bad-path', /inside node_modules/],
  ['that folder in capitals', [one('Node_Modules/a.js')], 'emit/bad-path', /inside node_modules/],
  ['one path twice', [one('a.txt'), one('a.txt')], 'emit/bad-path', /of emitter 2 .* file that emitter 1/],
  ['no text', [() => [{ path: 'a.txt' }]], 'emit/bad-emitter', /no path and text/],
  ['nothing', [() => undefined], 'emit/bad-emitter', /emitter 1 threw an error: it does not return a list/],
  ['an error', [thrower], 'emit/bad-emitter', /emitter 1 \(thrower\) threw an error: no paper/],
  ['an error after a file', [late], 'emit/bad-emitter', /emitter 1 \(late\) threw an error: no ink/],
];

for (const [what, emitters, code, message] of wrong) {
  test(`are refused with ${what}, and there are no files then`, async () => {
    const { files, isComplete, diagnostics } = await emit(...(emitters as Emitter[]));
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    assert.equal([errors.map((error) => error.code), files.size, isComplete], [[code], 0, false]);
    assert.match(errors[0]?.message ?? '', message);
  });
}

test.run();
