/** What the package costs the compiler of an application, over the plain types of FHIR. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { measureCompiling, plainTypesFor } from '../support/compile-cost.ts';
import { consumerFiles } from '../support/consumer.ts';
import { packPackage } from '../support/packed-package.ts';
import { typescriptVersions } from '../support/typescript-versions.ts';

/** The limit for ten calls of builders, with some 40 properties each. */
const mostInstantiations = 500;

const packed = packPackage();
const builders = consumerFiles['ten-resources.ts'] ?? '';
const test = suite('cost of compiling');

test('what is measured has ten calls of builders, and 40 properties each on average', () => {
  const { calls, properties } = countCalls(builders);
  assert.equal(calls.length, 10);
  assert.is(new Set(calls).size, 10);
  assert.ok(properties >= 400, `${properties} properties`);
});

for (const version of typescriptVersions) {
  test(`TypeScript ${version} instantiates at most ${mostInstantiations} types more`, async () => {
    const ours = await measureCompiling(packed, version, builders);
    const plain = await measureCompiling(packed, version, plainTypesFor(builders));
    const more = ours.instantiations - plain.instantiations;
    assert.ok(more > 0 && more <= mostInstantiations, `${more} instantiations more`);
  });
}

/** A message with all that may be in it, as one file. */
const readExample = (name: string): string => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
const message = readExample('vaccinations.ts').replace(
  /^import .* from '\.\/senders\.ts';$/m,
  readExample('senders.ts'),
);
const plainMessage = `import type { ${[...new Set(resourcesOf(message))].join(', ')} } from 'fhir/r3.js';
export type Any = ${[...new Set(resourcesOf(message))].join(' | ')};\n`;

/** The plain types of FHIR for what the message holds. */
function resourcesOf(text: string): string[] {
  const built = [...text.matchAll(/^const \w+ = (\w+)\(\{/gm)].map(([, name = '']) => name);
  return ['Bundle', 'MessageHeader', ...built.map((name) => name.charAt(0).toUpperCase() + name.slice(1))];
}

for (const version of typescriptVersions) {
  test(`TypeScript ${version} instantiates at most ${mostInstantiations} types more for a whole message`, async () => {
    assert.ok(!message.includes('./senders.ts') && message.includes('vaccinations.update('));
    const ours = await measureCompiling(packed, version, message);
    const plain = await measureCompiling(packed, version, plainMessage);
    const more = ours.instantiations - plain.instantiations;
    assert.ok(more > 0 && more <= mostInstantiations, `${more} instantiations more`);
  });
}

/** The functions that constants of a file are made with, and how many properties all literals in it have. */
function countCalls(text: string): { calls: string[]; properties: number } {
  const calls: string[] = [];
  let properties = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node)) properties++;
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isCallExpression(node.initializer))
      calls.push(node.initializer.expression.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('measured.ts', text, ts.ScriptTarget.ES2022, true));
  return { calls, properties };
}

test.run();
