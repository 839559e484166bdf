/** The page of the example sender names its scripts, states and requests, and no others; its lock file names no registry. */
import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { firstColumn, readPage, root } from '../support/documents.ts';

const folder = `${root}examples/sender/`;
const page = readPage('examples/sender/README.md');
const paths = readdirSync(`${folder}src`, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
const source = paths.map((path) => readFileSync(`${folder}src/${path}`, 'utf8')).join('\n');

function matches(text: string, expression: RegExp): string[] {
  return [...new Set([...text.matchAll(expression)].map(([, found = '']) => found))].sort();
}

const test = suite('page of the sender');

test('the scripts that it names exist', () => {
  const { scripts } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as { readonly scripts: object };
  const named = matches(page.text, /npm (?:run )?(service|start|test)\b/g);
  assert.equal(
    named,
    Object.keys(scripts)
      .filter((script) => script !== 'build')
      .sort(),
  );
});

test('its settings are those that the code reads', () => {
  const read = matches(source, /env\['([A-Z_]+)'/g);
  assert.equal(read, ['SERVICE_PORT']);
  assert.equal(matches(page.text, /`([A-Z]+_[A-Z_]+)`/g), read);
});

test('its states are those of a message that was sent', () => {
  assert.equal(firstColumn(page, 'State').sort(), matches(source, /readonly state: '(\w+)'/g));
});

test('its requests are those that the service takes', () => {
  const requests = firstColumn(page, 'Request');
  const methods = matches(source, /method === '([A-Z]+)'/g);
  assert.equal([...new Set(requests.map((one) => one.split(' ')[0]))].sort(), methods);
  assert.ok(source.includes("'/STU3/Events/1/$process-message'") && requests.length === 4, requests.join());
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
