/** The bill of materials of each package names every dependency, once, and is the same whenever it is made. */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../support/documents.ts';
import { dependenciesOf, manifestIn } from '../support/installed-dependencies.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
}

interface Bom {
  readonly bomFormat: string;
  readonly serialNumber?: string;
  readonly metadata: { readonly timestamp?: string; readonly component: Component };
  readonly components: readonly Component[];
}

/** Names with versions of what a package needs when it runs, as it is installed here. */
function needed(folder: string): string[] {
  return dependenciesOf(folder)
    .map((place) => {
      const { name, version } = manifestIn(place);
      return `${name}@${version}`;
    })
    .sort();
}

const test = suite('bill of materials');

const packages = ['careconnect-ems', 'careconnect-codegen'];

await withScratchFolder({}, (folder) => {
  const run = (into: string): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [join(root, '.ci/sbom.mjs'), join(folder, into)], { encoding: 'utf8' });
  const { status, stderr } = run('first');
  const textsIn = (into: string): string[] =>
    packages.map((name) => readFileSync(join(folder, into, `${name}.cdx.json`), 'utf8'));
  const texts = status === 0 ? textsIn('first') : [];
  const boms = texts.map((text) => JSON.parse(text) as Bom);
  const again = run('second').status === 0 ? textsIn('second') : [];

  test('is written for both packages', () => {
    assert.is(status, 0, stderr);
    assert.is(boms.length, 2);
  });

  test('is the same when it is made again', () => {
    assert.equal(again, texts);
  });

  for (const [at, place] of ['generated', ''].entries())
    test(`describes the package in "${place}", with all that it needs`, () => {
      const { name, version } = manifestIn(place);
      const { bomFormat, serialNumber, metadata, components } = boms[at] as Bom;
      assert.is(bomFormat, 'CycloneDX');
      assert.is(metadata.component['bom-ref'], `${name}@${version}`);
      assert.is(metadata.component.name, name);
      assert.equal([serialNumber, metadata.timestamp], [undefined, undefined]);
      const listed = components.map((one) => `${one.name}@${one.version}`);
      assert.equal(listed.sort(), needed(place));
    });
});

test.run();
