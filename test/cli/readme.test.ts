/** The introduction of the README: it goes with the definitions that the configuration names, and with no others. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { element, profile } from '../support/definitions.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { configText, runCli } from './run-cli.ts';

/** The package of this project, of which the base can be taken over: a run need not format it anew. */
const known = fileURLToPath(new URL('../../generated', import.meta.url));
const flag = JSON.stringify(profile('Acme-Flag-1', 'Flag', [element('Flag.author', { max: '0' })]));
const files = {
  'codegen.config.json': configText({
    out: 'known',
    package: { name: 'acme-messages', version: '0.0.0', description: 'Acme messages.', readme: 'start.md' },
  }),
  'start.md': '## Start here\n',
  'profiles/flag.json': flag,
  'others/flag.json': flag,
};

const test = suite('introduction of the README');

test('goes with the definitions of the configuration alone', async () => {
  await withScratchFolder(files, async (folder) => {
    cpSync(known, join(folder, 'known'), {
      recursive: true,
      filter: (path) => !/[\\/](?:dist|node_modules)$/.test(path),
    });
    const headings = async (...args: string[]): Promise<string[]> => {
      const { code, stderr } = await runCli(folder, '--out', 'out', ...args);
      assert.equal([code, stderr], [0, '']);
      const readme = readFileSync(join(folder, 'out/README.md'), 'utf8');
      return [...readme.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
    };
    assert.equal(await headings(), ['Start here', 'Imports', 'Profiles']);
    assert.equal(await headings('--profiles', 'others'), ['Use', 'Commands', 'Imports', 'Profiles']);
  });
});

test.run();
