/** What builders refuse, with the path of the fault and a reason that helps. The compiler does not see these inputs. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as careconnect from 'careconnect-ems/careconnect';
import { humanName, period, timing } from 'careconnect-ems/base';
import { birthPlaceExtension } from 'careconnect-ems/core';
import { messageHeader, routingDemographicsExtension } from 'careconnect-ems/ems';
import { describe, InputError, ref } from 'careconnect-ems/runtime';

/** A builder as JavaScript sees it. */
type Make = (input: unknown) => unknown;

const patient = careconnect.patient as Make;
const organization = careconnect.organization as Make;
const observation = careconnect.observation as Make;
const immunization = careconnect.immunization as Make;
const officialName = { family: 'Thistlewood' };
const needed = { officialName };
const given = { status: 'final', code: { text: 'Weight' } };

/** What is built, and what the error says. */
type Table = Readonly<Record<string, readonly [build: () => unknown, message: string]>>;

const languages: Table = {
  'a language that is no tag': [
    () => patient({ ...needed, language: 'en_GB' }),
    'Patient.language: "en_GB" is not a language tag of BCP 47, such as en or en-GB',
  ],
};

const names: Table = {
  'a misspelt element': [
    () => patient({ ...needed, gendre: 'female' }),
    'Patient.gendre: unknown property; did you mean "gender"?',
  ],
  'a misspelt slice': [
    () => patient({ ...needed, nhsNumbr: {} }),
    'Patient.nhsNumbr: unknown property; did you mean "nhsNumber"?',
  ],
  'a misspelt extension': [
    () => patient({ ...needed, birthTim: '2026' }),
    'Patient.birthTim: unknown property; did you mean "birthTime"?',
  ],
  'a misspelt one that is needed': [
    () => patient({ oficialName: officialName }),
    'Patient.oficialName: unknown property; did you mean "officialName"?',
  ],
  'one that is like no other': [() => patient({ ...needed, species: 'cat' }), 'Patient.species: unknown property'],
  'one in a slice': [
    () => patient({ officialName: { ...officialName, givn: 'Ada' } }),
    'Patient.officialName.givn: unknown property; did you mean "given"?',
  ],
  'one in an item of a list': [
    () => patient({ ...needed, address: [{ city: 'a' }, { cty: 'b' }] }),
    'Patient.address[1].cty: unknown property; did you mean "city"?',
  ],
  'one in a datatype in a backbone element': [
    () => patient({ ...needed, contact: { name: { use: 'usual' }, period: { strat: '2026' } } }),
    'Patient.contact.period.strat: unknown property; did you mean "start"?',
  ],
  'one in a coding': [
    () => organization({ type: { system: 'x', cod: 'y' } }),
    'Organization.type.coding.cod: unknown property; did you mean "code"?',
  ],
  'one in a concept': [
    () => organization({ type: [{ txt: 'y' }] }),
    'Organization.type[0].txt: unknown property; did you mean "text"?',
  ],
  'one in a coding of a concept': [
    () => organization({ type: { coding: [{ dsplay: 'y' }] } }),
    'Organization.type.coding[0].dsplay: unknown property; did you mean "display"?',
  ],
  'one in an extension of parts': [
    () => (routingDemographicsExtension as Make)({ nhsNumer: {} }),
    'RoutingDemographicsExtension.nhsNumer: unknown property; did you mean "nhsNumber"?',
  ],
  'one in the value of an extension': [
    () => (birthPlaceExtension as Make)({ citi: 'x' }),
    'BirthPlaceExtension.citi: unknown property; did you mean "city"?',
  ],
  'one in a reference': [
    () => patient({ ...needed, managingOrganization: { ...ref('Organization/1'), dsplay: 'x' } }),
    'Patient.managingOrganization.dsplay: unknown property; did you mean "display"?',
  ],
  'a type of a choice': [
    () => patient({ ...needed, deceased: { bolean: true } }),
    'Patient.deceased.bolean: unknown property; did you mean "boolean"?',
  ],
  'the JSON name of a choice': [
    () => patient({ ...needed, deceasedBoolean: true }),
    'Patient.deceasedBoolean: unknown property',
  ],
  'an element that is not used': [() => patient({ ...needed, animal: {} }), 'Patient.animal: unknown property'],
  'the resource type of another': [
    () => patient({ ...needed, resourceType: 'Organization' }),
    'Patient.resourceType: "Organization" is not the resource type Patient',
  ],
  'a resource type in a datatype': [
    () => (humanName as Make)({ resourceType: 'HumanName' }),
    'HumanName.resourceType: unknown property',
  ],
};

const missing: Table = {
  'a slice': [() => patient({}), 'Patient.officialName: is required'],
  'an element': [() => observation({ code: { text: 'Weight' } }), 'Observation.status: is required'],
  'one of a slice': [() => patient({ officialName: { given: 'Ada' } }), 'Patient.officialName.family: is required'],
  'an extension of a slice': [
    () => patient({ ...needed, nhsNumber: { value: '9990000018' } }),
    'Patient.nhsNumber.verificationStatus: is required',
  ],
  'one of an item': [
    () => patient({ ...needed, telecom: [{ system: 'phone', value: '1' }, { system: 'phone' }] }),
    'Patient.telecom[1].value: is required',
  ],
  'one of a backbone element': [
    () => patient({ ...needed, link: { type: 'refer' } }),
    'Patient.link.other: is required',
  ],
  'one that FHIR itself needs': [
    () => patient({ ...needed, link: { other: ref('Patient/1') } }),
    'Patient.link.type: is required',
  ],
  'a list without items': [
    () =>
      immunization({
        status: 'completed',
        notGiven: false,
        primarySource: true,
        vaccineCode: { text: 'MMR' },
        patient: ref('Patient/1'),
        vaccinationProtocol: {
          doseSequence: 1,
          doseStatus: { system: 'a', code: 'b', display: 'c' },
          targetDisease: [],
        },
      }),
    'Immunization.vaccinationProtocol.targetDisease: is required',
  ],
  'one whose members are all undefined': [
    () => observation({ status: 'final', code: { text: undefined } }),
    'Observation.code: is required',
  ],
  'one of an extension of parts': [
    () => (careconnect.nhsCommunicationExtension as Make)({ preferred: true }),
    'NhsCommunicationExtension.language: is required',
  ],
  'one of the header': [
    () => (messageHeader as Make)({ messageEventType: 'newEventMessage' }),
    'MessageHeader.event: is required',
  ],
};

const shapes: Table = {
  nothing: [() => patient(undefined), 'Patient: is undefined, but must be a plain object'],
  null: [() => patient(null), 'Patient: null is not a plain object'],
  'a list': [() => patient([needed]), 'Patient: a list is not a plain object'],
  'a class of its own': [() => patient(new Map()), 'Patient: an object is not a plain object'],
  'a text for an object': [
    () => patient({ officialName: 'Thistlewood' }),
    'Patient.officialName: "Thistlewood" is not a plain object',
  ],
  'a moment for an object': [
    () => patient({ ...needed, address: new Date(0) }),
    'Patient.address: a Date is not a plain object',
  ],
  'a list for an element': [
    () => patient({ ...needed, gender: ['female'] }),
    'Patient.gender: a list is not a single value',
  ],
  'a list for a slice': [
    () => patient({ officialName: [officialName] }),
    'Patient.officialName: a list is not a single value',
  ],
  'a list for an extension': [
    () => patient({ ...needed, residentialStatus: ['ukResident'] }),
    'Patient.residentialStatus: a list is not a single value',
  ],
  'a list in a list': [
    () => patient({ ...needed, address: [[{ city: 'a' }]] }),
    'Patient.address[0]: a list is not a plain object',
  ],
  'a list for a choice': [
    () => patient({ ...needed, deceased: [{ boolean: true }] }),
    'Patient.deceased: a list is not a plain object',
  ],
  'null for an item': [
    () => patient({ ...needed, address: [null] }),
    'Patient.address[0]: is null, but items of a list must have a value; leave it out',
  ],
  'null in a list of primitives': [
    () => patient({ officialName: { ...officialName, given: ['Ada', null] } }),
    'Patient.officialName.given[1]: is null, but items of a list must have a value; leave it out',
  ],
  'undefined for an item': [
    () => patient({ officialName: { ...officialName, given: ['Ada', undefined] } }),
    'Patient.officialName.given[1]: is undefined, but items of a list must have a value',
  ],
  'a gap in a list': [
    () => patient({ officialName: { ...officialName, given: Object.assign(['Ada'], { 2: 'Orla' }) } }),
    'Patient.officialName.given[1]: is undefined, but items of a list must have a value',
  ],
  'several members of a choice': [
    () => patient({ ...needed, deceased: { boolean: true, dateTime: '2026' } }),
    'Patient.deceased: allows only one of boolean, dateTime',
  ],
  'a value for a choice': [
    () => patient({ ...needed, deceased: true }),
    'Patient.deceased: true is not a plain object',
  ],
  'a number for the value of a slice': [
    () => organization({ odsOrganisationCode: 99901 }),
    'Organization.odsOrganisationCode.value: 99901 is not text',
  ],
  'no resource where one is contained': [
    () => patient({ ...needed, contained: { id: 'p' } }),
    'Patient.contained.resourceType: is required, as text',
  ],
  'a function in an extension that no profile names': [
    () => patient({ ...needed, extension: { url: 'https://larkspur.example/e', valueString: () => 'x' } }),
    'Patient.extension.valueString: a function is not a JSON value',
  ],
  'no number in a contained resource': [
    () => patient({ ...needed, contained: { resourceType: 'Location', position: { latitude: NaN } } }),
    'Patient.contained.position.latitude: NaN is not a JSON value',
  ],
};

const values: Table = {
  'a text for a boolean': [() => patient({ ...needed, active: 'true' }), 'Patient.active: "true" is not true or false'],
  'an empty text': [() => patient({ officialName: { family: '' } }), 'Patient.officialName.family: is empty'],
  'a number for a date': [() => patient({ ...needed, birthDate: 2026 }), 'Patient.birthDate: 2026 is not a valid date'],
  'a moment for a date, for it depends on the place which day that is': [
    () => patient({ ...needed, birthDate: new Date(0) }),
    'Patient.birthDate: a Date is not a date as text, such as 2026-03-04; formatDate(date, zone) makes it of a Date',
  ],
  'a day that there is not': [
    () => patient({ ...needed, birthDate: '2026-02-30' }),
    'Patient.birthDate: "2026-02-30" is not a valid date',
  ],
  'a moment that is none': [
    () => patient({ ...needed, birthTime: new Date(NaN) }),
    'Patient.birthTime: an invalid Date is not a valid Date',
  ],
  'a moment that is too late': [
    () => patient({ ...needed, birthTime: new Date(8.64e15) }),
    'Patient.birthTime: "+275760-09-13',
  ],
  'a time of day without zone': [
    () => patient({ ...needed, birthTime: '2026-03-04T07:15:00' }),
    'Patient.birthTime: "2026-03-04T07:15:00" is not a valid date',
  ],
  'one in a datatype': [
    () => patient({ ...needed, address: { period: { start: '2026-13' } } }),
    'Patient.address.period.start: "2026-13" is not a valid date',
  ],
  'one in a choice': [
    () => patient({ ...needed, deceased: { dateTime: 'yesterday' } }),
    'Patient.deceased.dateTime: "yesterday" is not a valid date',
  ],
  'one in an extension of parts': [
    () => (routingDemographicsExtension as Make)({ birthDateTime: '2026-3-4' }),
    'RoutingDemographicsExtension.birthDateTime: "2026-3-4" is not a valid date',
  ],
  'one in a list': [
    () => (timing as Make)({ event: ['2026', '2026-00'] }),
    'Timing.event[1]: "2026-00" is not a valid date',
  ],
  'a code with spaces': [() => patient({ ...needed, gender: ' female' }), 'Patient.gender: " female" is not a code'],
  'an id that is too long': [() => patient({ ...needed, id: 'a'.repeat(65) }), 'Patient.id: "aaaaaaaa'],
  'a wrong check digit': [
    () => patient({ ...needed, nhsNumber: { value: '9990000019', verificationStatus: 'numberPresentAndVerified' } }),
    'Patient.nhsNumber.value: "9990000019" is not ten digits that end in the correct check digit',
  ],
  'the name of no constant': [
    () => patient({ ...needed, maritalStatus: 'maried' }),
    'Patient.maritalStatus: "maried" is not the name of a constant, or a coding; did you mean "married"?',
  ],
  'an inherited name': [
    () => patient({ ...needed, maritalStatus: 'constructor' }),
    'Patient.maritalStatus: "constructor" is not the name of a constant, or a coding',
  ],
  'the name of no constant in a list': [
    () => observation({ ...given, category: ['vitalSigns', 'vitalSign'] }),
    'Observation.category[1]: "vitalSign" is not the name of a constant, or a coding; did you mean "vitalSigns"?',
  ],
  'a name where there are no constants': [
    () => organization({ type: 'gp' }),
    'Organization.type: "gp" is not a coding',
  ],
  'a text for a reference': [
    () => patient({ ...needed, managingOrganization: 'Organization/1' }),
    'Patient.managingOrganization: "Organization/1" is not a resource, or a reference from ref or refTo',
  ],
  'a malformed reference': [
    () => patient({ ...needed, generalPractitioner: [ref('Practitioner/1'), { reference: 'x y' }] }),
    'Patient.generalPractitioner[1].reference: "x y" is not a literal reference',
  ],
  'an empty reference': [
    () => patient({ ...needed, managingOrganization: {} }),
    'Patient.managingOrganization: is empty; give a reference, an identifier or a display',
  ],
};

const tables = { languages, names, missing, shapes, values };

function errorOf(build: () => unknown): InputError {
  try {
    build();
  } catch (error) {
    assert.instance(error, InputError);
    return error as InputError;
  }
  throw new Error('nothing was thrown');
}

/** What of an error comes from the input, and no rule says: the value, and the name of a property that nobody knows. */
function secretsOf({ value, rule, path }: InputError): string[] {
  const said = value.replaceAll('"', '');
  const isData = /^["\d]|^NaN$/.test(value) && said !== '' && !rule.includes(said);
  const isUnknown = rule.startsWith('unknown property');
  return [...(isData ? [said] : []), ...(isUnknown ? [path.slice(path.lastIndexOf('.'))] : [])];
}

for (const [name, table] of Object.entries(tables)) {
  const test = suite(`input errors: ${name}`);
  for (const [what, [build, message]] of Object.entries(table))
    test(what, () => {
      const error = errorOf(build);
      assert.is(error.message.slice(0, message.length), message);
      assert.is(error.path, message.slice(0, message.indexOf(': ')));
      assert.is(describe(error), error.message);
      const bare = `${describe(error, { values: false })}:`;
      assert.equal(
        secretsOf(error).filter((secret) => bare.includes(secret.startsWith('.') ? `${secret}:` : secret)),
        [],
      );
    });
  test.run();
}

const checked = suite('input errors: the guard asked');

checked('throws its first error, with its path', () => {
  const twice = { ...needed, name: { use: 'official', family: 'Thistle' } } as const;
  const error = errorOf(() => careconnect.patient(twice, { check: careconnect.checkPatient }));
  assert.is(error.path, 'Patient.name');
  assert.match(error.message, 'Patient.name: ');
});

checked('lets pass what has warnings only', () => {
  const unknown = { ...needed, extension: { url: 'https://larkspur.example/e', valueString: 'x' } };
  assert.ok(careconnect.checkPatient(careconnect.patient(unknown)).length > 0);
  careconnect.patient(unknown, { check: careconnect.checkPatient });
});

checked('is not asked unless told', () => {
  assert.equal(period({ start: '2026', end: '2025' }), { start: '2026', end: '2025' });
});

checked.run();
