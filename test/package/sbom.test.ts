/** The bill of materials of each package names every dependency, once, and is the same whenever it is made. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../support/documents.ts';
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

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Names with versions of what a package needs when it runs, as it is installed here. */
function needed(folder: string, found: Set<string> = new Set()): string[] {
  const { dependencies = {} } = readJson(join(root, folder, 'package.json')) as Manifest;
  for (const name of Object.keys(dependencies)) {
    const place = `node_modules/${name}`;
    const { version } = readJson(join(root, place, 'package.json')) as Manifest;
    if (found.has(`${name}@${version}`)) continue;
    found.add(`${name}@${version}`);
    needed(place, found);
  }
  return [...found].sort();
}

const test = suite('bill of materials');

await withScratchFolder({}, (folder) => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, '.ci/sbom.mjs'), folder], { encoding: 'utf8' });
  const boms =
    status === 0
      ? ['careconnect-ems', 'careconnect-codegen'].map((name) => readJson(join(folder, `${name}.cdx.json`)) as Bom)
      : [];

  test('is written for both packages', () => {
    assert.is(status, 0, stderr);
    assert.is(boms.length, 2);
  });

  for (const [at, place] of ['generated', ''].entries())
    test(`describes the package in "${place}", with all that it needs`, () => {
      const { name, version } = readJson(join(root, place, 'package.json')) as Manifest;
      const { bomFormat, serialNumber, metadata, components } = boms[at] as Bom;
      assert.is(bomFormat, 'CycloneDX');
      assert.is(metadata.component['bom-ref'], `${name}@${version}`);
      assert.is(metadata.component.name, name);
      assert.equal([serialNumber, metadata.timestamp], [undefined, undefined]);
      const listed = components.map((one) => `${one.name}@${one.version}`);
      assert.equal(
        needed(place).filter((one) => !listed.includes(one)),
        [],
      );
      assert.is(new Set(listed).size, listed.length);
    });
});

test.run();
