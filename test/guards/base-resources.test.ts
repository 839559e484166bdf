/** The guard of every resource type of FHIR takes the smallest instance there can be, and nothing that is unknown. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as base from 'careconnect-ems/base';
import { check } from 'careconnect-ems/check';
import { isFault, type Issue } from 'careconnect-ems/runtime';
import type { ContentModel, ElementModel, TypeModel } from '../../generator/model/model.ts';
import { ModelIndex } from '../support/model-index.ts';
import { loadPackageModel } from '../support/package-model.ts';

type Json = Record<string, unknown>;

const index = new ModelIndex(await loadPackageModel());
const guards = base as unknown as Record<string, ((value: unknown) => unknown) | undefined>;

/** The simplest value of each primitive. */
const primitives: Readonly<Record<string, unknown>> = {
  base64Binary: 'aGkx',
  boolean: true,
  code: 'a',
  date: '2026-03-04',
  dateTime: '2026-03-04',
  decimal: 1,
  id: 'a',
  instant: '2026-03-04T07:15:00Z',
  integer: 1,
  markdown: 'a',
  oid: 'urn:oid:1.2.3',
  positiveInt: 1,
  string: 'a',
  time: '07:15:00',
  unsignedInt: 1,
  uri: 'urn:a',
  uuid: 'urn:uuid:0d5a7c3e-2a7b-4e0c-8a57-1b1f6c0d9e11',
  xhtml: '<div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div>',
};

/** What an invariant needs besides, by resource type. */
const besides: Readonly<Record<string, Json>> = {
  AllergyIntolerance: { clinicalStatus: 'active' },
  Appointment: { participant: [{ status: 'accepted', type: [{ text: 'a' }] }] },
  AppointmentResponse: { actor: { reference: 'Patient/a' } },
  Bundle: { type: 'collection' },
  CapabilityStatement: {
    description: 'a',
    document: [{ mode: 'producer', profile: { reference: 'StructureDefinition/a' } }],
  },
  Condition: { clinicalStatus: 'active' },
  Consent: { policyRule: 'urn:a' },
  ImmunizationRecommendation: {
    recommendation: [{ date: '2026', forecastStatus: { text: 'a' }, vaccineCode: { text: 'a' } }],
  },
  Linkage: { item: ['a', 'b'].map((id) => ({ type: 'source', resource: { reference: `Patient/${id}` } })) },
  Organization: { name: 'a' },
  StructureDefinition: { kind: 'logical', differential: { element: [{ id: 'a', path: 'a' }] } },
  ValueSet: { compose: { include: [{ system: 'urn:a' }] } },
};

function smallest(content: ContentModel): Json {
  const needed = content.elements.filter((element) => element.min > 0);
  return Object.fromEntries(
    needed.flatMap((element): [string, unknown][] => {
      const [type] = element.types;
      if (!type) return [];
      const value = valueOf(type, element);
      return [[type.member, element.isList ? [value] : value]];
    }),
  );
}

function valueOf(type: TypeModel, element: ElementModel): unknown {
  const set = element.binding?.strength === 'required' ? element.binding.valueSet : undefined;
  if (type.kind === 'primitive') return set ? index.concepts(set)[0]?.code : primitives[type.code];
  if (type.kind === 'resource') return { resourceType: 'Basic', code: { text: 'a' } };
  if (type.kind === 'reference') return { reference: `${type.targets[0] ?? 'Patient'}/a` };
  if (set) return codedBy(type, index.concepts(set)[0]);
  const content = type.content ?? index.contentOf(type);
  const value = content ? smallest(content) : {};
  return Object.keys(value).length > 0 ? value : (simplest[type.code] ?? { id: 'a' });
}

function codedBy(type: TypeModel, concept: { readonly system?: string; readonly code: string } | undefined): unknown {
  const coding = { system: concept?.system, code: concept?.code };
  return type.code === 'CodeableConcept' ? { coding: [coding] } : coding;
}

/** Datatypes of which nothing is needed. */
const simplest: Readonly<Record<string, Json>> = {
  Attachment: { url: 'urn:a' },
  CodeableConcept: { text: 'a' },
  Coding: { code: 'a' },
  Identifier: { value: 'a' },
  Period: { start: '2026' },
  Quantity: { value: 1 },
};

const resources = index.structures.filter(
  ({ role, kind, isAbstract }) => role === 'base' && kind === 'resource' && !isAbstract,
);
const test = suite('base guards');

test('there is one for every resource type', () => {
  assert.is(resources.length, 117);
});

for (const { name, content } of resources) {
  test(name, () => {
    const is = guards[`is${name}`] ?? assert.unreachable(`no is${name}`);
    const checkOne = (guards[`check${name}`] ?? assert.unreachable(`no check${name}`)) as (value: unknown) => Issue[];
    const instance = { resourceType: name, ...smallest(content), ...besides[name] };
    assert.equal(checkOne(instance).filter(isFault), [], JSON.stringify(instance));
    assert.ok(is?.(instance));
    assert.equal(check(instance).filter(isFault), []);

    const unknown = { ...instance, unheardOf: 'a' };
    assert.equal(
      checkOne(unknown)
        .filter(isFault)
        .map(({ expression, code }) => [expression, code]),
      [[`${name}.unheardOf`, 'structure']],
    );
    assert.not(is?.(unknown));
    assert.not(is?.({ ...instance, resourceType: name === 'Basic' ? 'Flag' : 'Basic' }));
    for (const element of content.elements.filter(({ min }) => min > 0)) {
      const { [element.types[0]?.member ?? '']: _, ...rest } = instance as Json;
      assert.not(is?.(rest), `without ${element.name}`);
    }
  });
}

test.run();
