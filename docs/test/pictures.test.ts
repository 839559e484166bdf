import { existsSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureHashes } from '../site/pictures/picture-hashes.ts';
import { dist } from './support/browser.ts';

const folder = new URL('../pictures/', import.meta.url);
const test = suite('pictures of the README');

test('they show what the site shows', () => {
  const made = JSON.parse(readFileSync(new URL('pictures.json', folder), 'utf8')) as Record<string, string>;
  assert.equal(made, pictureHashes(dist), 'run npm run docs:pictures');
});

test('each is there, and the README shows it', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  for (const name of Object.keys(pictureHashes(dist))) {
    assert.ok(existsSync(new URL(name, folder)), name);
    assert.ok(readme.includes(`docs/pictures/${name}`), name);
  }
});

test.run();
