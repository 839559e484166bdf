/** Every function that the package exports is tried by `npm run fuzz`, or has a reason not to be. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { builders, eventModules, guards, modules, partReaders, patternOf } from './public-functions.ts';
import { targets } from './targets.ts';

/** What is not tried, and why. */
const left: Readonly<Record<string, string>> = {
  'random RandomError': 'a class',
  'random random': 'takes a builder and options that a developer writes',
  'runtime GuardError': 'a class; thrown by what is tried',
  'runtime InputError': 'a class; thrown by what is tried',
  'runtime SizeError': 'a class; thrown by what is tried',
  'runtime alignedSiblings': 'returns its argument',
  'runtime siblingAt': 'reads one item of a list of siblings, which a guard has passed',
  'runtime createPolicy': 'takes rows that a developer writes',
  'runtime newUuid': 'takes no input',
  'runtime idOf': 'takes what a builder made',
  'runtime keepId': 'takes what a builder made',
  'runtime resourceOf': 'looks its argument up, and does not read it',
  'runtime describe': 'called for every issue, by formatIssues',
  'runtime formatIssues': 'called for every list of issues',
  'runtime isFault': 'called for every issue',
  'runtime locateIssues': 'called for every list of issues',
  'runtime toOperationOutcome': 'called for every list of issues',
  'runtime withoutValues': 'called for every issue',
};

const test = suite('what is tried');

test('is every function of the package', () => {
  const called = new Set(targets.flatMap(({ calls }) => calls));
  const missing = [...modules].flatMap(([subpath, module]) =>
    Object.keys(module).flatMap((name) => {
      const isFunction = typeof module[name] === 'function' && patternOf(subpath, module, name) === undefined;
      const full = `${subpath} ${name}`;
      return isFunction && !called.has(full) && !(full in left) ? [full] : [];
    }),
  );
  assert.equal(missing, []);
});

test('has no reason for a function that is not there', () => {
  const unknown = [...Object.keys(left), ...targets.flatMap(({ calls }) => calls)].filter((full) => {
    const [subpath = '', name = ''] = full.split(' ');
    return typeof modules.get(subpath)?.[name] !== 'function';
  });
  assert.equal(unknown, []);
});

test('finds guards, builders, readers and events by their patterns', () => {
  assert.ok(guards.length > 700 && guards.every(({ schema }) => schema), String(guards.length));
  assert.ok(builders.length > 400, String(builders.length));
  assert.ok(partReaders.length > 100, String(partReaders.length));
  assert.is(eventModules.length, 10);
});

test.run();
