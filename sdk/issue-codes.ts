/** What the codes of issues mean. FHIR's own definitions are general; these say what it is that a check reports. */
import type { IssueCode } from '#package/runtime/index.js';
import type { Limits } from './limits.ts';
import { facts } from './package-facts.ts';

export interface IssueCodeFacts {
  /** What is wrong, in a few words. */
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
  /** A text with such an issue; undefined where no text has it. */
  readonly example?: { readonly text: string; readonly limits?: Limits };
}

/** A message of a type that its event refuses; undefined in a package whose events refuse none. */
const refused = facts.refused && {
  text: JSON.stringify({
    resourceType: 'Bundle',
    type: 'message',
    entry: [
      {
        fullUrl: 'urn:uuid:6f6f0f43-7a53-4c0e-9d3c-0a3c5b1b9a01',
        resource: {
          resourceType: 'MessageHeader',
          extension: [{ url: facts.refused.extension, valueCodeableConcept: { coding: [facts.refused.type] } }],
          event: facts.refused.event,
        },
      },
    ],
  }),
};

export const issueCodes: Readonly<Record<IssueCode, IssueCodeFacts>> = {
  invalid: {
    title: 'content that is wrong in a way that no other code names',
    meaning: 'FHIR keeps this code for faults that fit none of the others.',
    remedy: 'Do what the message of the issue says.',
  },
  structure: {
    title: 'the wrong shape',
    meaning:
      'A property is unknown or has the wrong JSON type, an element occurs too often or in the wrong place, or the text is not well formed.',
    remedy:
      'Look at the name and the place first: the message suggests a name that is close. Compare with what explain TYPE lists.',
    example: { text: '{"resourceType":"Patient","birthdate":"1990-01-01"}' },
  },
  required: {
    title: 'something is missing',
    meaning: 'An element, a slice or a resource has to be there by FHIR, by a profile or by an event, and is not.',
    remedy:
      'Add it. Where a profile demands it, the issue names the profile: explain PROFILE#ELEMENT says what the element contains.',
    example: { text: '{"resourceType":"Observation","status":"final"}' },
  },
  value: {
    title: 'a value of the wrong form',
    meaning:
      'A date, a URL, an id or another primitive value breaks the rules of its type, or differs from the value that a profile fixes.',
    remedy: 'Correct the value; the message shows the form, or the fixed value.',
    example: { text: '{"resourceType":"Patient","birthDate":"2026-02-30"}' },
  },
  invariant: {
    title: 'elements that do not agree with each other',
    meaning: 'A condition of FHIR, of a profile or of an event that involves several elements does not hold.',
    remedy: 'The message states the condition, or what to change; its key, such as (cpt-2), is that of the definition.',
    example: { text: '{"resourceType":"Patient","telecom":[{"value":"0000 000 0000"}]}' },
  },
  'code-invalid': {
    title: 'a code that is not one of the value set',
    meaning: 'The element is bound to a value set, and the code, or its system, is not in it.',
    remedy:
      'Take a code of the value set: explain URL-OF-THE-VALUE-SET lists them. Look at the system too, and at letter case.',
    example: { text: '{"resourceType":"Patient","gender":"F"}' },
  },
  extension: {
    title: 'an unknown extension',
    meaning: 'The package does not know the URL of the extension, so its value is not checked.',
    remedy: 'Correct the URL if it is misspelt. An extension of your own may stay: the issue is only a warning.',
    example: {
      text: '{"resourceType":"Patient","extension":[{"url":"https://acme.example/nickname","valueString":"Otis"}]}',
    },
  },
  'not-found': {
    title: 'a reference that leads nowhere, or a file that is not there',
    meaning: 'No entry of the Bundle has the address that a reference names, or there is no file of the name.',
    remedy: 'Add the resource as an entry, with the address as its fullUrl, or correct the reference.',
    example: {
      text: JSON.stringify({
        resourceType: 'Bundle',
        type: 'collection',
        entry: [
          {
            fullUrl: 'urn:uuid:6f6f0f43-7a53-4c0e-9d3c-0a3c5b1b9a01',
            resource: {
              resourceType: 'Encounter',
              status: 'finished',
              subject: { reference: 'urn:uuid:6f6f0f43-7a53-4c0e-9d3c-0a3c5b1b9a02' },
            },
          },
        ],
      }),
    },
  },
  'not-supported': {
    title: 'something that cannot be checked here',
    meaning:
      'A profile is unknown, the codes of a value set are known only to a terminology server, or a form of text is not read.',
    remedy:
      'A note needs no change: it says what was not checked. If a profile is unknown, look whether its URL is misspelt.',
    example: { text: '{"resourceType":"Patient","meta":{"profile":["https://acme.example/fhir/Visitor"]}}' },
  },
  duplicate: {
    title: 'the same address or id twice',
    meaning: 'Two entries of a Bundle have one fullUrl, or two contained resources one id.',
    remedy: 'Give each resource an address of its own, and correct the references that lead to it.',
    example: {
      text: JSON.stringify({
        resourceType: 'Patient',
        contained: [
          { resourceType: 'Organization', id: 'a', name: 'Larkspur Lane Surgery' },
          { resourceType: 'Organization', id: 'a', name: 'Exampleton Clinic' },
        ],
        managingOrganization: { reference: '#a' },
      }),
    },
  },
  'business-rule': {
    title: 'a message that its event does not have',
    meaning: 'The rules of the event do not allow a message of this type, or this combination of resources.',
    remedy: 'Do what the message of the issue says; explain EVENT lists the types and rules of an event.',
    ...(refused && { example: refused }),
  },
  'too-long': {
    title: 'a text above the limit',
    meaning: 'The input has more bytes than are read, or a message more than the service takes.',
    remedy: 'Make the message smaller, or raise --max-bytes if the input may be that long.',
    example: { text: '{"resourceType":"Patient","language":"en-GB"}', limits: { maxBytes: 20 } },
  },
  'too-costly': {
    title: 'a check that was given up',
    meaning: 'The input is nested too deep, or has too many objects or issues, so that the rest was not looked at.',
    remedy:
      'Mend what is reported and check again. If the input is right, raise --max-depth, --max-elements or --max-issues.',
    example: { text: '{"resourceType":"Patient","colour":1,"height":2}', limits: { maxIssues: 1 } },
  },
  exception: {
    title: 'a file that cannot be processed',
    meaning: 'The file cannot be read, for example because access is denied, or the check itself has failed.',
    remedy: 'Look whether the file can be opened. If the message says that it cannot be processed, report a bug.',
  },
  informational: {
    title: 'something to know',
    meaning: 'Nothing is wrong, but something was not kept, such as a processing instruction of XML.',
    remedy: 'Nothing has to be done.',
    example: { text: '<Patient xmlns="http://hl7.org/fhir"><?sort by-name?><active value="true"/></Patient>' },
  },
};
