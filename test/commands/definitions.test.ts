/** Definitions that state no id: those of other packages, as they were published. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withScratchFolder } from '../support/scratch-folder.ts';

type Definitions = typeof import('../../sdk/definitions.ts');

const url = 'https://acme.example/fhir/StructureDefinition/Acme-Flag';
const listed = { filename: 'StructureDefinition-Acme-Flag.json', resourceType: 'StructureDefinition', url };
const files = {
  'package.json': '{ "type": "module", "imports": { "#package/*": "./dist/*" } }',
  'dist/cli/about.js': '',
  'definitions/.index.json': JSON.stringify({ files: [listed] }),
  [`definitions/${listed.filename}`]: JSON.stringify({ resourceType: 'StructureDefinition', url, type: 'Flag' }),
};

const test = suite('definitions without an id');

test('have the last part of their URL, in lists and where they are found', async () => {
  await withScratchFolder(files, async (folder) => {
    mkdirSync(join(folder, 'sdk'));
    for (const name of ['definitions.ts', 'package-files.ts'])
      copyFileSync(fileURLToPath(new URL(`../../sdk/${name}`, import.meta.url)), join(folder, 'sdk', name));
    const loader = (await import(pathToFileURL(join(folder, 'sdk/definitions.ts')).href)) as Definitions;
    const { idsOf, definitionsOf, definitionsWithId, definitionAt } = loader;
    assert.equal(idsOf('StructureDefinition'), ['Acme-Flag']);
    const found = [...definitionsOf('StructureDefinition'), ...definitionsWithId('acme-flag'), definitionAt(url)];
    assert.equal(
      found.map((one) => one?.id),
      ['Acme-Flag', 'Acme-Flag', 'Acme-Flag'],
    );
  });
});

test.run();
