import type { DiagnosticCode } from '../codes.ts';
import { acme, definitions, elements, excerpt, structure, valueSet, type Explanation } from './explanation.ts';

type ResolveCode = Extract<DiagnosticCode, `resolve/${string}`>;

const fhir = 'http://hl7.org/fhir/StructureDefinition';
const gender = { valueSetReference: { reference: 'http://hl7.org/fhir/ValueSet/administrative-gender' } };
const bySystem = { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' };
const hospitalNumber = { path: 'Patient.identifier', sliceName: 'hospitalNumber' };
const fixedSystem = { path: 'Patient.identifier.system', min: 1, fixedUri: `${acme}/hospital-number` };
const byType = { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' };
const weight = { path: 'Observation.value[x]', sliceName: 'weight', type: [{ code: 'Quantity' }] };

/** Explains what is wrong with a StructureDefinition, by itself or on its base. */
export const structureExplanations: Partial<Record<ResolveCode, Explanation>> = {
  'resolve/base-not-found': {
    what: 'The base of a profile is not in the input.',
    why: 'The profile builds on its type instead, so what the base adds is not checked.',
    example: definitions(
      [structure('Visitor', { type: 'Patient', baseDefinition: `${acme}/StructureDefinition/Person` })],
      [structure('Visitor', { type: 'Patient', baseDefinition: `${fhir}/Patient` })],
    ),
  },
  'resolve/base-unusable': {
    what: 'The base of a profile is left out, because it has errors of its own.',
    why: 'The profile is left out too: nobody can say what it allows.',
    example: excerpt(
      `"baseDefinition": "${acme}/StructureDefinition/Person", where Person constrains Patient.shoe`,
      `"baseDefinition": "${acme}/StructureDefinition/Person", where Person constrains Patient.contact`,
    ),
  },
  'resolve/type-not-found': {
    what: 'A definition is of a type that FHIR does not have, and its base is not in the input either.',
    why: 'The definition is left out.',
    example: definitions(
      [structure('Visitor', { type: 'Pateint', baseDefinition: `${acme}/StructureDefinition/Person` })],
      [structure('Visitor', { type: 'Patient', baseDefinition: `${fhir}/Patient` })],
    ),
  },
  'resolve/base-cycle': {
    what: 'A definition is its own base, directly or through others.',
    why: 'None of them can be built, and all are left out.',
    example: definitions(
      [structure('Visitor', { type: 'Patient', baseDefinition: `${acme}/StructureDefinition/Visitor` })],
      [structure('Visitor', { type: 'Patient', baseDefinition: `${fhir}/Patient` })],
    ),
  },
  'resolve/base-type-mismatch': {
    what: 'The type of a profile is not that of its base.',
    why: 'The profile is left out, since its elements are not those of the base.',
    example: definitions(
      [structure('Visitor', { type: 'Patient', baseDefinition: `${fhir}/Practitioner` })],
      [structure('Visitor', { type: 'Patient', baseDefinition: `${fhir}/Patient` })],
    ),
  },
  'resolve/element-not-found': {
    what: 'A profile constrains an element that its base does not have.',
    why: 'The profile is left out: what it demands could never be met.',
    example: elements('Patient', [{ path: 'Patient.forename', min: 1 }], [{ path: 'Patient.name.given', min: 1 }]),
  },
  'resolve/slice-not-sliceable': {
    what: 'A slice belongs to an element that is not sliced.',
    why: 'It is unknown how items of the slice differ from others.',
    example: elements(
      'Patient',
      [hospitalNumber, fixedSystem],
      [{ path: 'Patient.identifier', slicing: bySystem }, hospitalNumber, fixedSystem],
    ),
  },
  'resolve/slice-of-one': {
    what: 'A slice belongs to an element that has one value at most and is not sliced.',
    why: 'There is nothing to tell it from: its rules are those of the element.',
    example: elements(
      'Patient',
      [{ path: 'Patient.maritalStatus', sliceName: 'status', min: 1 }],
      [{ path: 'Patient.maritalStatus', min: 1 }],
    ),
  },
  'resolve/slice-without-discriminator': {
    what: 'An element is sliced, but the slicing has no discriminator, which says how the slices differ.',
    why: 'No item is recognised as one of the slice: a guard does not check its rules, and a minimum is not enforced.',
    example: elements(
      'Patient',
      [{ path: 'Patient.identifier', slicing: { rules: 'open' } }, hospitalNumber, fixedSystem],
      [{ path: 'Patient.identifier', slicing: bySystem }, hospitalNumber, fixedSystem],
    ),
  },
  'resolve/choice-slice-unusable': {
    what: 'A slice of a choice of types shares its type with another slice, or is discriminated by something else.',
    why: 'A choice has one value, so slices differ by its type alone; the rules of the slice are not checked.',
    example: elements(
      'Observation',
      [
        { path: 'Observation.value[x]', slicing: { discriminator: [{ type: 'value', path: 'unit' }], rules: 'open' } },
        weight,
      ],
      [{ path: 'Observation.value[x]', slicing: byType }, weight],
    ),
  },
  'resolve/wider-cardinality': {
    what: 'A profile allows fewer or more values than its base.',
    why: 'An instance must satisfy the base too, so the narrower of the two is used.',
    example: elements('Patient', [{ path: 'Patient.gender', max: '*' }], [{ path: 'Patient.gender', max: '1' }]),
  },
  'resolve/empty-cardinality': {
    what: 'The minimum of an element is above its maximum.',
    why: 'No instance could satisfy it, so the profile is left out.',
    example: elements(
      'Patient',
      [{ path: 'Patient.name', min: 2, max: '1' }],
      [{ path: 'Patient.name', min: 1, max: '1' }],
    ),
  },
  'resolve/type-not-allowed': {
    what: 'A profile gives an element a type that the base does not allow.',
    why: 'The type is left out; if it is the only one, those of the base stay.',
    example: elements(
      'Patient',
      [{ path: 'Patient.birthDate', type: [{ code: 'dateTime' }] }],
      [{ path: 'Patient.birthDate', type: [{ code: 'date' }] }],
    ),
  },
  'resolve/profile-not-found': {
    what: 'An element must follow a profile that is not in the input.',
    why: 'The rules of the profile are not checked.',
    example: elements(
      'Patient',
      [{ path: 'Patient.address', type: [{ code: 'Address', profile: `${acme}/StructureDefinition/UkAddress` }] }],
      [{ path: 'Patient.address', type: [{ code: 'Address' }] }],
    ),
  },
  'resolve/target-not-found': {
    what: 'A reference leads to a resource of a profile that is not in the input.',
    why: 'Until it is, the reference may lead to whatever the base allows.',
    example: elements(
      'Patient',
      [
        {
          path: 'Patient.managingOrganization',
          type: [{ code: 'Reference', targetProfile: `${acme}/StructureDefinition/Clinic` }],
        },
      ],
      [
        {
          path: 'Patient.managingOrganization',
          type: [{ code: 'Reference', targetProfile: `${fhir}/Organization` }],
        },
      ],
    ),
  },
  'resolve/profile-of-other-type': {
    what: 'The profile of a type is a profile of another type.',
    why: 'No value could be both, so the profile is ignored.',
    example: elements(
      'Observation',
      [{ path: 'Observation.value[x]', type: [{ code: 'Ratio', profile: `${fhir}/SimpleQuantity` }] }],
      [{ path: 'Observation.value[x]', type: [{ code: 'Quantity', profile: `${fhir}/SimpleQuantity` }] }],
    ),
  },
  'resolve/profile-on-reference': {
    what: 'The profile of a Reference names a resource, which targetProfile should.',
    why: 'Here it is read as the target; other tools look for a profile of the Reference itself.',
    example: elements(
      'Observation',
      [{ path: 'Observation.subject', type: [{ code: 'Reference', profile: `${fhir}/Patient` }] }],
      [{ path: 'Observation.subject', type: [{ code: 'Reference', targetProfile: `${fhir}/Patient` }] }],
    ),
  },
  'resolve/target-not-allowed': {
    what: 'A reference may lead to a type of resource that the base does not allow.',
    why: 'An instance with that target would break the base, so the target is left out.',
    example: elements(
      'Observation',
      [{ path: 'Observation.subject', type: [{ code: 'Reference', targetProfile: `${fhir}/Practitioner` }] }],
      [{ path: 'Observation.performer', type: [{ code: 'Reference', targetProfile: `${fhir}/Practitioner` }] }],
    ),
  },
  'resolve/binding-not-bindable': {
    what: 'An element is bound to a value set, but its type has no codes.',
    why: 'The binding has no effect.',
    example: elements(
      'Patient',
      [{ path: 'Patient.birthDate', binding: { strength: 'required', ...gender } }],
      [{ path: 'Patient.gender', binding: { strength: 'required', ...gender } }],
    ),
  },
  'resolve/binding-without-value-set': {
    what: 'A binding is required or extensible, but names no value set.',
    why: 'The value set of the base is used with that strength, which may refuse codes that the author had in mind.',
    example: elements(
      'Patient',
      [{ path: 'Patient.gender', binding: { strength: 'required' } }],
      [{ path: 'Patient.gender', binding: { strength: 'required', ...gender } }],
    ),
  },
  'resolve/id-differs-from-path': {
    what: 'The id of an element does not lead to the same element as its path.',
    why: 'The path is used; other tools use the id, and find another element or none.',
    example: elements(
      'Patient',
      [{ id: 'name.family', path: 'Patient.name.family', min: 1 }],
      [{ id: 'Patient.name.family', path: 'Patient.name.family', min: 1 }],
    ),
  },
  'resolve/inside-prohibited': {
    what: 'A profile constrains something inside an element that must not occur.',
    why: 'It has no effect, and may show that the author did not mean to prohibit the element.',
    example: elements(
      'Patient',
      [
        { path: 'Patient.name', max: '0' },
        { path: 'Patient.name.family', min: 1 },
      ],
      [
        { path: 'Patient.name', max: '1' },
        { path: 'Patient.name.family', min: 1 },
      ],
    ),
  },
  'resolve/value-set-not-found': {
    what: 'An element is bound to a value set that is not in the input.',
    why: 'Its codes are unknown, so they are typed as any text and not checked.',
    example: definitions(
      [
        structure('Visitor', {
          type: 'Patient',
          baseDefinition: `${fhir}/Patient`,
          differential: {
            element: [
              { path: 'Patient.language', binding: { strength: 'required', valueSetUri: `${acme}/ValueSet/tongue` } },
            ],
          },
        }),
      ],
      [
        structure('Visitor', {
          type: 'Patient',
          baseDefinition: `${fhir}/Patient`,
          differential: {
            element: [
              { path: 'Patient.language', binding: { strength: 'required', valueSetUri: `${acme}/ValueSet/tongue` } },
            ],
          },
        }),
        valueSet('tongue', [{ system: 'urn:ietf:bcp:47', concept: [{ code: 'en' }, { code: 'cy' }] }]),
      ],
    ),
  },
  'resolve/content-reference-not-found': {
    what: 'An element repeats the content of another one, which does not exist.',
    why: 'The content of the element is unknown, so the definition is left out.',
    example: excerpt(
      '{ "path": "Parcel.part.part", "contentReference": "#Parcel.piece" }',
      '{ "path": "Parcel.part.part", "contentReference": "#Parcel.part" }',
    ),
  },
  'resolve/too-deep': {
    what: 'An element lies more than 40 steps inside its resource, or value sets include each other more than 64 deep.',
    why: 'No definition needs that, and the work to unfold it would have no end.',
    example: elements(
      'Patient',
      [{ path: `Patient${'.extension'.repeat(40)}`, max: '1' }],
      [{ path: 'Patient.extension', max: '1' }],
    ),
  },
};
