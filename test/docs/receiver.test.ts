/** The page of the example receiver names its scripts, settings and tables, and no others; its lock file names no registry. */
import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { firstColumn, readPage, root } from '../support/documents.ts';

const folder = `${root}examples/receiver/`;
const page = readPage('examples/receiver/README.md');
const paths = readdirSync(`${folder}src`, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
const source = paths.map((path) => readFileSync(`${folder}src/${path}`, 'utf8')).join('\n');

function matches(text: string, expression: RegExp): string[] {
  return [...new Set([...text.matchAll(expression)].map(([, found = '']) => found))].sort();
}

const test = suite('page of the receiver');

test('the scripts that it names exist', () => {
  const { scripts } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as { readonly scripts: object };
  const named = matches(page.text, /npm (?:run )?(start:\w+|test:\w+|show|replay|throughput|start|test)\b/g);
  const rest = Object.keys(scripts).filter((script) => script !== 'build');
  assert.equal(named, rest.sort());
});

test('its settings are those that the code reads', () => {
  const read = matches(source, /(?:env\['|given\(')([A-Z_]+)'/g);
  const named = matches(page.text, /`([A-Z]+_[A-Z_]+)`/g);
  assert.ok(read.length > 10, read.join());
  assert.equal(named, read);
});

test('its tables are those that are made', () => {
  const made = matches(source, /create table if not exists (\w+)/g);
  // Used between the feeder and the workers, and empty otherwise.
  const shown = made.filter((table) => table !== 'deliveries');
  assert.equal(firstColumn(page, 'Table').sort(), shown);
});

test('its lock file names no registry, and the SDK beside it', () => {
  const lock = readFileSync(`${folder}package-lock.json`, 'utf8');
  assert.equal(matches(lock, /"resolved": "([^"]+)"/g), ['../../generated']);
});

test('its lock file has the dependencies of the SDK', () => {
  const read = (path: string): { dependencies: object } => JSON.parse(readFileSync(path, 'utf8')) as never;
  const { packages } = JSON.parse(readFileSync(`${folder}package-lock.json`, 'utf8')) as {
    readonly packages: Readonly<Record<string, { dependencies: object }>>;
  };
  assert.equal(packages['../../generated']?.dependencies, read(`${root}generated/package.json`).dependencies);
});

test.run();
