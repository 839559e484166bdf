/** Every code is explained, and what leads to it in the example does lead to it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { DiagnosticCode } from '../../generator/diagnostics/codes.ts';
import { acme, type Example } from '../../generator/diagnostics/explanations/explanation.ts';
import { allCodes, explainCode } from '../../generator/diagnostics/explanations/index.ts';
import { codesByCase, type Case } from '../support/codes-by-case.ts';
import { profile, type Json } from '../support/definitions.ts';

/**
 * Codes whose example is an excerpt, which no run of the generator over definitions can check: what happens on disk,
 * with packages and with the configuration, and what only a definition of pages would show.
 */
const excerpts = [
  'load/unreadable',
  'load/defined-before',
  'load/bad-baseline',
  'load/baseline-stale',
  'load/no-definitions',
  'resolve/content-reference-not-found',
  'model/message-incomplete',
  'model/subscription-incomplete',
  'model/service-incomplete',
  'model/no-family',
  'model/bad-config',
  'model/unknown-setting',
];

const isExcerpt = (code: DiagnosticCode): boolean =>
  excerpts.includes(code) || /^(?:package|write)\/|^emit\/(?!invariant)/.test(code);

type Side = 'before' | 'after';

/** Adds what StructureDefinitions in examples leave out. */
function complete(definition: Json): Json {
  if (definition['resourceType'] !== 'StructureDefinition') return definition;
  const { id, type, differential } = definition;
  const root = { element: [{ path: type }] };
  return { ...profile(String(id), String(type), []), ...definition, differential: differential ?? root };
}

function definitionsOf(example: Example, side: Side): readonly Json[] {
  if (example.form === 'definitions') return example[side].map(complete);
  if (example.form !== 'elements') return [];
  const url = `${acme}/StructureDefinition/Example`;
  return [profile('Example', example.type, example[side], { url })];
}

/** The files of an example; none if it is an excerpt. */
function filesOf(code: DiagnosticCode, side: Side): Case {
  const { example } = explainCode(code);
  if (!example || example.form === 'excerpt') return [];
  if (example.form === 'text') return [[example.file, example[side]]];
  return definitionsOf(example, side).map((one, index) => [`${index}.json`, JSON.stringify(one)]);
}

async function codesOf(side: Side): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await codesByCase(
    allCodes.map((code) => filesOf(code, side)),
    ['Patient', 'Observation'],
  );
  return new Map(allCodes.map((code, index) => [code, found[index] ?? []]));
}

const test = suite('examples of diagnostics');
const found = { before: await codesOf('before'), after: await codesOf('after') };

for (const code of allCodes) {
  const { what, why, example } = explainCode(code);

  test(`${code} is explained`, () => {
    const where = 'add it to the file of its stage in generator/diagnostics/explanations/';
    assert.ok(
      what !== undefined && why !== undefined && example,
      `${code} has no explanation with an example; ${where}`,
    );
    const kind = 'an example that definitions can show must be elements, definitions or text, to be checked here';
    assert.is(example?.form === 'excerpt', isExcerpt(code), `${code}: ${kind}`);
  });

  if (!example || example.form === 'excerpt') continue;
  test(`${code}: the example before has it and nothing else, and the one after has nothing`, () => {
    assert.equal(found.before.get(code), [code]);
    assert.equal(found.after.get(code), []);
  });
}

test.run();
