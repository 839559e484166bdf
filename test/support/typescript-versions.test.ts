import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compilerPath, typescriptVersions } from './typescript-versions.ts';

const test = suite('TypeScript versions');

for (const version of typescriptVersions) {
  test(`${version} is the compiler that its folder names, at an exact version`, () => {
    const file = new URL(`../compat/ts-${version}/package.json`, import.meta.url);
    const { devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as { devDependencies: Record<string, string> };
    const path = compilerPath(version);
    assert.match(path, `compat/ts-${version}/node_modules`);
    const said = execFileSync(process.execPath, [path, '--version'], { encoding: 'utf8' });
    assert.is(said.trim(), `Version ${devDependencies.typescript}`);
    assert.ok(devDependencies.typescript?.startsWith(`${version}.`));
  });
}

test.run();
