/**
 * Every name that the package exports, with its kind, stands in `surface.snapshot.txt`, so that a review sees a name that
 * comes, goes or becomes something else. `UPDATE=1 node --import tsx test/surface.test.ts` writes it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const snapshot = new URL('surface.snapshot.txt', import.meta.url);
const root = new URL('../', import.meta.url);

/** The source behind each subpath of the package. */
function entries(): [subpath: string, source: URL][] {
  const { exports } = JSON.parse(readFileSync(new URL('generated/package.json', root), 'utf8')) as {
    exports: Record<string, { default: string } | string>;
  };
  return Object.entries(exports).flatMap(([subpath, target]) => {
    if (typeof target === 'string') return [];
    const path = target.default.replace(/^\.\/dist\//, '').replace(/\.js$/, '.ts');
    const folder = path.startsWith('runtime/') ? '' : 'generated/src/';
    return [[subpath.slice(2), new URL(folder + path, root)]];
  });
}

/** Names that a module exports, each with the word that declares it. */
function exportsOf(file: URL): Map<string, string> {
  const source = ts.createSourceFile(file.href, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
  const names = new Map<string, string>();
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) addPassedOn(statement, file, names);
    else if (isExported(statement) && !isInternal(statement, source))
      for (const [name, kind] of declared(statement)) add(names, name, kind);
  }
  return names;
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** Whether the published declarations leave a statement out. */
function isInternal(statement: ts.Statement, { text }: ts.SourceFile): boolean {
  return /@internal\b/.test(text.slice(statement.pos, statement.end).split(/\bexport\b/, 1)[0] ?? '');
}

function addPassedOn(statement: ts.ExportDeclaration, file: URL, names: Map<string, string>): void {
  const from =
    statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : '';
  const passed = from.startsWith('.') ? exportsOf(new URL(from.replace(/\.js$/, '.ts'), file)) : undefined;
  if (!statement.exportClause) for (const [name, kind] of passed ?? []) add(names, name, kind);
  else if (ts.isNamedExports(statement.exportClause))
    for (const { name } of statement.exportClause.elements)
      add(names, name.text, passed?.get(name.text) ?? (from === '' ? 'const' : `type of ${from}`));
}

function declared(statement: ts.Statement): [name: string, kind: string][] {
  if (ts.isInterfaceDeclaration(statement)) return [[statement.name.text, 'interface']];
  if (ts.isTypeAliasDeclaration(statement)) return [[statement.name.text, 'type']];
  if (ts.isClassDeclaration(statement)) return [[statement.name?.text ?? 'default', 'class']];
  if (ts.isFunctionDeclaration(statement)) return [[statement.name?.text ?? 'default', 'function']];
  assert.ok(ts.isVariableStatement(statement), `not expected: ${ts.SyntaxKind[statement.kind]}`);
  return statement.declarationList.declarations.map(({ name }) => [(name as ts.Identifier).text, 'const']);
}

/** A constant and a type may share their name. */
function add(names: Map<string, string>, name: string, kind: string): void {
  const other = names.get(name);
  names.set(name, other === undefined || other === kind ? kind : `${other}, ${kind}`);
}

const surface = entries().flatMap(([subpath, source]) =>
  [...exportsOf(source)].map(([name, kind]) => `${subpath} ${name}: ${kind}`).sort(),
);

const test = suite('exported names');

test('are those of the snapshot', () => {
  assert.ok(surface.length > 5000);
  for (const line of ['careconnect patient: const', 'runtime checkAsync: function', 'check check: function'])
    assert.ok(surface.includes(line), line);
  const text = `${surface.join('\n')}\n`;
  if (process.env['UPDATE'] === '1') writeFileSync(snapshot, text);
  const known = new Set(readFileSync(snapshot, 'utf8').split('\n'));
  const now = new Set(text.split('\n'));
  assert.equal(
    { added: [...now].filter((line) => !known.has(line)), removed: [...known].filter((line) => !now.has(line)) },
    { added: [], removed: [] },
  );
});

test.run();
