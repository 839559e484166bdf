/** What builders make passes their guards, and each single fault in it is found where it is. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as careconnect from 'careconnect-ems/careconnect';
import * as core from 'careconnect-ems/core';
import * as ems from 'careconnect-ems/ems';
import { isFault, type Issue } from 'careconnect-ems/runtime';
import type { StructureModel } from '../../generator/model/model.ts';
import { builderName } from '../../generator/emit/names.ts';
import { InputArbitrary } from '../support/input-arbitrary.ts';
import { ModelIndex } from '../support/model-index.ts';
import { loadPackageModel } from '../support/package-model.ts';

const index = new ModelIndex(await loadPackageModel());
const arbitrary = new InputArbitrary(index);
const sdk = { careconnect, core, ems } as unknown as Record<string, Record<string, (value: unknown) => unknown>>;

interface Emitted {
  readonly structure: StructureModel;
  readonly make: (input: unknown) => object;
  readonly is: (value: unknown) => boolean;
  readonly check: (value: unknown) => Issue[];
}

function emitted(structure: StructureModel): Emitted {
  const module = sdk[structure.module.split('/', 1)[0] ?? ''] ?? {};
  const find = (name: string): never => (module[name] ?? assert.unreachable(`there is no ${name}`)) as never;
  const { name } = structure;
  return { structure, make: find(builderName(structure)), is: find(`is${name}`), check: find(`check${name}`) };
}

const profiles = index.structures.filter((structure) => structure.role === 'profile').map(emitted);

const passing = suite('built values pass their guard');

passing('for every profile and extension', () => {
  const names = profiles.map(({ structure }) => structure.name);
  for (const name of ['Patient', 'Organization', 'Practitioner', 'Immunization', 'Observation', 'MessageHeader'])
    assert.ok(names.includes(name), name);
  assert.ok(names.length > 30);
});

for (const { structure, make, is, check } of profiles)
  passing(structure.name, () => {
    const property = fc.property(arbitrary.input(structure), (input) => {
      const built = make(input);
      assert.equal(check(built).filter(isFault), []);
      assert.ok(is(built));
      assert.equal(JSON.parse(JSON.stringify(built)), built);
    });
    fc.assert(property, { seed: 20260304, numRuns: structure.isExtension ? 50 : 200 });
  });

passing.run();
