/**
 * Guards as the generator is to write them, for a small part of FHIR: the model that the emitters follow, and the means
 * by which the runtime is tested. The types have their real names and orders, and only some of their elements.
 */
import type { Patient } from 'fhir/r3.js';
import { codes, exactly } from '../../runtime/guard/codes.ts';
import { demand, report, test } from '../../runtime/guard/face.ts';
import { broken, fault, miscounted, missing, no, twice } from '../../runtime/guard/faults.ts';
import type { Issue } from '../../runtime/core/issue.ts';
import { isObject, itemsOf, type Properties } from '../../runtime/core/json.ts';
import { layered, resource } from '../../runtime/guard/layers.ts';
import { boolean, code, date, dateTime, id, instant, string, uri, xhtml } from '../../runtime/primitives/primitives.ts';
import { rules } from '../../runtime/primitives/rules.ts';
import type { CheckOptions, Run } from '../../runtime/guard/run.ts';
import { bare, each, notObject, one, other, primitives, sibling } from '../../runtime/guard/structure.ts';

const administrativeGender = /*@__PURE__*/ codes('AdministrativeGender', ['male', 'female', 'other', 'unknown']);
const identifierUse = /*@__PURE__*/ codes('IdentifierUse', ['usual', 'official', 'temp', 'secondary']);
const linkType = /*@__PURE__*/ codes('LinkType', ['replaced-by', 'replaces', 'refer', 'seealso']);
const nameUse = /*@__PURE__*/ codes('NameUse', ['usual', 'official', 'temp', 'nickname', 'anonymous', 'old', 'maiden']);
const narrativeStatus = /*@__PURE__*/ codes('NarrativeStatus', ['generated', 'extensions', 'additional', 'empty']);

const EXTENSION = [
  'id+',
  'extension+',
  'url+',
  'valueBoolean+',
  'valueDateTime+',
  'valueString+',
  'valueIdentifier+',
  'valueHumanName+',
];

export function extension(value: unknown, run: Run): boolean {
  if (!isObject(value)) return notObject(run, value);
  const mark = run.faults;
  let seen = 0;
  let choice = 0;
  for (const key in value) {
    const x = value[key];
    if (x === undefined) continue;
    switch (key) {
      case 'extension':
        seen |= 1;
        if (each(run, x, key, 1, extension)) return false;
        break;
      case 'url':
        seen |= 2;
        if (!uri(x) && no(run, key, 2, rules.uri, x)) return false;
        break;
      case 'valueBoolean':
        choice = choice === 0 || choice === 1 ? 1 : -1;
        if (!boolean(x) && no(run, 'value[x]', 3, rules.boolean, x)) return false;
        break;
      case '_valueBoolean':
        choice = choice === 0 || choice === 1 ? 1 : -1;
        if (sibling(run, value, 'valueBoolean', 3, extension, 'value[x]')) return false;
        break;
      case 'valueDateTime':
        choice = choice === 0 || choice === 2 ? 2 : -1;
        if (!dateTime(x) && no(run, 'value[x]', 3, rules.dateTime, x)) return false;
        break;
      case '_valueDateTime':
        choice = choice === 0 || choice === 2 ? 2 : -1;
        if (sibling(run, value, 'valueDateTime', 3, extension, 'value[x]')) return false;
        break;
      case 'valueString':
        choice = choice === 0 || choice === 3 ? 3 : -1;
        if (!string(x) && no(run, 'value[x]', 3, rules.string, x)) return false;
        break;
      case '_valueString':
        choice = choice === 0 || choice === 3 ? 3 : -1;
        if (sibling(run, value, 'valueString', 3, extension, 'value[x]')) return false;
        break;
      case 'valueIdentifier':
        choice = choice === 0 ? 4 : -1;
        if (one(run, x, 'value[x]', 3, identifier)) return false;
        break;
      case 'valueHumanName':
        choice = choice === 0 ? 5 : -1;
        if (one(run, x, 'value[x]', 3, humanName)) return false;
        break;
      default:
        if (other(run, value, key, EXTENSION, extension)) return false;
    }
  }
  if ((seen & 2) === 0 && missing(run, 'url', 2)) return false;
  if (choice < 0 && twice(run, value, 'value', 3)) return false;
  if (run.faults === mark && ((seen & 1) !== 0) === (choice !== 0)) {
    broken(run, 'ext-1', 'an extension has either a value or extensions inside it, not both');
  }
  return run.faults === mark;
}

const PERIOD = ['id+', 'extension+', 'start', 'end'];

export function period(value: unknown, run: Run): boolean {
  if (!isObject(value)) return notObject(run, value);
  const mark = run.faults;
  let count = 0;
  for (const key in value) {
    const x = value[key];
    if (x === undefined) continue;
    count++;
    switch (key) {
      case 'start':
        if (!dateTime(x) && no(run, key, 2, rules.dateTime, x)) return false;
        break;
      case 'end':
        if (!dateTime(x) && no(run, key, 3, rules.dateTime, x)) return false;
        break;
      default:
        if (other(run, value, key, PERIOD, extension)) return false;
    }
  }
  if (count < 2 && bare(run, value, count)) return false;
  return run.faults === mark;
}

const IDENTIFIER = ['id+', 'extension+', 'use', 'system', 'value', 'period+'];

export function identifier(value: unknown, run: Run): boolean {
  if (!isObject(value)) return notObject(run, value);
  const mark = run.faults;
  let count = 0;
  for (const key in value) {
    const x = value[key];
    if (x === undefined) continue;
    count++;
    switch (key) {
      case 'use':
        if (!identifierUse.has(x) && no(run, key, 2, identifierUse, x)) return false;
        break;
      case 'system':
        if (!uri(x) && no(run, key, 3, rules.uri, x)) return false;
        break;
      case 'value':
        if (!string(x) && no(run, key, 4, rules.string, x)) return false;
        break;
      case 'period':
        if (one(run, x, key, 5, period)) return false;
        break;
      default:
        if (other(run, value, key, IDENTIFIER, extension)) return false;
    }
  }
  if (count < 2 && bare(run, value, count)) return false;
  return run.faults === mark;
}

const HUMAN_NAME = ['id+', 'extension+', 'use', 'text', 'family', 'given*', 'prefix*', 'suffix*', 'period+'];

export function humanName(value: unknown, run: Run): boolean {
  if (!isObject(value)) return notObject(run, value);
  const mark = run.faults;
  let count = 0;
  for (const key in value) {
    const x = value[key];
    if (x === undefined) continue;
    count++;
    switch (key) {
      case 'use':
        if (!nameUse.has(x) && no(run, key, 2, nameUse, x)) return false;
        break;
      case 'text':
        if (!string(x) && no(run, key, 3, rules.string, x)) return false;
        break;
      case 'family':
        if (!string(x) && no(run, key, 4, rules.string, x)) return false;
        break;
      case 'given':
        if (primitives(run, value, key, 5, string, rules.string)) return false;
        break;
      case 'prefix':
        if (primitives(run, value, key, 6, string, rules.string)) return false;
        break;
      case 'suffix':
        if (primitives(run, value, key, 7, string, rules.string)) return false;
        break;
      case 'period':
        if (one(run, x, key, 8, period)) return false;
        break;
      default:
        if (other(run, value, key, HUMAN_NAME, extension)) return false;
    }
  }
  if (count < 2 && bare(run, value, count)) return false;
  return run.faults === mark;
}

const REFERENCE = ['id+', 'extension+', 'reference', 'identifier+', 'display'];

export function reference(value: unknown, run: Run): boolean {
  if (!isObject(value)) return notObject(run, value);
  const mark = run.faults;
  let count = 0;
  for (const key in value) {
    const x = value[key];
    if (x === undefined) continue;
    count++;
    switch (key) {
      case 'reference':
        if (!string(x) && no(run, key, 2, rules.string, x)) return false;
        break;
      case 'identifier':
        if (one(run, x, key, 3, identifier)) return false;
        break;
      case 'display':
        if (!string(x) && no(run, key, 4, rules.string, x)) return false;
        break;
      default:
        if (other(run, value, key, REFERENCE, extension)) return false;
    }
  }
  if (count < 2 && bare(run, value, count)) return false;
  return run.faults === mark;
}

const META = ['id+', 'extension+', 'versionId', 'lastUpdated', 'profile*'];

export function meta(value: unknown, run: Run): boolean {
  if (!isObject(value)) return notObject(run, value);
  const mark = run.faults;
  let count = 0;
  for (const key in value) {
    const x = value[key];
    if (x === undefined) continue;
    count++;
    switch (key) {
      case 'versionId':
        if (!id(x) && no(run, key, 2, rules.id, x)) return false;
        break;
      case 'lastUpdated':
        if (!instant(x) && no(run, key, 3, rules.instant, x)) return false;
        break;
      case 'profile':
        if (primitives(run, value, key, 4, uri, rules.uri)) return false;
        break;
      default:
        if (other(run, value, key, META, extension)) return false;
    }
  }
  if (count < 2 && bare(run, value, count)) return false;
  return run.faults === mark;
}

const NARRATIVE = ['id+', 'extension+', 'status+', 'div+'];

export function narrative(value: unknown, run: Run): boolean {
  if (!isObject(value)) return notObject(run, value);
  const mark = run.faults;
  let seen = 0;
  for (const key in value) {
    const x = value[key];
    if (x === undefined) continue;
    switch (key) {
      case 'status':
        seen |= 1;
        if (!narrativeStatus.has(x) && no(run, key, 2, narrativeStatus, x)) return false;
        break;
      case '_status':
        seen |= 1;
        if (sibling(run, value, 'status', 2, extension)) return false;
        break;
      case 'div':
        seen |= 2;
        if (!xhtml(x) && no(run, key, 3, rules.xhtml, x)) return false;
        break;
      default:
        if (other(run, value, key, NARRATIVE, extension)) return false;
    }
  }
  if ((seen & 1) === 0 && missing(run, 'status', 2)) return false;
  if ((seen & 2) === 0 && missing(run, 'div', 3)) return false;
  return run.faults === mark;
}

const PATIENT_LINK = ['id+', 'extension+', 'modifierExtension+', 'other+', 'type+'];

function patientLink(value: unknown, run: Run): boolean {
  if (!isObject(value)) return notObject(run, value);
  const mark = run.faults;
  let seen = 0;
  for (const key in value) {
    const x = value[key];
    if (x === undefined) continue;
    switch (key) {
      case 'modifierExtension':
        if (each(run, x, key, 2, extension)) return false;
        break;
      case 'other':
        seen |= 1;
        if (one(run, x, key, 3, reference)) return false;
        break;
      case 'type':
        seen |= 2;
        if (!linkType.has(x) && no(run, key, 4, linkType, x)) return false;
        break;
      case '_type':
        seen |= 2;
        if (sibling(run, value, 'type', 4, extension)) return false;
        break;
      default:
        if (other(run, value, key, PATIENT_LINK, extension)) return false;
    }
  }
  if ((seen & 1) === 0 && missing(run, 'other', 3)) return false;
  if ((seen & 2) === 0 && missing(run, 'type', 4)) return false;
  return run.faults === mark;
}

const PATIENT = [
  'id',
  'meta+',
  'implicitRules',
  'language',
  'text+',
  'contained+',
  'extension+',
  'modifierExtension+',
  'identifier+',
  'active',
  'name+',
  'gender',
  'birthDate',
  'deceasedBoolean+',
  'deceasedDateTime+',
  'generalPractitioner+',
  'link+',
  'resourceType+',
];

export function patient(value: unknown, run: Run): boolean {
  if (!isObject(value)) return notObject(run, value);
  const mark = run.faults;
  let seen = 0;
  let deceased = 0;
  for (const key in value) {
    const x = value[key];
    if (x === undefined) continue;
    switch (key) {
      case 'resourceType':
        seen |= 1;
        if (x !== 'Patient' && no(run, key, -1, exactly('Patient'), x)) return false;
        break;
      case 'id':
        if (!id(x) && no(run, key, 0, rules.id, x)) return false;
        break;
      case 'meta':
        if (one(run, x, key, 1, meta)) return false;
        break;
      case 'implicitRules':
        if (!uri(x) && no(run, key, 2, rules.uri, x)) return false;
        break;
      case 'language':
        if (!code(x) && no(run, key, 3, rules.code, x)) return false;
        break;
      case 'text':
        if (one(run, x, key, 4, narrative)) return false;
        break;
      case 'contained':
        if (each(run, x, key, 5, resource)) return false;
        break;
      case 'extension':
        if (each(run, x, key, 6, extension)) return false;
        break;
      case 'modifierExtension':
        if (each(run, x, key, 7, extension)) return false;
        break;
      case 'identifier':
        if (each(run, x, key, 8, identifier)) return false;
        break;
      case 'active':
        if (!boolean(x) && no(run, key, 9, rules.boolean, x)) return false;
        break;
      case 'name':
        if (each(run, x, key, 10, humanName)) return false;
        break;
      case 'gender':
        if (!administrativeGender.has(x) && no(run, key, 11, administrativeGender, x)) return false;
        break;
      case 'birthDate':
        if (!date(x) && no(run, key, 12, rules.date, x)) return false;
        break;
      case 'deceasedBoolean':
        deceased = deceased === 0 || deceased === 1 ? 1 : -1;
        if (!boolean(x) && no(run, 'deceased[x]', 13, rules.boolean, x)) return false;
        break;
      case '_deceasedBoolean':
        deceased = deceased === 0 || deceased === 1 ? 1 : -1;
        if (sibling(run, value, 'deceasedBoolean', 13, extension, 'deceased[x]')) return false;
        break;
      case 'deceasedDateTime':
        deceased = deceased === 0 || deceased === 2 ? 2 : -1;
        if (!dateTime(x) && no(run, 'deceased[x]', 13, rules.dateTime, x)) return false;
        break;
      case '_deceasedDateTime':
        deceased = deceased === 0 || deceased === 2 ? 2 : -1;
        if (sibling(run, value, 'deceasedDateTime', 13, extension, 'deceased[x]')) return false;
        break;
      case 'generalPractitioner':
        if (each(run, x, key, 15, reference)) return false;
        break;
      case 'link':
        if (each(run, x, key, 16, patientLink)) return false;
        break;
      default:
        if (other(run, value, key, PATIENT, extension)) return false;
    }
  }
  if (seen === 0 && missing(run, 'resourceType', -1)) return false;
  if (deceased < 0 && twice(run, value, 'deceased', 13)) return false;
  return run.faults === mark;
}

/** Only what the slice adds to a name: a family name with a value. */
function officialName(value: unknown, run: Run): boolean {
  const mark = run.faults;
  const name = value as Properties;
  if (name['family'] === undefined && missing(run, 'family', 4)) return false;
  return run.faults === mark;
}

/** Only what the profile adds to Patient: one official name, at most one local identifier, and no link. */
function patientProfile(value: Properties, run: Run): boolean {
  const mark = run.faults;
  const identifiers = itemsOf(value['identifier']);
  let local = 0;
  for (let i = 0; i < identifiers.length; i++) {
    const item = identifiers[i];
    if (isObject(item) && item['system'] === 'https://example.org/id/local') local++;
  }
  if (local > 1 && miscounted(run, 'identifier:local', 8, local, 0, 1)) return false;
  const names = itemsOf(value['name']);
  let official = 0;
  for (let i = 0; i < names.length; i++) {
    const item = names[i];
    if (!isObject(item) || item['use'] !== 'official') continue;
    official++;
    if (one(run, item, 'name:official', 10, officialName, i)) return false;
  }
  if (official !== 1 && miscounted(run, 'name:official', 10, official, 1, 1)) return false;
  if (value['link'] !== undefined && fault(run, 'link', 16, 'structure', 'is not allowed in this profile'))
    return false;
  return run.faults === mark;
}

export const SAMPLE_PROFILE = 'https://example.org/StructureDefinition/Sample-Patient-1';

export function samplePatient(value: unknown, run: Run): boolean {
  return layered(run, value, patient, patientProfile, 'Patient', SAMPLE_PROFILE);
}

/** True when `value` is a Sample-Patient-1; stops at the first fault. */
export function isSamplePatient(value: unknown, options?: CheckOptions): value is Patient {
  return test(samplePatient, value, options);
}

/** Everything that is wrong with `value` as a Sample-Patient-1, in element order. */
export function checkSamplePatient(value: unknown, options?: CheckOptions): Issue[] {
  return report(samplePatient, 'Patient', value, options);
}

/** Throws a GuardError with all issues unless `value` is a Sample-Patient-1. */
export function assertSamplePatient(value: unknown, options?: CheckOptions): asserts value is Patient {
  demand(samplePatient, 'Patient', value, options);
}
