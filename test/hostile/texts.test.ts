/**
 * Texts that would be code if they were not escaped, in every place of a definition and in the names of its files: from
 * a folder of definitions to a package on disk, compiled, with files of others around it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { elementTablesOf } from '../../generator/base/element-tables.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { copiedSources } from '../../generator/commands/copied-sources.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { folderSource } from '../../generator/load/definition-source.ts';
import { loadDefinitions } from '../../generator/load/load-definitions.ts';
import { writePackage } from '../../generator/write/write-package.ts';
import { acme, codeSystem, element, extension, profile, slicing, valueSet, type Json } from '../support/definitions.ts';
import { listFolder, putFiles, type Listing } from '../support/folder-listing.ts';
import { generateLoaded, type Generated } from '../support/pipeline.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

/** A function that nothing may call: it would have come from a text. */
const marker = 'pwned';
const call = `globalThis.${marker}()`;

const breakouts = [
  `*/ ${call}; /*`,
  `"; ${call}; "`,
  `'; ${call}; '`,
  `\`; ${call}; \``,
  `\${${call}}`,
  `\\"; ${call}; //`,
  `\\'; ${call}; //`,
  `a\n${call};`,
  `a\u2028${call};`,
  `</script><script>${call}</script>`,
];
const everything = breakouts.join(' ');
const texts = [everything, '__proto__', 'constructor'];
/** The texts that events are made with, which is most of the work. */
const proseTexts = texts.slice(0, 1);

/** Properties that hold a text for people. */
const proseKeys = new Set(['title', 'description', 'short', 'definition', 'human', 'display', 'publisher', 'version']);

/** Replaces the prose of a definition, at any depth. */
function withProse(value: unknown, text: string): unknown {
  if (Array.isArray(value)) return value.map((one) => withProse(one, text));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]): [string, unknown] => [
    key,
    typeof one === 'string' && proseKeys.has(key) ? text : withProse(one, text),
  ]);
  return Object.fromEntries(entries);
}

/** Definitions of an event and of a subscription, from the golden files, each with one text as all of their prose. */
function eventWith(text: string, index: number): Json[] {
  return ['message', 'subscription'].flatMap((name) => {
    const folder = fileURLToPath(new URL(`../golden/${name}/definitions`, import.meta.url));
    return readdirSync(folder).map((file) => {
      const moved = readFileSync(join(folder, file), 'utf8').replaceAll(`example/${name}/`, `example/${name}${index}/`);
      return withProse(JSON.parse(moved), text) as Json;
    });
  });
}

const inFhirPath = (text: string): string => `'${JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'")}'`;

/** What a profile says in expressions, paths, ids, types and keys rather than in prose. */
function profileWith(text: string, index: number): Json[] {
  const quotedText = inFhirPath(text);
  const invariants = [
    `code.text != ${quotedText}`,
    `code.text.matches(${quotedText}).not()`,
    `code.text.contains(${quotedText}) or code.where(text = ${quotedText}).empty()`,
    `code.\`${text}\`.empty()`,
    text,
  ].map((expression, i) => ({ key: `${text}-${i}`, severity: 'error', human: text, expression }));
  const elements = [
    element('Flag', { constraint: invariants }),
    element('Flag.contained', { type: [{ code: text }] }),
    element('Flag.period', { type: [{ code: text, profile: text }] }),
    element('Flag.category', { [`fixed${text}`]: { [text]: text }, [`pattern${text}`]: text }),
    element('Flag.author', { type: [{ code: 'Reference', targetProfile: text }] }),
    element('Flag.encounter', { contentReference: text, representation: [text] }),
    element('Flag.status', { binding: { strength: 'required', valueSetUri: text } }),
    slicing('Flag.code.coding', text),
    element(`Flag.code.coding:${text.replaceAll('.', ' ')}`, { min: 1 }),
    slicing('Flag.identifier', 'system'),
    element('Flag.identifier:x', { sliceName: text, min: 1 }),
    { ...element('Flag.identifier.system', { min: 1, fixedUri: text }), id: 'Flag.identifier:x.system' },
  ];
  const url = `${acme}/StructureDefinition/${text}-${index}`;
  return [
    profile(`flag-${index}`, 'Flag', elements, { url, name: text, id: text, context: [text], contextType: text }),
    profile(`path-${index}`, 'Flag', [element(`Flag.${text}`, { min: 1 })]),
    profile(`rules-${index}`, 'Flag', [slicing('Flag.code.coding', text, { rules: text })]),
    profile(`strength-${index}`, 'Flag', [element('Flag.status', { binding: { strength: text, valueSetUri: text } })]),
    profile(`bare-${index}`, 'Flag', [], { url: text }),
    profile(`type-${index}`, 'Flag', [], { type: text, baseDefinition: text }),
    profile(`kind-${index}`, 'Flag', [], { kind: text, derivation: text, fhirVersion: text }),
    extension(`ext-${index}`, [], { context: [text], url: `${text}/StructureDefinition/${text}` }),
    codeSystem(`cs-${index}`, { [text]: text, a: text }, { url: `${text}/CodeSystem/a`, version: text }),
    valueSet(`vs-${index}`, [{ system: `${text}/CodeSystem/a`, filter: [{ property: text, op: text, value: text }] }]),
    valueSet(`whole-${index}`, [{ system: `${text}/CodeSystem/a` }], { url: `${text}/ValueSet/${text}` }),
  ];
}

/** Names that no folder or file may have, or that would lead elsewhere. */
const pathNames = [
  'CON',
  'aux',
  'NUL',
  'com1',
  'lpt9',
  '..',
  '../../../escaped',
  'C:\\escaped',
  '/escaped',
  'a\u0000b',
];

function pathsWith(name: string, index: number): Json[] {
  const base = `https://${name}`;
  return [
    profile(`path-${index}`, 'Flag', [], { url: `${acme}/paths/StructureDefinition/${name}`, id: name, name }),
    profile(`base-${index}`, 'Flag', [], { url: `${base}/StructureDefinition/${name}`, id: `../${name}`, name }),
    valueSet(`path-${index}`, [{ system: 'urn:x', concept: [{ code: name }] }], { url: `${base}/ValueSet/${name}` }),
  ];
}

const fileNames = [
  'it\'s "a".json',
  '`${x}`.json',
  'a\nb.json',
  '__proto__.json',
  'back\\slash.json',
  '$(touch x).json',
];

interface Outcome {
  readonly generated: Generated;
  readonly diagnostics: readonly Diagnostic[];
  readonly before: Listing;
  readonly after: Listing;
  readonly written: Listing;
  readonly faults: readonly string[];
}

const others = { 'above.txt': 'mine', escaped: 'mine', 'out/mine.txt': 'mine', 'out/dist/a.js': 'mine' };

/** Generates from a folder into another. */
const outcome: Outcome = await withScratchFolder(others, async (root) => {
  const all = [...proseTexts.flatMap(eventWith), ...texts.flatMap(profileWith), ...pathNames.flatMap(pathsWith)];
  const name = (i: number): string => fileNames[i] ?? `${i}.json`;
  putFiles(root, Object.fromEntries(all.map((json, i) => [`in/${name(i)}`, JSON.stringify(json)])));
  const diagnostics: Diagnostic[] = [];
  const before = listFolder(root);
  const tables = elementTablesOf(loadBaseModel());
  const loaded = await loadDefinitions([folderSource(join(root, 'in'))], (one) => diagnostics.push(one), tables);
  const generated = await generateLoaded(loaded, {
    resources: ['Bundle', 'Flag', 'Location', 'MessageHeader', 'Organization', 'Subscription', 'SupplyDelivery'],
    naming: { families: [], titles: {}, names: {} },
    packageInfo: { name: 'acme-messages', version: everything, description: everything },
  });
  const emitted = [...generated.files].map(([path, text]) => ({ path, text }));
  await writePackage(
    join(root, 'out'),
    [...emitted, ...(await copiedSources(emitted))],
    (one) => diagnostics.push(one),
    [join(root, 'in')],
  );
  const after = listFolder(root, ['out']);
  const written = listFolder(join(root, 'out'));
  return {
    generated,
    diagnostics: [...diagnostics, ...generated.diagnostics],
    before,
    after,
    written,
    faults: compile(root, generated),
  };
});

/** Compiles the modules of the families, under the settings of the package. */
function compile(root: string, { files }: Generated): string[] {
  const config: unknown = JSON.parse(files.get('tsconfig.json') ?? '');
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, 'out'));
  const own = [...files.keys()].filter((path) => /^src\/.*\.ts$/.test(path) && !path.startsWith('src/base/'));
  const program = ts.createProgram(
    own.map((path) => join(root, 'out', path)),
    { ...options, noEmit: true },
  );
  return own.flatMap((path) => {
    const file = program.getSourceFile(join(root, 'out', path));
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
}

const { generated, diagnostics, before, after, written, faults } = outcome;
const test = suite('hostile definitions, from a folder to a package');

test('are told, and never an error of ours', () => {
  const codes = new Set(diagnostics.filter(({ severity }) => severity !== 'info').map(({ code }) => code));
  for (const code of [
    'load/bad-property',
    'resolve/element-not-found',
    'resolve/type-not-allowed',
    'resolve/base-type-mismatch',
    'emit/invariant-unsupported',
  ] as const)
    assert.ok(codes.has(code), code);
});

test('yield every event, and code that compiles', () => {
  for (const index of proseTexts.keys())
    assert.ok(
      [...generated.files.keys()].some((path) => path.includes(`acme-example-message${index}/message`)),
      `${index}`,
    );
  assert.equal(faults, []);
});

test('leave no code behind: their texts are in strings and comments only', () => {
  for (const [path, text] of generated.files) {
    if (!path.endsWith('.ts') || !text.includes(marker)) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) assert.is.not(node.text, marker, path);
      if (ts.isTemplateExpression(node)) assert.not.match(node.getText(), marker, path);
      node.forEachChild(visit);
    };
    visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  }
  assert.ok([...generated.files.values()].some((text) => text.includes(marker)));
});

test('leave JSON sound', () => {
  for (const [path, text] of generated.files) if (path.endsWith('.json')) JSON.parse(text);
  const { version } = JSON.parse(generated.files.get('package.json') ?? '') as Json;
  assert.is(version, everything);
});

test('name no file that would be elsewhere, or that a file system refuses', () => {
  for (const path of Object.keys(written))
    for (const step of path.split('/')) {
      assert.match(step, /^[A-Za-z0-9_.-]{1,243}$/);
      assert.not.match(step, /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i, path);
    }
});

test('change nothing of others, in the folder and around it', () => {
  const around = Object.fromEntries(Object.entries(before).filter(([path]) => !/^out(?:\/|$)/.test(path)));
  assert.equal(after, around);
  for (const path of ['mine.txt', 'dist/a.js']) assert.is(written[path], before[`out/${path}`], path);
});

test.run();
