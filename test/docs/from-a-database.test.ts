/** The four messages of the recipe: made of rows in which all that may be null is null, valid, short and without casts. */
import { spawnSync } from 'node:child_process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readPage } from '../support/documents.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

const blocks = readPage('docs/from-a-database.md').blocks.filter(({ language }) => language === 'ts');
/** The blocks that make a message each, by the function that they export. */
const recipes = new Map(
  blocks.flatMap(({ text }): [string, string][] => {
    const [, name] = /^export (?:const|function) (\w+Of)\b/m.exec(text) ?? [];
    return name === undefined ? [] : [[name, text]];
  }),
);

const texts = {
  nhs: '9990000026',
  family: 'Bramblewick',
  born: '2022-11-30',
  reference: 'A-1',
  vaccine: '34925411000001109',
  procedure: '170433008',
  service: '1060971000000108',
  version: '3',
  status: '01',
  team: 'North',
  trust: 'Z9C11',
  phone: '0000 000 0000',
  since: '2026-03-02',
};
const moments = ['at', 'changed', 'died', 'effective', 'tested'];
const times = Object.fromEntries(moments.map((name) => [name, '2026-05-12T09:05:00Z']));

/** What may be null, and a value for it. */
const nullable: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vaccinationOf: {
    given: 'Otis',
    term: 'Priorix vaccine',
    batch: 'LK41B',
    site: '368208006',
    siteTerm: 'Left upper arm',
    specialty: '290',
  },
  deathOf: { first: 'Agnes', second: 'Mary' },
  outcomesOf: { pku: '946431000000102', scd: '947611000000105', cf: '947511000000106' },
  contactOf: { given: 'Edie', until: '2026-06-30' },
};
/** What a row of one recipe has otherwise. */
const others: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  outcomesOf: { given: 'Iris', born: '2026-05-01T09:00:00Z' },
};

/** A program that makes the message of each row and prints the issues of its check. */
const program = `
import { check } from 'careconnect-ems/check';
const rows = JSON.parse(process.argv[2]);
for (const [name, row] of rows) {
  const { [name]: make } = await import('./' + name + '.ts');
  const dates = [...${JSON.stringify(moments)}, ...(name === 'outcomesOf' ? ['born'] : [])];
  for (const date of dates) if (row[date] !== undefined) row[date] = new Date(row[date]);
  console.log(JSON.stringify(check(make(row)).filter(({ severity }) => severity !== 'information')));
}
`;

function rowsOf(name: string): Record<string, string | null>[] {
  const own = nullable[name] ?? {};
  const rest = { ...texts, ...times, ...others[name] };
  return [
    { ...rest, ...own },
    { ...rest, ...Object.fromEntries(Object.keys(own).map((column) => [column, null])) },
  ];
}

const test = suite('from a database');

test('the page has the four messages, in at most 130 lines without casts', () => {
  assert.equal([...recipes.keys()], Object.keys(nullable));
  const text = [...recipes.values()].join('');
  const lines = text.trimEnd().split('\n');
  assert.ok(lines.length <= 130, `${lines.length} lines`);
  assert.equal(
    lines.filter((line) => /\bas \w|\w!|<any>/.test(line) && !line.startsWith('import')),
    [],
  );
});

test('rows with all columns and rows with null wherever it may be give valid messages', async () => {
  const rows = [...recipes.keys()].flatMap((name) => rowsOf(name).map((row) => [name, row] as const));
  const files = Object.fromEntries([...recipes].map(([name, text]) => [`${name}.ts`, text]));
  const run = await withScratchFolder({ ...files, 'run.ts': program }, (cwd) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'run.ts', JSON.stringify(rows)], { cwd, encoding: 'utf8' }),
  );
  assert.is(run.stderr, '');
  assert.equal(
    run.stdout.trim().split('\n'),
    rows.map(() => '[]'),
  );
});

test.run();
