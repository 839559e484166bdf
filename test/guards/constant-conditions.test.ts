/** A condition that is always false is a rule that nobody meant: what cannot be told is left out, and noted. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const folders = ['../../generated/src', '../golden'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** Conditions of a text with an operand that is always false. */
function constantConditions(text: string): string[] {
  // Most lines need no look: a condition with the word stands in one line with it, or in lines of its own.
  if (!/(?<!return )\bfalse\b(?=\s*(?:\)|\?|&&|\|\|))/.test(text)) return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isIfStatement(node) || ts.isConditionalExpression(node)) && isConstant(conditionOf(node)))
      found.push(conditionOf(node).getText());
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile('guard.ts', text, ts.ScriptTarget.ESNext, true));
  return found;
}

function conditionOf(node: ts.IfStatement | ts.ConditionalExpression): ts.Expression {
  return ts.isIfStatement(node) ? node.expression : node.condition;
}

function isConstant(condition: ts.Expression): boolean {
  if (condition.kind === ts.SyntaxKind.FalseKeyword) return true;
  if (ts.isParenthesizedExpression(condition)) return isConstant(condition.expression);
  if (!ts.isBinaryExpression(condition)) return false;
  // A comparison with false says something; an operand that is false does not.
  const isJoined = [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken].includes(
    condition.operatorToken.kind,
  );
  return isJoined && (isConstant(condition.left) || isConstant(condition.right));
}

const constant = suite('constant conditions');

constant('the test finds them', () => {
  const texts = [
    'if (false) go();',
    'if (a && (false || b)) go();',
    'x = false ? 1 : 2;',
    'if (a(false)) return false;',
    'if (a === false && b) return false;',
  ];
  assert.equal(
    texts.map((text) => constantConditions(text).length),
    [1, 1, 1, 0, 0],
  );
});

constant('no emitted guard has one', () => {
  const found = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.replaceAll('\\', '/').startsWith('runtime/'))
      .flatMap((path) => constantConditions(readFileSync(join(folder, path), 'utf8')).map((one) => `${path}: ${one}`)),
  );
  assert.equal(found, []);
});

constant.run();
