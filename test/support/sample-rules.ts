/**
 * Rules in the form that the generator emits, for a small part of FHIR, to test the runtime without the generator. The
 * types have their real names, but only some of their elements.
 */
import type { Patient } from 'fhir/r3.js';
import { resourceElements, typeElements, type ElementTable } from '../../runtime/core/elements.ts';
import type { Issue } from '../../runtime/core/issue.ts';
import { codes } from '../../runtime/guard/codes.ts';
import { demand, report, test } from '../../runtime/guard/checks.ts';
import {
  additions,
  profileRules,
  typeRules,
  type Additions,
  type ProfileRules,
  type TypeRules,
} from '../../runtime/guard/rules.ts';
import type { CheckOptions } from '../../runtime/guard/run.ts';

const administrativeGender = codes('AdministrativeGender', ['male', 'female', 'other', 'unknown']);
const identifierUse = codes('IdentifierUse', ['usual', 'official', 'temp', 'secondary']);
const linkType = codes('LinkType', ['replaced-by', 'replaces', 'refer', 'seealso']);
const nameUse = codes('NameUse', ['usual', 'official', 'temp', 'nickname', 'anonymous', 'old', 'maiden']);
const narrativeStatus = codes('NarrativeStatus', ['generated', 'extensions', 'additional', 'empty']);

export const extensionElements: ElementTable = typeElements('Extension', () => ({
  '@id': 'string',
  extension: [extensionElements],
  '@url': 'uri',
  'value[x]': {
    valueBoolean: 'boolean',
    valueDateTime: 'dateTime',
    valueString: 'string',
    valueIdentifier: identifierElements,
    valueHumanName: humanNameElements,
  },
}));

export const extensionRules: TypeRules = typeRules(extensionElements, () => ({
  parts: [extensionRules, humanNameRules, identifierRules],
  elements: { url: { min: 1 } },
  invariants: [
    {
      key: 'ext-1',
      text: 'an extension has either a value or extensions inside it, not both',
      one: ['extension', 'value[x]'],
    },
  ],
}));

const periodElements = typeElements('Period', () => ({
  '@id': 'string',
  extension: [extensionElements],
  start: 'dateTime',
  end: 'dateTime',
}));

export const periodRules: TypeRules = typeRules(periodElements, () => ({ parts: [extensionRules] }));

export const identifierElements: ElementTable = typeElements('Identifier', () => ({
  '@id': 'string',
  extension: [extensionElements],
  use: 'code',
  system: 'uri',
  value: 'string',
  period: periodElements,
}));

export const identifierRules: TypeRules = typeRules(identifierElements, () => ({
  parts: [extensionRules, periodRules],
  elements: { use: { codes: identifierUse } },
}));

export const humanNameElements: ElementTable = typeElements('HumanName', () => ({
  '@id': 'string',
  extension: [extensionElements],
  use: 'code',
  text: 'string',
  family: 'string',
  given: ['string'],
  prefix: ['string'],
  suffix: ['string'],
  period: periodElements,
}));

export const humanNameRules: TypeRules = typeRules(humanNameElements, () => ({
  parts: [extensionRules, periodRules],
  elements: { use: { codes: nameUse } },
}));

export const referenceElements: ElementTable = typeElements('Reference', () => ({
  '@id': 'string',
  extension: [extensionElements],
  reference: 'string',
  identifier: identifierElements,
  display: 'string',
}));

export const referenceRules: TypeRules = typeRules(referenceElements, () => ({
  parts: [extensionRules, identifierRules],
}));

const metaElements = typeElements('Meta', () => ({
  '@id': 'string',
  extension: [extensionElements],
  versionId: 'id',
  lastUpdated: 'instant',
  profile: ['uri'],
}));

const metaRules: TypeRules = typeRules(metaElements, () => ({ parts: [extensionRules] }));

const narrativeElements = typeElements('Narrative', () => ({
  '@id': 'string',
  extension: [extensionElements],
  status: 'code',
  div: 'xhtml',
}));

const narrativeRules: TypeRules = typeRules(narrativeElements, () => ({
  parts: [extensionRules],
  elements: { status: { min: 1, codes: narrativeStatus }, div: { min: 1 } },
}));

const patientLinkElements = typeElements('Patient.link', () => ({
  '@id': 'string',
  extension: [extensionElements],
  modifierExtension: [extensionElements],
  other: referenceElements,
  type: 'code',
}));

const patientLinkRules: TypeRules = typeRules(patientLinkElements, () => ({
  parts: [extensionRules, referenceRules],
  elements: { other: { min: 1 }, type: { min: 1, codes: linkType } },
}));

export const patientElements: ElementTable = resourceElements('Patient', () => ({
  id: 'id',
  meta: metaElements,
  implicitRules: 'uri',
  language: 'code',
  text: narrativeElements,
  contained: ['Resource'],
  extension: [extensionElements],
  modifierExtension: [extensionElements],
  identifier: [identifierElements],
  active: 'boolean',
  name: [humanNameElements],
  gender: 'code',
  birthDate: 'date',
  'deceased[x]': { deceasedBoolean: 'boolean', deceasedDateTime: 'dateTime' },
  generalPractitioner: [referenceElements],
  link: [patientLinkElements],
}));

export const patientRules: TypeRules = typeRules(patientElements, () => ({
  parts: [extensionRules, humanNameRules, identifierRules, metaRules, narrativeRules, patientLinkRules, referenceRules],
  elements: { gender: { codes: administrativeGender } },
}));

const entryElements = typeElements('Bundle.entry', () => ({
  '@id': 'string',
  extension: [extensionElements],
  fullUrl: 'uri',
  resource: 'Resource',
}));

const entryRules: TypeRules = typeRules(entryElements, () => ({ parts: [extensionRules] }));

export const bundleElements: ElementTable = resourceElements('Bundle', () => ({
  id: 'id',
  type: 'code',
  entry: [entryElements],
}));

export const bundleRules: TypeRules = typeRules(bundleElements, () => ({ parts: [entryRules, extensionRules] }));

export const SAMPLE_PROFILE = 'https://example.org/StructureDefinition/Sample-Patient-1';

/** One official name with a family name, at most one local identifier, and no link. */
const samplePatientAdditions: Additions = additions(patientElements, SAMPLE_PROFILE, () => ({
  elements: {
    identifier: { slicing: { by: 'system', slices: [{ name: 'local', is: 'https://example.org/id/local', max: 1 }] } },
    name: {
      slicing: {
        by: 'use',
        slices: [{ name: 'official', is: 'official', min: 1, max: 1, inside: { elements: { family: { min: 1 } } } }],
      },
    },
    link: { max: 0, unused: ['link'] },
  },
}));

export const samplePatientRules: ProfileRules = profileRules(() => patientRules, samplePatientAdditions);

/** Returns true if `value` is a Sample-Patient-1; stops at the first fault. */
export function isSamplePatient(value: unknown): value is Patient {
  return test(samplePatientRules, value);
}

/** Returns all issues of `value` as a Sample-Patient-1, in element order. */
export function checkSamplePatient(value: unknown, options?: CheckOptions): Issue[] {
  return report(samplePatientRules, value, options);
}

/** Throws a GuardError with all issues unless `value` is a Sample-Patient-1. */
export function assertSamplePatient(value: unknown, options?: CheckOptions): asserts value is Patient {
  demand(samplePatientRules, value, options);
}
