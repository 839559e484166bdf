/** What `check` knows beyond the guard of a type: code systems, extensions, profiles; and what FHIR says of all resources. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from 'careconnect-ems/check';
import { isFault } from 'careconnect-ems/runtime';

const careConnect = 'https://fhir.hl7.org.uk/STU3/StructureDefinition';
const registration = `${careConnect}/Extension-CareConnect-RegistrationDetails-1`;
const discharge = `${careConnect}/Extension-CareConnect-EmergencyCareDischargeStatus-1`;
const period = { url: 'registrationPeriod', valuePeriod: { start: '2026-03-04' } };

function codedBasic(system: string, code: string): object {
  return { resourceType: 'Basic', code: { coding: [{ system, code }] } };
}

function withExtension(extension: object): object {
  return { resourceType: 'Patient', extension: [extension] };
}

/** A discharge status, whose value set is a part of SNOMED CT. */
function discharged(system: string): object {
  const status = { url: discharge, valueCodeableConcept: { coding: [{ system, code: '183919006' }] } };
  return { resourceType: 'Encounter', status: 'finished', extension: [status] };
}

function containing(contained: object): object {
  return { resourceType: 'Patient', contained: [contained], generalPractitioner: [{ reference: '#gp' }] };
}

function claiming(profile: string): object {
  return { resourceType: 'Basic', meta: { profile: [profile] }, code: { text: 'x' } };
}

function planned(system: string): object {
  return { resourceType: 'PlanDefinition', status: 'draft', action: [{ type: { system, code: 'create' } }] };
}

const sound: readonly (readonly [what: string, resource: object])[] = [
  ['a code of a code system of FHIR', codedBasic('http://hl7.org/fhir/basic-resource-type', 'consent')],
  ['a code of a system of HL7 version 3', codedBasic('http://hl7.org/fhir/v3/ParticipationType', 'SPRF')],
  ['a system of FHIR that is not published whole', codedBasic('http://hl7.org/fhir/service-type', '42000')],
  ['a system of HL7 version 3 that is not known', codedBasic('http://hl7.org/fhir/v3/NotKnown', 'x')],
  ['a system of somebody else', codedBasic('tel:1234', 'x')],
  ['a known extension where no profile has a slice for it', withExtension({ url: registration, extension: [period] })],
  ['a code of the only system of a value set', discharged('http://snomed.info/sct')],
  ['a contained resource with an id', containing({ resourceType: 'Organization', id: 'gp', name: 'Larkspur Lane' })],
  ['a claim of what every resource is', claiming('http://hl7.org/fhir/StructureDefinition/DomainResource')],
  ['a coding that FHIR itself requires', planned('http://hl7.org/fhir/action-type')],
];

const faults: readonly (readonly [what: string, resource: object, code: string, expression: string])[] = [
  [
    'no code of a code system of FHIR',
    codedBasic('http://hl7.org/fhir/basic-resource-type', 'consentx'),
    'code-invalid',
    'Basic.code.coding[0].code',
  ],
  [
    'no code of a system of HL7 version 3',
    codedBasic('http://hl7.org/fhir/v3/ParticipationType', 'SPRFx'),
    'code-invalid',
    'Basic.code.coding[0].code',
  ],
  [
    'no code of a system of the NHS',
    codedBasic('https://fhir.nhs.uk/STU3/CodeSystem/PersonRelationshipType-1', '12x'),
    'code-invalid',
    'Basic.code.coding[0].code',
  ],
  [
    'a system in the name space of FHIR that there is not',
    codedBasic('http://hl7.org/fhir/observation-categoryx', 'vital-signs'),
    'code-invalid',
    'Basic.code.coding[0].system',
  ],
  ['a system that is not absolute', codedBasic('/codes', 'x'), 'value', 'Basic.code.coding[0].system'],
  [
    'an identifier whose system is not absolute',
    { resourceType: 'Patient', identifier: [{ system: 'larkspur', value: '17' }] },
    'value',
    'Patient.identifier[0].system',
  ],
  [
    'too many parts of an extension that no profile has a slice for',
    withExtension({ url: registration, extension: [period, period] }),
    'structure',
    'Patient.extension[0].extension',
  ],
  [
    'a code of another system than those of a value set',
    discharged('https://larkspur.example/codes'),
    'code-invalid',
    'Encounter.extension[0].value',
  ],
  [
    'a contained resource without an id',
    { resourceType: 'Patient', contained: [{ resourceType: 'Organization', name: 'Larkspur Lane' }] },
    'required',
    'Patient.contained[0].id',
  ],
  ['a claim of a profile of another type', claiming(`${careConnect}/CareConnect-Patient-1`), 'structure', 'Basic.meta'],
  ['a claim of another type', claiming('http://hl7.org/fhir/StructureDefinition/Patient'), 'structure', 'Basic.meta'],
  ['a claim of an extension', claiming(registration), 'structure', 'Basic.meta'],
  [
    'a coding of another system than FHIR itself requires',
    planned('urn:oid:1.2.840.113883'),
    'code-invalid',
    'PlanDefinition.action[0].type',
  ],
  [
    'an extension of a resource that has none',
    { resourceType: 'Bundle', type: 'collection', extension: [{ url: registration, extension: [period] }] },
    'structure',
    'Bundle.extension',
  ],
  [
    'an extension of a Binary',
    {
      resourceType: 'Binary',
      contentType: 'text/plain',
      content: 'aGkx',
      extension: [{ url: 'urn:x', valueCode: 'a' }],
    },
    'structure',
    'Binary.extension',
  ],
];

const test = suite('what check knows');

test('sound resources', () => {
  for (const [what, resource] of sound) assert.equal(check(resource).filter(isFault), [], what);
});

test('faults', () => {
  for (const [what, resource, code, expression] of faults) {
    const found = check(resource).filter(isFault);
    assert.equal(
      found.map((issue) => [issue.code, issue.expression]),
      [[code, expression]],
      what,
    );
  }
});

test('profiles and extensions count from the layer of profiles on', () => {
  const beyond = faults.filter(([what]) => /profile|claim/.test(what));
  assert.ok(beyond.length > 3);
  for (const [what, resource] of beyond) assert.equal(check(resource, { rules: 'base' }).filter(isFault), [], what);
});

test.run();
