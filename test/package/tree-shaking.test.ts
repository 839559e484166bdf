/** What a bundle holds of an event is what it uses: each function of an event is bundled alone, and looked into. */
import { context } from 'esbuild';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import manifest from '../../generated/package.json' with { type: 'json' };

/** What a bundle has of a module of the package: its path below `dist`, and the text that is left of it. */
interface Section {
  readonly path: string;
  readonly text: string;
}

/** Something that a bundle should not have: declarations by their names, in modules whose path is like this. */
interface Unwanted {
  readonly what: string;
  readonly path: RegExp;
  readonly declared: RegExp;
}

const anything = /^/;
const ours = /^(?!runtime)/;
const typeTables: Unwanted = { what: 'the rules of a type of FHIR', path: ours, declared: /\btypeRules\d*\(/ };
const rules: Unwanted = {
  what: 'rules of a profile',
  path: ours,
  declared: /\b(?:additions|additionsWith|profileRules)\d*\(/,
};
/** An extension that only the event takes is held to its own definition. */
const sharedRules: Unwanted = {
  ...rules,
  what: 'rules that others share',
  path: /^(?!runtime|events\/[^/]+-1\/|.*\/extensions\/)/,
};
const shapes: Unwanted = { what: 'a shape', path: anything, declared: /\b\w+Shape\d*\b/ };
const constants: Unwanted = { what: 'displays', path: /\/value-sets\//, declared: /\bconstants\d*\(/ };
/** A header of an event has one code of all these. */
const codesOfEvents: Unwanted = {
  ...constants,
  what: 'the codes of all events',
  path: /\/value-sets\/event-type\.js$/,
};
const modules = (...names: string[]): Unwanted => ({
  what: `${names.join(', ')} of the runtime`,
  path: new RegExp(`^runtime/(?:${names.join('|')})\\.js$`),
  declared: anything,
});
const building = modules('build/build', 'build/builder', 'primitives/dates', 'message/message-builder', 'build/shape');
const checking = modules('guard/bundle', 'guard/checks', 'message/message-guard', 'primitives/xhtml');
const reading = modules('message/message-reader');
const others: readonly Unwanted[] = [typeTables, rules, shapes, constants, building, modules('message/message-guard')];

const paths = Object.keys(manifest.exports).filter((path) => /^\.\/events\/[^/]+\/message$/.test(path));
const kinds = ['new', 'update', 'delete'];

const test = suite('a bundle of an event');

test('there are events', () => assert.is(paths.length, 10));

for (const path of paths) {
  const specifier = `careconnect-ems${path.slice(1)}`;
  const functions = (await import(specifier)) as Readonly<Record<string, unknown>>;
  const own = kinds.filter((kind) => kind in functions);
  for (const kind of own) {
    const ofOthers = own.filter((other) => other !== kind).map((other) => ofKind(other));
    tests(specifier, kind, [typeTables, sharedRules, codesOfEvents, ...ofOthers, checking, reading]);
  }
  tests(specifier, 'is', [shapes, constants, building, reading]);
  tests(specifier, 'check', [shapes, constants, building, reading]);
  for (const name of ['read', 'event', 'isNew', 'isNewer', 'keyOf'])
    if (name in functions) tests(specifier, name, others);
}

/** Messages and headers of a kind. */
function ofKind(kind: string): Unwanted {
  return { what: `the kind ${kind}`, path: new RegExp(`-${kind}-message|/${kind}-`), declared: anything };
}

function tests(specifier: string, name: string, unwanted: readonly Unwanted[]): void {
  const event = specifier.split('/')[2];
  test(`${name} of ${event} has no more than it needs`, async () => {
    const sections = await bundle(`export { ${name} } from '${specifier}';`);
    assert.ok(sections.length > 0);
    for (const { what, path, declared } of unwanted) {
      const found = sections.filter((section) => path.test(section.path) && declared.test(section.text));
      assert.equal(
        found.map((section) => section.path),
        [],
        what,
      );
    }
  });
}

/** Modules with tables of rules, of those that a bundle of some names has. */
async function tablesIn(names: string, specifier: string): Promise<string[]> {
  const sections = await bundle(`export { ${names} } from '${specifier}';`);
  const holds = ({ path, text }: Section, { path: where, declared }: Unwanted): boolean =>
    where.test(path) && declared.test(text);
  return sections.filter((one) => holds(one, rules)).map(({ path }) => path);
}

for (const name of ['is', 'check', 'assert'].map((verb) => `${verb}Immunization`)) {
  test(`${name} has the tables of its profile and of the extensions in it, and of no other`, async () => {
    const tables = await tablesIn(name, 'careconnect-ems/careconnect');
    const extensions = ['date-recorded', 'parent-present', 'snomed-description-id', 'vaccination-procedure'];
    assert.equal([...tables].sort(), [
      // A profile that FHIR publishes, in place of the type of a dose.
      'base/simple-quantity.js',
      ...extensions.map((one) => `careconnect/extensions/${one}.js`),
      'careconnect/immunization.js',
    ]);
  });
}

test('the builder of a profile has no tables of rules', async () => {
  assert.equal(await tablesIn('immunization', 'careconnect-ems/careconnect'), []);
});

const sending: [name: string, unwanted: RegExp][] = [
  [
    'publishRequest',
    /^(?:events|ems|careconnect|base)\/|runtime\/(?:guard|build|json|receive)\/|read-xml|read-answer|claims/,
  ],
  ['readResponse', /^(?:events|careconnect|base)\/|runtime\/(?:build|message)\/|write-xml|publish|claims/],
  ['publishClaims', /^(?:events|ems|careconnect|base|elements)\/|runtime\/(?:guard|build|json|xml|message|receive)\//],
  ['meshHeaders', /^(?:events|ems|careconnect|base|elements)\/|runtime\/(?:guard|build|json|xml|message|receive)\//],
];
for (const [name, unwanted] of sending)
  test(`${name} of the service has no more than it needs`, async () => {
    const bundled = (await bundle(`export { ${name} } from 'careconnect-ems/send';`)).map(({ path }) => path);
    assert.ok(bundled.includes('send.js'), bundled.join());
    assert.equal(
      bundled.filter((path) => unwanted.test(path)),
      [],
    );
  });

test('all of that would be found in the whole', async () => {
  const [path = ''] = paths.filter((one) => one.includes('vaccinations'));
  const sections = await bundle(`export * from 'careconnect-ems${path.slice(1)}';`);
  const all = [typeTables, rules, sharedRules, shapes, constants, building, checking, reading, ...kinds.map(ofKind)];
  for (const { what, path: where, declared } of all)
    assert.ok(
      sections.some((section) => where.test(section.path) && declared.test(section.text)),
      what,
    );
});

/** What is bundled next. */
let entry = '';

/** One bundler for all bundles, which reads every module of the package once. */
const bundler = await context({
  entryPoints: ['entry'],
  bundle: true,
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
  write: false,
  logLevel: 'silent',
  plugins: [
    {
      name: 'entry',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^entry$/ }, ({ path }) => ({ path, namespace: 'entry' }));
        onLoad({ filter: /^/, namespace: 'entry' }, () => ({ contents: entry, resolveDir: import.meta.dirname }));
      },
    },
  ],
});

/** The modules that a bundle has something of; esbuild names each in a comment. */
async function bundle(contents: string): Promise<Section[]> {
  entry = contents;
  const { outputFiles } = await bundler.rebuild();
  const parts = (outputFiles[0]?.text ?? '').split(/^\/\/ (?=\S+\.js$)/m).slice(1);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    return { path: part.slice(part.lastIndexOf('dist/', end) + 'dist/'.length, end), text: part.slice(end + 1) };
  });
}

test.after(() => bundler.dispose());
test.run();
