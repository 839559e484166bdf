import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ElementDefinition, StructureDefinition } from '../../generator/fhir/definitions.ts';
import { folderSource } from '../../generator/load/definition-source.ts';
import { loadDefinitions } from '../../generator/load/load-definitions.ts';
import type { ResolvedElement } from '../../generator/resolve/resolved.ts';
import { element, extension, extensionType, profile, r3, slicing, type Json } from '../support/definitions.ts';
import { load, resolveLoaded, type Resolved } from '../support/pipeline.ts';

/** A snapshot as it would be published: one list, each element before its children and those before its slices. */
function published(root: ResolvedElement): ElementDefinition[] {
  const { children, slices, touched: _touched, name: _name, max, ...rest } = root;
  const own = { ...rest, max: max === Infinity ? '*' : String(max) };
  return [own, ...children.flatMap(published), ...slices.flatMap(published)];
}

/** The definitions with nothing but their snapshots, as the resolver made them. */
function snapshotsOf(structures: readonly StructureDefinition[]): StructureDefinition[] {
  const resolved = resolveAll(structures);
  return structures.map((one) => {
    const root = resolved.structureAt(one.url)?.root;
    if (!root) throw new Error(`${one.url} cannot be resolved`);
    return { ...one, differential: [], snapshot: published(root) };
  });
}

function resolveAll(structures: readonly StructureDefinition[]): Resolved {
  const resolved = resolveLoaded(structures);
  assert.equal(
    resolved.diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  return resolved;
}

/** Resolves definitions, and again from those snapshots: every element has to be the same, its marks included. */
function assertStable(structures: readonly StructureDefinition[]): void {
  const first = resolveAll(structures);
  const again = resolveAll(snapshotsOf(structures));
  for (const { url } of structures) {
    assert.equal(again.structureAt(url)?.root, first.structureAt(url)?.root, url);
  }
}

const test = suite('the snapshot of a snapshot');

test('is itself, for every definition of the project', async () => {
  const folder = new URL('../../profiles/', import.meta.url).pathname;
  const { structures } = await loadDefinitions([folderSource(folder)], () => undefined);
  assert.ok(structures.length > 30);
  assertStable(structures);
});

const toPatient = [{ code: 'Reference', targetProfile: `${r3}/Patient` }];

/** Statements of which any choice makes a sound profile; those of one row need each other. */
const statements: readonly (readonly Json[])[] = [
  [element('Observation.status', { min: 1, fixedCode: 'final' })],
  [element('Observation.code.coding', { min: 1, max: '1' }), element('Observation.code.coding.system', { min: 1 })],
  [element('Observation.subject', { type: toPatient })],
  [element('Observation.valueQuantity.unit', { min: 1 })],
  [element('Observation.valueString', { maxLength: 20 })],
  [
    element('Observation.effective[x]', { min: 1, type: [{ code: 'Period' }] }),
    element('Observation.effective[x].start', { min: 1 }),
  ],
  [slicing('Observation.identifier', 'system'), element('Observation.identifier:badge', { min: 1, max: '1' })],
  [element('Observation.category.extension:shoe', extensionType('Acme-Shoe-1'))],
  [element('Observation.component.valueCodeableConcept.coding', { max: '1' })],
  [element('Observation.component.referenceRange.low.value', { min: 1 })],
  [element('Observation.comment', { max: '0' })],
];

const shoe = extension('Acme-Shoe-1', [element('Extension', { max: '1' }), element('Extension.valueString')]);

test('is itself, for any choice of statements', async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray([...statements]), async (chosen) => {
      const { structures } = await load([profile('a', 'Observation', chosen.flat()), shoe]);
      assertStable(structures);
    }),
    { numRuns: 60 },
  );
});

test.run();
