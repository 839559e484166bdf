import type { DiagnosticCode } from '../codes.ts';
import { acme, codeSystem, definitions, excerpt, structure, text, type Explanation } from './explanation.ts';

type LoadCode = Extract<DiagnosticCode, `load/${string}`>;

const red = { code: 'red', display: 'Red' };
const visitor = { type: 'Patient', baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient' };
const url = `${acme}/StructureDefinition/Visitor`;

/** A code system without concepts, which is the shortest definition that nothing is wrong with. */
const json = `"resourceType": "CodeSystem", "url": "${acme}/CodeSystem/colour", "caseSensitive": true, "content": "not-present"`;

const xmlOf = (name: string): string =>
  [
    '<CodeSystem xmlns="http://hl7.org/fhir">',
    `  <url value="${acme}/CodeSystem/colour"/>${name}`,
    '  <caseSensitive value="true"/>',
    '  <content value="not-present"/>',
    '</CodeSystem>',
  ].join('\n');

/** Explains what is wrong with a file or with a definition by itself. */
export const loadExplanations: Partial<Record<LoadCode, Explanation>> = {
  'load/unreadable': {
    what: 'The file does not exist, may not be read, or is larger than 20 million characters.',
    why: 'Its definitions are missing, and so is what builds on them.',
    example: excerpt('generate definitons --out my-sdk', 'generate definitions --out my-sdk'),
  },
  'load/not-json': {
    what: 'The file is called .json, but its text is not JSON.',
    why: 'Nothing of the file is used.',
    example: text('colour.json', `{ ${json} `, `{ ${json} }`),
  },
  'load/not-xml': {
    what: 'The file is XML that cannot be read as a resource: it is not well-formed, or not in the namespace of FHIR.',
    why: 'Nothing of the file is used.',
    example: text('colour.xml', xmlOf('').replace(' xmlns="http://hl7.org/fhir"', ''), xmlOf('')),
  },
  'load/xml-form': {
    what: 'The XML has something that FHIR does not have there, such as an element in the wrong place or without content.',
    why: 'What does not fit may be left out; other tools may refuse the file.',
    example: text('colour.xml', xmlOf('\n  <name/>'), xmlOf('\n  <name value="Colour"/>')),
  },
  'load/too-deep': {
    what: 'Objects and lists in a file are nested more than 500 deep.',
    why: 'Nothing of the file is used: it was made to exhaust the memory of tools, or by mistake.',
    example: text(
      'colour.json',
      `{ ${json}, "contact": ${'['.repeat(501)}${']'.repeat(501)} }`,
      `{ ${json}, "contact": [] }`,
    ),
  },
  'load/not-a-definition': {
    what: 'The file is JSON, but not a FHIR resource.',
    why: 'It is ignored, which is right for a configuration and wrong for a definition without its resourceType.',
    example: text('colour.json', `{ ${json.replace('"resourceType": "CodeSystem", ', '')} }`, `{ ${json} }`),
  },
  'load/missing-property': {
    what: 'A definition lacks a property without which it cannot be used.',
    why: 'The definition is left out.',
    example: definitions(
      [{ ...codeSystem('colour', { concept: [red] }), url: undefined }],
      [codeSystem('colour', { concept: [red] })],
    ),
  },
  'load/bad-property': {
    what: 'A property has another JSON type, or another value, than the specification allows.',
    why: 'The definition is left out, since nobody can know what was meant.',
    example: definitions(
      [structure('Visitor', { ...visitor, differential: { element: [{ path: 'Patient.name', min: 'one' }] } })],
      [structure('Visitor', { ...visitor, differential: { element: [{ path: 'Patient.name', min: 1 }] } })],
    ),
  },
  'load/json-type': {
    what: 'A property has another JSON type than the specification states, and it is clear what is meant.',
    why: 'It is read as meant; other tools may refuse the file.',
    example: definitions(
      [structure('Visitor', { ...visitor, differential: { element: [{ path: 'Patient.photo', max: 0 }] } })],
      [structure('Visitor', { ...visitor, differential: { element: [{ path: 'Patient.photo', max: '0' }] } })],
    ),
  },
  'load/unknown-property': {
    what: 'A definition in JSON has a property that FHIR STU3 does not have there.',
    why: 'It has no effect: a rule whose property is misspelt, or that another release of FHIR knows, is missing.',
    example: text('colour.json', `{ ${json}, "publishr": "Acme" }`, `{ ${json}, "publisher": "Acme" }`),
  },
  'load/duplicate-canonical': {
    what: 'Two definitions have the same canonical URL.',
    why: 'The one that is read first is used, and the other is left out.',
    example: definitions(
      [structure('Visitor', visitor), structure('Visitor', visitor)],
      [structure('Visitor', visitor), structure('Guest', visitor)],
    ),
  },
  'load/defined-before': {
    what: 'A package repeats a definition that has been read already.',
    why: 'Yours, or that of the package named first, is used.',
    example: excerpt('generate ./definitions acme.fhir@1.0.0', 'generate acme.fhir@1.0.0'),
  },
  'load/unsupported-version': {
    what: 'A definition is for another release of FHIR.',
    why: 'It is left out: the same words may mean something else there.',
    example: definitions(
      [structure('Visitor', { ...visitor, fhirVersion: '4.0.1' })],
      [structure('Visitor', { ...visitor, fhirVersion: '3.0.2' })],
    ),
  },
  'load/logical-model': {
    what: 'A definition is a logical model, which describes data outside of FHIR.',
    why: 'It is left out: there is no resource to build or to check.',
    example: definitions(
      [
        structure('Visitor', {
          kind: 'logical',
          type: 'Visitor',
          baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Element',
        }),
      ],
      [structure('Visitor', visitor)],
    ),
  },
  'load/abstract-type': {
    what: 'A profile constrains an abstract type, such as DomainResource, of which there are no values.',
    why: 'It is left out: there is nothing of that type to build or to check.',
    example: definitions(
      [
        structure('Visitor', {
          type: 'DomainResource',
          baseDefinition: 'http://hl7.org/fhir/StructureDefinition/DomainResource',
        }),
      ],
      [structure('Visitor', visitor)],
    ),
  },
  'load/early-version': {
    what: 'A definition is for FHIR 3.0.0, which version 3.0.1 corrected within weeks.',
    why: 'It is read as one for 3.0.2, where a few definitions of FHIR itself differ.',
    example: definitions(
      [structure('Visitor', { ...visitor, fhirVersion: '3.0.0' })],
      [structure('Visitor', { ...visitor, fhirVersion: '3.0.2' })],
    ),
  },
  'load/id-differs-from-url': {
    what: 'The id of a definition is not the last part of its canonical URL.',
    why: 'Nothing changes here, since the URL alone counts; a server may publish the definition at another address.',
    example: definitions(
      [{ ...structure('Visitor', visitor), id: 'visitor-1' }],
      [{ ...structure('Visitor', visitor), id: 'Visitor' }],
    ),
  },
  'load/case-sensitivity-unstated': {
    what: 'A code system does not state whether the case of its codes matters.',
    why: 'Filters and lists of value sets find its codes only as they are written, so that "RED" is not "red".',
    example: definitions(
      [{ ...codeSystem('colour', { concept: [red] }), caseSensitive: undefined }],
      [codeSystem('colour', { concept: [red] })],
    ),
  },
  'load/code-system-empty': {
    what: 'A code system says that it lists all of its concepts, but lists none.',
    why: 'A value set of the whole code system has no codes, so that no value satisfies a binding to it.',
    example: definitions([codeSystem('colour')], [codeSystem('colour', { content: 'not-present' })]),
  },
  'load/display-missing': {
    what: 'Concepts of a code system have no display.',
    why: 'Builders fill in none, and the names of their constants are made from the codes.',
    example: definitions(
      [codeSystem('colour', { concept: [{ code: 'red' }] })],
      [codeSystem('colour', { concept: [red] })],
    ),
  },
  'load/blank-text': {
    what: 'A text for people is empty or white space.',
    why: 'It is treated as missing; FHIR forbids empty strings, so other tools may refuse the definition.',
    example: definitions(
      [structure('Visitor', { ...visitor, title: ' ' })],
      [structure('Visitor', { ...visitor, title: 'Visitor' })],
    ),
  },
  'load/bad-baseline': {
    what: 'The baseline cannot be read, or an entry in it is malformed or names a code that no definition can get.',
    why: 'The entry accepts nothing.',
    example: excerpt(
      `{ "accepted": [{ "code": "resolve/no-such-code", "canonical": "${url}" }] }`,
      `{ "accepted": [{ "code": "resolve/profile-not-found", "canonical": "${url}" }] }`,
    ),
  },
  'load/baseline-stale': {
    what: 'The baseline accepts something that no longer occurs.',
    why: 'The entry would hide the same fault if it came back.',
    example: excerpt(`{ "accepted": [{ "code": "load/blank-text", "canonical": "${url}" }] }`, '{ "accepted": [] }'),
  },
  'load/no-definitions': {
    what: 'The inputs contain no definition that can be used.',
    why: 'Nothing is generated, and a package that was generated before stays as it is.',
    example: excerpt('generate ./empty --out my-sdk', 'generate ./definitions --out my-sdk'),
  },
};
