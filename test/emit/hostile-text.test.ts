import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acme, codeSystem, element, extension, profile, slicing, valueSet, type Json } from '../support/definitions.ts';
import { generate, troubles } from '../support/pipeline.ts';
import { faultsOf, nasty } from '../support/source-text.ts';

/** All of them at once, and those that are worst alone: at the start of a text, or as the whole of a key. */
const texts = [nasty.join(' '), ...nasty.filter((text) => /^(?:\*\/|"|line|@|__proto__|class)/.test(text))];

/** Definitions that say the same thing wherever they can say something. */
function definitionsWith(text: string, index: number): Json[] {
  const url = `${acme}/ValueSet/${text}-${index}`;
  const titled = { title: text, description: text, version: text };
  const told = { short: text, definition: text, comment: text };
  const id = `Flag.identifier:${text.replaceAll('.', '_')}`;
  const constraint = [{ key: text, severity: 'error', human: text, expression: 'true' }];
  const elements = [
    element('Flag', { ...told, constraint }),
    slicing('Flag.identifier', text),
    { ...element(id, told), sliceName: text },
    { ...element('Flag.identifier.value', { ...told, min: 1, fixedString: text }), id: `${id}.value` },
    element('Flag.implicitRules', { ...told, fixedUri: text }),
    element('Flag.status', { ...told, binding: { strength: 'required', valueSetUri: url } }),
    element('Flag.category', { ...told, patternCodeableConcept: { text, coding: [{ [text]: text }] } }),
    element('Flag.code', { ...told, fixedCodeableConcept: { text, [text]: { [text]: text } } }),
    element('Flag.subject', { type: [{ code: 'Reference', targetProfile: `${acme}/${text}` }] }),
    element('Flag.period', { ...told, max: '0' }),
  ];
  const own = { ...titled, id: `extension-${index}`, url: `${acme}/StructureDefinition/Extension-${text}-${index}` };
  const includes = [
    { system: `${acme}/CodeSystem/${text}` },
    { system: text, concept: [{ code: text, display: text }] },
  ];
  return [
    profile(`Acme-Hostile${index}-1`, 'Flag', elements, titled),
    extension('x', [element('Extension', told), element('Extension.valueString', { fixedString: text })], own),
    codeSystem(`system-${index}`, { a: text, [text]: 'A' }, { url: `${acme}/CodeSystem/${text}` }),
    valueSet(`set-${index}`, includes, { ...titled, url, name: text }),
  ];
}

/** Whether a tag is one that we write: the example of a builder is the only one there may be. */
function isOurs({ tagName, parent }: ts.JSDocTag, text: string): boolean {
  if (tagName.text !== 'example') return ['see', 'internal'].includes(tagName.text);
  const isBuilder = /^\s*export const \w+: Builder</.test(text.slice(parent.end));
  return isBuilder && text.slice(parent.pos, parent.end).split('@').length === 2;
}

/** What in a file is there only because a text got out of its comment or string. */
function escapes(text: string, path: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const tags = ts.getJSDocTags(node).filter((tag) => !isOurs(tag, text));
    found.push(...tags.map((tag) => `@${tag.tagName.text}`));
    if (ts.isCallExpression(node) && node.expression.getText() === 'broken') found.push('broken()');
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'broken') found.push('const broken');
    if (ts.isTemplateLiteral(node)) found.push(node.getText());
    node.forEachChild(visit);
  };
  visit(file);
  return [...found, ...(file.referencedFiles.length > 0 ? ['reference'] : [])];
}

const test = suite('hostile text');
const generated = await generate(texts.flatMap(definitionsWith), { resources: ['Flag'] });

test('is all used', () => {
  // Nothing is fixed that would tell the slices.
  const known = /(?:profile|target)-not-found|white-space|discriminator-unusable/;
  const broken = troubles(generated.diagnostics).filter((one) => !known.test(one));
  assert.equal(broken, []);
  const own = [...generated.files.keys()].filter((path) => path.startsWith('src/acme/'));
  assert.is(own.filter((path) => !/\/(?:index|accessors)\.ts$/.test(path)).length, texts.length * 3);
});

test('leaves every file sound, and no code behind', () => {
  for (const [path, text] of generated.files) {
    if (!path.startsWith('src/acme/')) continue;
    assert.equal(faultsOf(text, path), []);
    assert.equal(escapes(text, path), [], path);
  }
});

test('stands in comments without control characters', () => {
  for (const [path, text] of generated.files) {
    assert.not.match(
      text,
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/,
      path,
    );
  }
});

test('reaches strings as it was written', () => {
  texts.forEach((text, index) => {
    const fixed = generated
      ?.structure(`acme/hostile${index}`)
      .content.elements.find((one) => one.name === 'implicitRules');
    assert.is(fixed?.fixed?.value, text);
    assert.ok(generated.text(`acme/hostile${index}`).includes(literalOf(text)), text);
  });
});

/** A string as Prettier leaves it: in single quotes unless it holds more of them than of double ones. */
function literalOf(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, (char) => {
      return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  return singles > doubles ? `"${escaped}"` : `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

test.run();

const words = suite('reserved words');

words('become names that can be declared', async () => {
  const reserved = [
    'class',
    'default',
    'function',
    'constructor',
    '__proto__',
    'toString',
    'await',
    'NaN',
    'index',
    'Array',
  ];
  const got = await generate(
    reserved.map((word) =>
      profile(`Acme-${word}`, 'Basic', [
        slicing('Basic.identifier', 'system'),
        element(`Basic.identifier:${word}`),
        element(`Basic.identifier:${word}.system`, { min: 1, fixedUri: word }),
      ]),
    ),
    { resources: ['Basic'] },
  );
  assert.equal(troubles(got.diagnostics), []);
  const own = [...got.files].filter(([path]) => path.startsWith('src/acme/'));
  assert.ok(own.length > reserved.length);
  for (const [path, text] of own) assert.equal(faultsOf(text, path), []);
});

words.run();
