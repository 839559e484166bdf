/** What builders make passes their guards, and each single fault in it is found where it is. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as careconnect from 'careconnect-ems/careconnect';
import * as core from 'careconnect-ems/core';
import * as ems from 'careconnect-ems/ems';
import * as subscriptions from 'careconnect-ems/subscriptions';
import { isFault, type Issue } from 'careconnect-ems/runtime';
import type { StructureModel } from '../../generator/model/model.ts';
import { builderName } from '../../generator/declare/names.ts';
import { InputArbitrary, type Json } from '../support/input-arbitrary.ts';
import { ModelIndex } from '../support/model-index.ts';
import { loadPackageModel } from '../support/package-model.ts';
import { FaultFinder, withFault } from '../support/single-faults.ts';

const index = new ModelIndex(await loadPackageModel());
const arbitrary = new InputArbitrary(index);
const faults = new FaultFinder(index);
const sdk = { careconnect, core, ems, subscriptions } as unknown as Record<
  string,
  Record<string, (value: unknown) => unknown>
>;

function fail(what: string): never {
  throw new Error(`there is ${what}`);
}

interface Emitted {
  readonly structure: StructureModel;
  readonly make: (input: unknown) => object;
  readonly is: (value: unknown) => boolean;
  readonly check: (value: unknown) => Issue[];
}

function emitted(structure: StructureModel): Emitted {
  const module = sdk[structure.module.split('/', 1)[0] ?? ''] ?? {};
  const find = (name: string): never => (module[name] ?? fail(`no ${name}`)) as never;
  const { name } = structure;
  return { structure, make: find(builderName(structure)), is: find(`is${name}`), check: find(`check${name}`) };
}

/** Profiles of the entries of messages are tried as parts of messages. */
const isOfPackage = ({ role, part }: StructureModel): boolean => role === 'profile' && part === undefined;

const profiles = index.structures.filter(isOfPackage).map(emitted);

const passing = suite('built values pass their guard');

passing('for every profile and extension', () => {
  const names = profiles.map(({ structure }) => structure.name);
  for (const name of ['Patient', 'Organization', 'Practitioner', 'Immunization', 'Observation', 'MessageHeader'])
    assert.ok(names.includes(name), name);
  assert.ok(names.length > 30);
});

/** A Distance has a unit of length, which random codes are not. */
const seldomSound = new Set(['LocationDistanceExtension']);

/** What ties elements together cannot be known by a builder. */
const isOfElements = (issue: Issue): boolean => isFault(issue) && issue.code !== 'invariant';

for (const { structure, make, is, check } of profiles)
  passing(structure.name, () => {
    const numRuns = structure.module.startsWith('core/') ? 10 : structure.isExtension ? 30 : 100;
    let sound = 0;
    const property = fc.property(arbitrary.input(structure), (input) => {
      const built = make(input);
      const found = check(built);
      assert.equal(found.filter(isOfElements), []);
      assert.is(is(built), !found.some(isFault));
      assert.equal(JSON.parse(JSON.stringify(built)), built);
      if (!found.some(isFault)) sound++;
    });
    fc.assert(property, { seed: 20260304, numRuns });
    // Random inputs seldom break an invariant, so that the rest is tested with all of them in force.
    assert.ok(
      sound >= numRuns / 10 || seldomSound.has(structure.name),
      `${sound} of ${numRuns} inputs met every invariant`,
    );
  });

passing('whatever a Patient may have is among them', () => {
  const { structure, make } = profiles.find((one) => one.structure.name === 'Patient') ?? fail('no Patient');
  const samples = fc.sample(arbitrary.input(structure), { seed: 1, numRuns: 200 }).map(make);
  const seen = new Set(samples.flatMap((sample) => Object.keys(sample)));
  const names = structure.content.elements.flatMap((element) =>
    element.max === 0 ? [] : element.types.map((type) => type.member),
  );
  const leftOut = ['implicitRules', 'contained', 'modifierExtension'];
  assert.equal(
    names.filter((name) => !seen.has(name)),
    leftOut,
  );
});

passing.run();

const failing = suite('single faults are found where they are');
const kinds = new Map<string, number>();

for (const { structure, make, is, check } of profiles)
  failing(structure.name, () => {
    const isCore = structure.module.startsWith('core/');
    const numRuns = isCore ? 10 : 30;
    const samples = fc.sample(arbitrary.input(structure), { seed: 20260304, numRuns }).map(make);
    for (const sample of samples.filter(is).slice(0, isCore ? 1 : 5) as Json[]) {
      for (const fault of faults.find(sample, structure.content, structure.fhirType)) {
        const mutant = withFault(sample, fault);
        const found = check(mutant).filter(isFault);
        const what = `${fault.kind} at ${fault.path}: ${JSON.stringify(found)}\n${JSON.stringify(mutant)}`;
        assert.ok(
          found.some((issue) => issue.expression === fault.path),
          what,
        );
        assert.not(is(mutant), what);
        kinds.set(fault.kind, (kinds.get(fault.kind) ?? 0) + 1);
      }
    }
  });

failing('of every kind', () => {
  for (const kind of ['missing', 'wrong type', 'null', 'wrong code', 'malformed', 'unknown', 'too many'])
    assert.ok((kinds.get(kind) ?? 0) > 50, `${kind}: ${kinds.get(kind)}`);
});

failing.run();
