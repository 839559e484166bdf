/** What the definitions of this project say of themselves: enough for a supplier, and nothing twice. */
import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

interface Definition {
  readonly path: string;
  readonly resourceType: string;
  readonly id: string;
  readonly url: string;
  readonly title?: string;
  readonly description?: string;
  readonly snapshot?: unknown;
  readonly expansion?: unknown;
  readonly differential?: { readonly element: readonly { readonly id: string; readonly short?: string }[] };
}

const root = new URL('../profiles/', import.meta.url);
const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
const all = paths.sort().flatMap((path): Definition[] => {
  const json = JSON.parse(readFileSync(new URL(path, root), 'utf8')) as Definition;
  return ['StructureDefinition', 'ValueSet', 'CodeSystem'].includes(json.resourceType) ? [{ ...json, path }] : [];
});

const test = suite('definitions');

/** Definitions of which something is not as it should be. */
function without(what: (definition: Definition) => boolean): string[] {
  return all.filter((definition) => !what(definition)).map(({ path }) => path);
}

/** Texts that several definitions share, with those that do. */
function shared(textOf: (definition: Definition) => string): string[] {
  const users = new Map<string, string[]>();
  for (const definition of all)
    users.set(textOf(definition), [...(users.get(textOf(definition)) ?? []), definition.path]);
  return [...users].flatMap(([text, some]) => (some.length > 1 ? [`${text}: ${some.join(', ')}`] : []));
}

test('there are those of CareConnect and of the events', () => {
  assert.ok(all.length >= 253, String(all.length));
});

test('each has a title, and says in a sentence or more what it is for', () => {
  const isSentence = (text: string): boolean => /^[A-Z0-9].{38,}[.]$/s.test(text) && text.split(' ').length > 7;
  assert.equal(
    without(({ title }) => title !== undefined && title.length > 3),
    [],
  );
  assert.equal(
    without(({ description = '' }) => isSentence(description)),
    [],
  );
});

test('no two say the same', () => {
  const words = (text = ''): string =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  assert.equal(
    shared(({ resourceType, title }) => `${resourceType} ${words(title)}`),
    [],
  );
  assert.equal(
    shared(({ description }) => words(description)),
    [],
  );
  assert.equal(
    shared(({ description = '' }) => words(description.split(/\.\s/)[0])),
    [],
    'first sentences',
  );
});

test('the words are those of the thing, not of its kind', () => {
  const vague = /^(?:this|the|a|an)?\s*(?:profile|extension|value set|code system|resource|structure)\b[^,]{0,25}\.?$/i;
  assert.equal(
    without(({ description = '' }) => !vague.test(description)),
    [],
  );
});

test('each file is named after what is in it, and holds what was said and no more', () => {
  assert.equal(
    without(({ path, resourceType, id }) => path.split(/[\\/]/).at(-1) === `${resourceType}-${id}.json`),
    [],
  );
  assert.equal(
    without(({ url, id }) => url.endsWith(`/${id}`)),
    [],
  );
  assert.equal(
    without(({ snapshot, expansion }) => snapshot === undefined && expansion === undefined),
    [],
  );
});

test('the short texts of elements are short', () => {
  const long = all.flatMap(({ path, differential }) =>
    (differential?.element ?? []).flatMap(({ id, short = '' }) => (short.length > 80 ? [`${path} ${id}`] : [])),
  );
  assert.equal(long, []);
});

test.run();
