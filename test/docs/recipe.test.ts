/** The recipe of `docs/generating.md` for a profile on top of CareConnect, run as it stands there. */
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../cli/run-cli.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const page = readFileSync(here('docs/generating.md'), 'utf8');

/** The block of code behind a mark in the page. */
function blockAfter(mark: string): string {
  const [, text] = new RegExp(`<!-- ${mark} -->\\n\\n\`\`\`\\w+\\n([^]*?)\`\`\``).exec(page) ?? [];
  assert.ok(text, `${mark} is in the page`);
  return text ?? '';
}

const test = suite('recipe');

test('a profile builds on CareConnect-Patient-1 with the definitions of the published package', async () => {
  const [npx, program, ...args] = blockAfter('recipe').trim().split(' ');
  assert.equal([npx, program], ['npx', 'careconnect-codegen']);
  const own = { 'app/profiles/visitor.json': blockAfter('recipe: profiles/visitor.json'), 'app/package.json': '{}' };
  await withScratchFolder(own, async (folder) => {
    const app = join(folder, 'app');
    mkdirSync(join(app, 'node_modules'));
    symlinkSync(here('generated'), join(app, 'node_modules/careconnect-ems'), 'junction');
    const { code, stderr } = await runCli(app, ...args);
    assert.is(code, 0, stderr);
    const read = (path: string): string => readFileSync(join(folder, 'my-sdk', path), 'utf8');
    const visitor = read('src/fhir-example-org/visitor.ts');
    assert.match(visitor, /export interface Visitor extends CareConnectPatient /);
    assert.match(visitor, "'../fhir-hl7-org-uk-stu3/care-connect-patient.js'");
    assert.match(visitor, /birthDate: string;/);
    assert.match(read('package.json'), /"name": "@acme\/fhir"/);
  });
});

test.run();
