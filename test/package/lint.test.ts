/** What tools that judge packages say of ours: nothing. */
import { checkPackage, createPackageFromTarballData, type Analysis, type Problem } from '@arethetypeswrong/core';
import { problemKindInfo } from '@arethetypeswrong/core/problems';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { packPackage } from '../support/packed-package.ts';

const packed = packPackage();
const test = suite('package lint');

test('publint has no message', async () => {
  const tarball = packed.tarball.slice().buffer;
  const { messages, pkg } = await publint({ strict: true, pack: { tarball } });
  assert.is(pkg['name'], packed.name);
  assert.equal(
    messages.map((message) => formatMessage(message, pkg, { color: false })),
    [],
  );
});

test('the types are found, and right, wherever ESM is', async () => {
  const analysis = await checkPackage(createPackageFromTarballData(packed.tarball));
  if (analysis.types === false) return assert.unreachable('there are no types');
  assert.equal(problemsOf(analysis), []);
  const { './package.json': _manifest, ...entrypoints } = analysis.entrypoints;
  assert.ok('./careconnect' in entrypoints);
  for (const [subpath, { resolutions }] of Object.entries(entrypoints)) {
    for (const kind of ['node16-esm', 'bundler'] as const)
      assert.match(resolutions[kind].resolution?.fileName ?? '', /\.d\.ts$/, `${subpath} with ${kind}`);
  }
});

/** The problems that count for a package of ESM only, as `attw --profile esm-only` has it. */
function problemsOf({ problems }: Analysis): string[] {
  const isIgnored = (problem: Problem): boolean =>
    'resolutionKind' in problem && (problem.resolutionKind === 'node10' || problem.resolutionKind === 'node16-cjs');
  return problems
    .filter((problem) => !isIgnored(problem))
    .map((problem) => `${problemKindInfo[problem.kind].title}: ${JSON.stringify(problem)}`);
}

test.run();
