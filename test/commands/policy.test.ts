/** What `validate` accepts by a file, and prints without values. */
import { Ajv } from 'ajv';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Entry } from '../../sdk/entry.ts';
import schema from '../../sdk/policy.schema.json' with { type: 'json' };
import { withScratchFolder } from '../support/scratch-folder.ts';
import { runInProcess } from './run-command.ts';

const test = suite('validate: a policy, and no values');

const SECRET = 'Zq7';
const patient = JSON.stringify({
  resourceType: 'Patient',
  meta: { profile: [`urn:${SECRET}`] },
  gender: SECRET,
  [SECRET]: 1,
});

async function validated(
  policy: unknown,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
  return withScratchFolder({ 'policy.json': text }, (folder) =>
    runInProcess(folder, ['validate', '--accept', 'policy.json', ...args, '-'], { stdin: [patient] }),
  );
}

test('what matches is a warning, and what never did is told', async () => {
  const accept = [{ element: 'Patient.gender' }, { expression: `Patient.${SECRET}`, severity: 'information' }];
  const all = await validated({ $schema: './policy.schema.json', accept });
  assert.equal([all.code, all.stderr], [0, '']);
  assert.match(all.stdout, /1 valid; 0 errors, 2 warnings, 1 note\n$/);
  const one = await validated({ accept: [...accept.slice(0, 1), { code: 'too-long' }] });
  assert.equal([one.code, one.stderr], [1, 'policy.json: {"code":"too-long"} matched no issue.\n']);
  assert.is((await validated({ accept }, '--fail-on', 'warning')).code, 1);
});

const isValid = new Ajv().compile(schema);

const refused: readonly (readonly [policy: unknown, message: string])[] = [
  ['', 'policy.json: is not valid JSON.'],
  [[], 'policy.json: must be an object with a list "accept".'],
  [{}, 'policy.json: must be an object with a list "accept".'],
  [{ accept: [], acept: [] }, 'policy.json: unknown member "acept". Did you mean accept?'],
  [{ accept: [7] }, 'policy.json: accept[0] must be an object.'],
  [{ accept: [{}] }, 'policy.json: accept[0] must have at least one of element, code, profile and expression.'],
  [
    { accept: [{ severity: 'warning' }] },
    'policy.json: accept[0] must have at least one of element, code, profile and expression.',
  ],
  [{ accept: [{ code: 'required' }, { element: 7 }] }, 'policy.json: accept[1].element must be text.'],
  [{ accept: [{ element: '' }] }, 'policy.json: accept[0].element must be text.'],
  [{ accept: [{ elment: 'a' }] }, 'policy.json: accept[0]: unknown member "elment". Did you mean element?'],
  [
    { accept: [{ code: 'required', severity: 'fatal' }] },
    'policy.json: accept[0].severity must be error, warning or information.',
  ],
];

for (const [policy, message] of refused)
  test(`${JSON.stringify(policy)} is no policy`, async () => {
    const { code, stderr } = await validated(policy);
    assert.equal([code, stderr.split('\n')[0]], [2, message]);
    if (policy !== '') assert.is(isValid(policy), false);
  });

test('the schema allows what the command allows', async () => {
  const accept = [
    { element: 'a', code: 'required', profile: 'b|1', expression: 'c', severity: 'error' },
    { code: 'value' },
  ];
  for (const policy of [{ accept }, { accept: [] }, { $schema: 'x', accept }]) {
    assert.is(isValid(policy), true);
    assert.is((await validated(policy)).code, 1);
  }
});

test('a policy that is not there is wrong use', async () => {
  const { code, stderr } = await runInProcess('.', ['validate', '--accept', 'nowhere.json', '-'], { stdin: [patient] });
  assert.equal([code, stderr.split('\n')[0]], [2, 'nowhere.json: cannot be read (ENOENT).']);
});

for (const format of ['text', 'json', 'operation-outcome'])
  test(`without values, in the format ${format}`, async () => {
    const args = ['validate', '--format', format, '-'];
    const loud = await runInProcess('.', args, { stdin: [patient] });
    assert.match(loud.stdout, SECRET);
    const texts = [patient, `<${SECRET}/>`, `{"${SECRET}":`, `{"resourceType":"${SECRET}"}`, SECRET];
    for (const text of texts) {
      const { stdout, code } = await runInProcess('.', [...args, '--no-values'], { stdin: [text] });
      assert.not.match(stdout, SECRET);
      assert.is(code, 1);
    }
  });

test('without values, what the definitions say is told', async () => {
  const { stdout } = await runInProcess('.', ['validate', '--format', 'json', '--no-values', '-'], {
    stdin: [patient],
  });
  const [{ resourceType, issues, profiles }] = JSON.parse(stdout) as [Entry];
  assert.equal([resourceType, profiles], ['Patient', []]);
  assert.is(issues.find(({ element }) => element === 'Patient.gender')?.message.slice(0, 22), '… is not one of male, ');
});

test.run();
