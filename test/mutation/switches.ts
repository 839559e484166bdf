/** Gives every rule of an emitted guard a switch of its own, so that it can be taken out while the rest stays. */
import ts from 'typescript';

/** A rule that can be switched off. */
export interface Rule {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

interface Edit {
  readonly at: number;
  readonly text: string;
}

/** Names of the functions that switched code calls. */
export const switches = { statement: '__ruleOn', item: '__itemsOn', part: '__partOn' } as const;

/** What is done while a rule is off: taken out of a list of rules, or left out of an object. */
const lists = /^(?:\w+R|r)oles$|^(?:\w+D|d)erivations$|^downgrades$/;
const parts = new Set(['rules', 'min', 'max']);

/** Returns a module with switches, and its rules; `next` is the id of the first of them. */
export function addSwitches(file: string, text: string, next: number): { text: string; rules: Rule[] } {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const edits: Edit[] = [];
  const rules: Rule[] = [];
  const add = (node: ts.Node): number => {
    const id = next + rules.length;
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    rules.push({ id, file, line, text: node.getText().replace(/\s+/g, ' ').slice(0, 160) });
    return id;
  };
  const wrap = (node: ts.Node, before: string, after: string): void =>
    void edits.push({ at: node.getStart(), text: before }, { at: node.end, text: after });
  const visit = (node: ts.Node): void => {
    if (ts.isIfStatement(node) && isStop(node.thenStatement))
      wrap(node.expression, `${switches.statement}(${add(node)}, run, () => (`, '))');
    if ((ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) && isListOfRules(node))
      wrapItems(node, add, wrap);
    if (ts.isPropertyAssignment(node) && isPartOfRole(node))
      wrap(node.initializer, `${switches.part}(${add(node)}, '${node.name.getText()}', `, ')');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { text: applyEdits(text, edits), rules };
}

function isStop(node: ts.Statement): boolean {
  const [only] = ts.isBlock(node) ? node.statements : [node];
  return only !== undefined && ts.isReturnStatement(only) && only.expression?.kind === ts.SyntaxKind.FalseKeyword;
}

function isListOfRules({ name, initializer }: ts.PropertyAssignment | ts.VariableDeclaration): boolean {
  return initializer !== undefined && ts.isArrayLiteralExpression(initializer) && lists.test(name.getText());
}

function wrapItems(
  { initializer }: ts.PropertyAssignment | ts.VariableDeclaration,
  add: (node: ts.Node) => number,
  wrap: (node: ts.Node, before: string, after: string) => void,
): void {
  if (!initializer || !ts.isArrayLiteralExpression(initializer)) return;
  wrap(initializer, `${switches.item}(`, ')');
  for (const item of initializer.elements) wrap(item, `[${add(item)}, `, ']');
}

/** The count and the profile of a role, where they say something. */
function isPartOfRole(node: ts.PropertyAssignment): boolean {
  const name = node.name.getText();
  const isInRole = ts.isObjectLiteralExpression(node.parent) && node.parent.properties.some(isSelect);
  const says = { min: '0', max: 'Infinity' }[name];
  return isInRole && parts.has(name) && node.initializer.getText() !== says;
}

function isSelect(property: ts.ObjectLiteralElementLike): boolean {
  return property.name?.getText() === 'slice';
}

/** Later edits first; of two at one place, that which begins an outer node comes first in the text. */
function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits.map((edit, index) => ({ ...edit, index })).sort((a, b) => b.at - a.at || b.index - a.index);
  return ordered.reduce((result, { at, text: added }) => result.slice(0, at) + added + result.slice(at), text);
}
