/** Templates and emitters of the user, from the configuration and the command line. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { acme, codeSystem, element, profile, valueSet } from '../support/definitions.ts';
import { root } from '../support/documents.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { describeUnchanged } from '../../generator/unchanged.js';
import { configText, runCli } from './run-cli.ts';

const template = readFileSync(`${root}templates/interface.hbs`, 'utf8');
const example = readFileSync(`${root}examples/emitters/json-schema.mjs`, 'utf8');

const hostile = "*/ broken(); /* '; broken(); // `";
const definitions = {
  'profiles/flag.json': JSON.stringify(
    profile('Acme-Flag-1', 'Flag', [
      element('Flag', { short: hostile, definition: hostile }),
      element('Flag.status', { binding: { strength: 'required', valueSetUri: `${acme}/ValueSet/Acme-Colour-1` } }),
      element('Flag.category', { min: 1 }),
      element('Flag.author', { max: '0' }),
    ]),
  ),
  'profiles/statement.json': JSON.stringify(
    profile('Acme-Observation-1', 'Observation', [element('Observation.value[x]', { min: 1 })]),
  ),
  'profiles/colours.json': JSON.stringify(valueSet('Acme-Colour-1', 'Acme-Colour-1')),
  'profiles/system.json': JSON.stringify(codeSystem('Acme-Colour-1', { active: 'Active' })),
};

function withProject(
  config: object,
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  return withScratchFolder({ ...definitions, 'codegen.config.json': configText(config), ...files }, work);
}

const test = suite('customising');

test('templates and emitters of the configuration shape the package', async () => {
  const marked = `{{! ours }}// An interface of ours.\n${template}`;
  const files = { 'templates/interface.hbs': marked, 'templates/.note': '', 'emitters/json-schema.mjs': example };
  await withProject({ templates: 'templates', emitters: ['emitters/json-schema.mjs'] }, files, async (folder) => {
    const { code, stderr } = await runCli(folder);
    assert.equal([code, stderr], [0, '']);
    const flag = readFileSync(join(folder, 'out/src/acme/flag.ts'), 'utf8');
    assert.match(flag, /^\/\/ An interface of ours\.$/m);
    assert.match(flag, /^export function isFlag/m, 'the other templates stay');
    assert.not.match(flag, /^ *broken\(\)|\*\/ broken/m);

    const validator = new Ajv2020.default({ strict: false });
    const schemaOf = (name: string) =>
      validator.compile(JSON.parse(readFileSync(join(folder, `out/schemas/acme/${name}.json`), 'utf8')) as object);
    const sound = { resourceType: 'Flag', status: 'active', category: {}, code: {}, subject: {} };
    const isFlag = schemaOf('Flag');
    assert.ok(isFlag(sound), JSON.stringify(isFlag.errors));
    for (const wrong of [{ status: 'blue' }, { category: undefined }, { author: {} }, { resourceType: 'List' }])
      assert.not(isFlag(JSON.parse(JSON.stringify({ ...sound, ...wrong }))), JSON.stringify(wrong));
    const isObservation = schemaOf('Observation');
    const observation = { resourceType: 'Observation', status: 'final', code: {} };
    assert.not(isObservation(observation));
    for (const value of [{ valueString: 'x' }, { _valueString: {} }, { valueQuantity: {} }])
      assert.ok(isObservation({ ...observation, ...value }), JSON.stringify(isObservation.errors));

    const record = readFileSync(join(folder, 'out/generated.files.json'), 'utf8');
    assert.match(record, /"schemas\/acme\/Flag\.json"/);
    assert.is((await runCli(folder, '--check')).code, 0);

    const broken = `export default () => { throw new Error('no paper'); };`;
    writeFileSync(join(folder, 'emitters/broken.mjs'), broken);
    writeFileSync(
      join(folder, 'codegen.config.json'),
      configText({ emitters: ['emitters/json-schema.mjs', 'emitters/broken.mjs'] }),
    );
    const failed = await runCli(folder);
    assert.is(failed.code, 1);
    assert.match(failed.stderr, /broken\.mjs: error emit\/bad-emitter: .*no paper/);
    assert.is(readFileSync(join(folder, 'out/src/acme/flag.ts'), 'utf8'), flag, 'nothing was written');
    assert.is(readFileSync(join(folder, 'out/generated.files.json'), 'utf8'), record);
  });
});

test('a changed template is noticed, and one that throws writes nothing', async () => {
  await withProject({}, { 'mine/interface.hbs': template }, async (folder) => {
    const args = ['--templates', 'mine'];
    assert.is((await runCli(folder, ...args)).code, 0);
    const cwd = process.cwd();
    process.chdir(folder);
    try {
      assert.match(describeUnchanged(args) ?? '', /^unchanged/);
      writeFileSync('mine/constant.hbs', '\n{{doc doc}}\nexport const {{code nam}}: {{code type}} = {{code value}};\n');
      assert.is(describeUnchanged(args), undefined, 'a template was added');
    } finally {
      process.chdir(cwd);
    }
    const before = readFileSync(join(folder, 'out/generated.files.json'), 'utf8');
    const { code, stdout } = await runCli(folder, ...args, '--format', 'json');
    const [fault] = (JSON.parse(stdout) as Diagnostic[]).filter(({ severity }) => severity === 'error');
    assert.equal([code, fault?.code, fault?.at.file], [1, 'emit/bad-template', join(folder, 'mine/constant.hbs')]);
    assert.equal(fault?.at.line, 3);
    assert.match(fault?.message ?? '', /"nam" not defined in the view|not code/);
    assert.is(readFileSync(join(folder, 'out/generated.files.json'), 'utf8'), before);
  });
});

const refused: [
  what: string,
  config: object,
  files: Record<string, string>,
  code: string,
  message: RegExp,
  file: string,
][] = [
  [
    'a template with a misspelt name',
    { templates: 't' },
    { 't/interfaces.hbs': '' },
    'emit/unknown-template',
    /did you mean "interface\.hbs"/,
    't/interfaces.hbs',
  ],
  [
    'a template with another name',
    { templates: 't' },
    { 't/README.md': '' },
    'emit/unknown-template',
    /the templates are interface\.hbs, /,
    't/README.md',
  ],
  [
    'a template that does not parse',
    { templates: 't' },
    { 't/type.hbs': '{{#each' },
    'emit/bad-template',
    /does not parse/,
    't/type.hbs',
  ],
  [
    'a template that prints text',
    { templates: 't' },
    { 't/type.hbs': '{{name}}' },
    'emit/bad-template',
    /through no helper/,
    't/type.hbs',
  ],
  ['a folder that does not exist', { templates: 't' }, {}, 'emit/bad-template', /Cannot read the folder/, 't'],
  ['a module that does not exist', { emitters: ['e.mjs'] }, {}, 'emit/bad-emitter', /cannot be loaded/, 'e.mjs'],
  [
    'a module that is no JavaScript',
    { emitters: ['e.mjs'] },
    { 'e.mjs': 'export default (' },
    'emit/bad-emitter',
    /cannot be loaded/,
    'e.mjs',
  ],
  [
    'a module without a function',
    { emitters: ['e.mjs'] },
    { 'e.mjs': 'export default {};' },
    'emit/bad-emitter',
    /not a function/,
    'e.mjs',
  ],
];

for (const [what, config, files, code, message, file] of refused) {
  test(`${what} is reported, and nothing is written`, async () => {
    await withProject(config, files, async (folder) => {
      const { code: exit, stdout } = await runCli(folder, '--format', 'json');
      const [fault, ...more] = JSON.parse(stdout) as Diagnostic[];
      assert.equal([exit, fault?.code, fault?.at.file, more.length], [1, code, join(folder, file), 0]);
      assert.match(fault?.message ?? '', message);
      assert.not(existsSync(join(folder, 'out')));
    });
  });
}

test('--templates takes one folder', async () => {
  await withScratchFolder({}, async (folder) => {
    for (const args of [['--templates'], ['--templates', 'a', '--templates', 'b']]) {
      const { code, stderr } = await runCli(folder, ...args);
      assert.is(code, 2);
      assert.match(stderr, /--templates takes one folder/);
    }
  });
});

test.run();
