/** What our own extensions of a profile of Subscription have to say, and what is told of those that do not. */
import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ownExtension } from '../../generator/fhir/own-extensions.ts';
import type { Json } from '../support/definitions.ts';
import { generate } from '../support/pipeline.ts';

const folder = new URL('../golden/subscription/definitions/', import.meta.url);
const definitions = readdirSync(folder)
  .sort()
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Json);
const base = 'https://acme.example/subscription';
const naming = { families: [{ subpath: 'acme', base, prefix: 'Acme-' }], titles: {}, names: {} };

interface Extension {
  url: string;
  extension?: Extension[];
  valueCode?: string;
  valueString?: string;
  valueUri?: string;
}

/** Runs the generator over the definitions of the golden case, changed; gives what it says and what it emits. */
async function madeOf(change: (extensions: Extension[], order: Record<string, unknown>) => void): Promise<{
  readonly told: string[];
  readonly isEmitted: boolean;
}> {
  const copies = structuredClone(definitions) as Record<string, unknown>[];
  const order = copies.find(({ id }) => id === 'Acme-Order-1') ?? {};
  change(order['extension'] as Extension[], order);
  const { diagnostics, files } = await generate(copies as Json[], { naming, resources: ['Subscription', 'Basic'] });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return {
    told: errors.map(({ code, message }) => `${code}: ${message}`),
    isEmitted: files.has('src/acme/service.ts'),
  };
}

/** The extensions of a name, or the part of one. */
const named = (extensions: Extension[], name: string): Extension[] =>
  extensions.filter(({ url }) => url === ownExtension(name));
const part = (extension: Extension | undefined, name: string): Extension =>
  (extension?.extension ?? []).find(({ url }) => url === name || url === ownExtension(name)) ?? { url: '' };
const parameter = (extensions: Extension[], name: string): Extension | undefined =>
  named(extensions, 'criteria-parameter').find((one) => part(one, 'name').valueString === name);
const text = (extensions: Extension[], element: string): Extension | undefined =>
  named(extensions, 'subscription-text').find((one) => part(one, 'element').valueCode === element);

const test = suite('profiles of Subscription');

test('one that says it all', async () => {
  assert.equal(await madeOf(() => undefined), { told: [], isEmitted: true });
});

test('one that says nothing is a profile like any other', async () => {
  const made = await madeOf((_, order) => delete order['extension']);
  assert.equal(made, { told: [], isEmitted: false });
});

const faults: [
  name: string,
  change: (extensions: Extension[], order: Record<string, unknown>) => void,
  told: RegExp,
][] = [
  [
    'another type',
    (_, order) =>
      Object.assign(order, {
        type: 'Basic',
        baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Basic',
        differential: { element: [] },
      }),
    /^model\/subscription-incomplete: A profile of Basic cannot describe subscriptions\.$/,
  ],
  [
    'a profile that is not there',
    (all) => named(all, 'held-as').forEach((one) => (one.valueUri = `${base}/StructureDefinition/Gone-1`)),
    /^model\/subscription-incomplete: The profile \S+Gone-1 is not in the input\.$/,
  ],
  [
    'a value set that is not there',
    (all) => (part(parameter(all, 'colour'), 'valueSet').valueUri = `${base}/ValueSet/Gone-1`),
    /^model\/subscription-incomplete: The value set \S+Gone-1 of the parameter colour is not in the input/,
  ],
  [
    'a member that is no identifier',
    (all) => (part(part(parameter(all, 'place'), 'criteria-use'), 'member').valueString = 'place; alert(1)'),
    /^model\/subscription-incomplete: "place; alert\(1\)" is to be a name, and is no identifier\.$/,
  ],
  [
    'a type whose function would be a reserved word',
    (all) => (part(text(all, 'contact'), 'type').valueString = 'Delete'),
    /^model\/subscription-incomplete: "delete" is to be a name, and is no identifier\.$/,
  ],
  [
    'a member twice',
    (all) => (part(part(parameter(all, 'place'), 'criteria-use'), 'member').valueString = 'colour'),
    /^model\/subscription-incomplete: The name colour is used twice\.$/,
  ],
  [
    'a contact that is called as another member',
    (all) => (part(text(all, 'contact'), 'member').valueString = 'reason'),
    /^model\/subscription-incomplete: The name reason is used twice\.$/,
  ],
  [
    'a form that is not described',
    (all) => (part(part(parameter(all, 'place'), 'criteria-use'), 'form').valueCode = 'local'),
    /^model\/subscription-incomplete: The form local of a parameter is not described\.$/,
  ],
  [
    'a pattern that is none',
    (all) => (part(parameter(all, 'number'), 'pattern').valueString = '[0-9'),
    /^model\/subscription-incomplete: The pattern \[0-9 is none, or may take long\.$/,
  ],
  [
    'a pattern that may take long',
    (all) => (part(text(all, 'endpoint'), 'pattern').valueString = '([A-Z]+)+'),
    /^model\/subscription-incomplete: The pattern \(\[A-Z\]\+\)\+ is none, or may take long\.$/,
  ],
  [
    'a prefix that there is not',
    (all) => (part(part(parameter(all, 'weight'), 'criteria-bound'), 'code').valueCode = 'ge'),
    /^load\/bad-property: /,
  ],
  ['no contact', (all) => all.splice(all.indexOf(text(all, 'contact') as Extension), 1), /^load\/missing-property: /],
];

for (const [name, change, message] of faults) {
  test(name, async () => {
    const { told, isEmitted } = await madeOf(change);
    assert.is(isEmitted, false);
    assert.ok(
      told.some((one) => message.test(one)),
      told.join('\n') || 'nothing is said',
    );
  });
}

test('texts of a definition stay texts', async () => {
  const hostile = '*/ alert(1) /* ${alert(2)} ` \' " \\ </script> \u2028';
  const copies = structuredClone(definitions) as Record<string, unknown>[];
  const order = copies.find(({ id }) => id === 'Acme-Order-1') ?? {};
  const all = order['extension'] as Extension[];
  const texts = [part(named(all, 'criteria-form')[0], 'description'), part(parameter(all, 'number'), 'expected')];
  for (const one of [...texts, part(text(all, 'contact'), 'title'), ...named(all, 'criteria-start')])
    one.valueString = hostile;
  const { diagnostics, files } = await generate(copies as Json[], { naming, resources: ['Subscription'] });
  assert.equal(
    diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  const emitted = files.get('src/acme/service.ts') ?? '';
  const { default: ts } = await import('typescript');
  const { diagnostics: faultsOfSyntax = [] } = ts.transpileModule(emitted, { reportDiagnostics: true });
  assert.equal(
    faultsOfSyntax.map(({ messageText }) => messageText),
    [],
  );
  const code = ts.transpileModule(emitted, { compilerOptions: { removeComments: true } }).outputText;
  assert.not.match(code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''"), 'alert');
});

test.run();
