/** What the package costs the compiler of an application, over the plain types of FHIR. */
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
