import type { DiagnosticCode } from '../codes.ts';
import { definitions, elements, excerpt, structure, type Explanation } from './explanation.ts';

type ModelCode = Extract<DiagnosticCode, `model/${string}`>;

const visitor = { type: 'Patient', baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient' };
const bySystem = {
  path: 'Patient.identifier',
  slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' },
};
const nhsNumber = { path: 'Patient.identifier', sliceName: 'nhsNumber' };

/** Explains what keeps definitions from becoming types with names, and what is wrong with the configuration. */
export const modelExplanations: Partial<Record<ModelCode, Explanation>> = {
  'model/name-collision': {
    what: 'Two definitions of a family get the same name.',
    why: 'A package can export a name once, so the second definition is left out.',
    example: definitions(
      [structure('Visitor', visitor), structure('visitor', visitor)],
      [structure('Visitor', visitor), structure('VisitorChild', visitor)],
    ),
  },
  'model/message-incomplete': {
    what: 'A MessageDefinition lacks something that an event needs, such as the profiles of its messages.',
    why: 'The package has no builder and no guard for the event; its profiles are there.',
    example: excerpt(
      '{ "resourceType": "MessageDefinition", … }, without the profile of its Bundle in the input',
      '{ "resourceType": "MessageDefinition", … }, with the profile of its Bundle in the input',
    ),
  },
  'model/subscription-incomplete': {
    what: 'A profile of Subscription has some of our extensions, but not all that a service needs.',
    why: 'The package has nothing to subscribe with; the profile itself is there.',
    example: excerpt('the extension subscription, without "heldAs"', 'the extension subscription, with "heldAs"'),
  },
  'model/service-incomplete': {
    what: 'A CapabilityStatement has some of our extensions, but not all that a service needs.',
    why: 'The package has no module "send".',
    example: excerpt('the extension of the service, without the URL of the operation', 'the extension, with the URL'),
  },
  'model/no-family': {
    what: 'No row of the naming table fits the canonical URL of a definition.',
    why: 'Its family, a subpath of the package, is named after the URL, such as acme-example.',
    example: excerpt(
      '"naming": { "families": [] }',
      '"naming": { "families": [{ "subpath": "acme", "base": "https://acme.example", "prefix": "" }] }',
    ),
  },
  'model/name-too-long': {
    what: 'The name of a definition makes a file name that is longer than file systems allow.',
    why: 'The definition is left out.',
    example: definitions([structure(`Very${'Very'.repeat(50)}LongName`, visitor)], [structure('LongName', visitor)]),
  },
  'model/bad-config': {
    what: 'The configuration cannot be read, or a setting has the wrong type.',
    why: 'Nothing is generated.',
    example: excerpt('"profiles": "my-definitions"', '"profiles": ["my-definitions"]'),
  },
  'model/unknown-setting': {
    what: 'The configuration has a setting that does not exist.',
    why: 'It has no effect, which its author may not notice.',
    example: excerpt('"profile": ["my-definitions"]', '"profiles": ["my-definitions"]'),
  },
  'model/discriminator-unusable': {
    what: 'A slice states nothing that its discriminator could be compared with.',
    why: 'No item is recognised as one of the slice: a guard does not check its rules, and a minimum is not enforced.',
    example: elements(
      'Patient',
      [bySystem, nhsNumber],
      [bySystem, nhsNumber, { path: 'Patient.identifier.system', min: 1, fixedUri: 'https://acme.example/nhs-number' }],
    ),
  },
};
