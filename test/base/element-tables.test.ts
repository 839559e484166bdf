/** The tables that the generator reads XML with are those that it emits. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as emitted from 'careconnect-ems/elements';
import { elementTablesOf } from '../../generator/base/element-tables.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';

interface Table {
  readonly path: string;
  readonly isResource: boolean;
  readonly entries: ReadonlyMap<string, { readonly table: Table | undefined }>;
}

/** All that tables say, with those they refer to by their paths. */
function contents(tables: Iterable<Table>): Map<string, unknown> {
  const seen = new Set(tables);
  for (const { entries } of seen) for (const { table } of entries.values()) if (table) seen.add(table);
  return new Map(
    [...seen].map(({ path, isResource, entries }) => [
      path,
      { isResource, entries: [...entries.values()].map((entry) => ({ ...entry, table: entry.table?.path })) },
    ]),
  );
}

const test = suite('element tables');

const own = contents(elementTablesOf(loadBaseModel()).resources.values());
const ours = contents(Object.values(emitted));

test('of all resource types and what they are made of', () => {
  const resources = [...own].filter(([, table]) => (table as Table).isResource);
  assert.is(resources.length, 117);
  assert.equal(
    [...own.keys()].filter((path) => !ours.has(path)),
    [],
  );
});

test('are the same as those emitted', () => {
  for (const [path, table] of own) assert.equal(ours.get(path), table, path);
});

test('no path is emitted twice', () => {
  const paths = Object.values(emitted).map(({ path }) => path);
  assert.is(new Set(paths).size, paths.length);
});

const samples: [path: string, name: string, want: object][] = [
  ['Patient', 'id', { order: 0, isList: false, isAttribute: false, form: 0, stem: 'id' }],
  ['Extension', 'id', { order: 0, isList: false, isAttribute: true, form: 0, stem: 'id' }],
  ['Extension', 'url', { order: 2, isAttribute: true }],
  ['Patient', 'name', { isList: true, form: 5, table: 'HumanName' }],
  ['Patient', 'deceasedBoolean', { stem: 'deceased', form: 1 }],
  ['Narrative', 'div', { form: 4 }],
  ['Bundle.entry', 'resource', { form: 6 }],
  ['Bundle.entry', 'link', { isList: true, table: 'Bundle.link' }],
  ['Quantity', 'value', { form: 3 }],
  ['Attachment', 'size', { form: 2 }],
  ['Observation.referenceRange', 'low', { table: 'Quantity' }],
  ['Condition', 'onsetAge', { stem: 'onset', table: 'Age' }],
];
for (const [path, name, want] of samples) {
  test(`${path}.${name}`, () => {
    const { entries = [] } = (ours.get(path) ?? {}) as { entries?: Record<string, unknown>[] };
    const entry = entries.find((one) => one['name'] === name) ?? {};
    assert.equal(Object.fromEntries(Object.keys(want).map((key) => [key, entry[key]])), want);
  });
}

test.run();
