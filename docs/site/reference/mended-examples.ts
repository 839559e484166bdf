import type { IssueCode } from 'careconnect-ems/runtime';
import { issueCodes } from '../../../sdk/issue-codes.ts';
import { isEntry, validateFile } from '../../../sdk/validate-file.ts';

type Change = readonly [from: string, to: string];

const careConnectPatient = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1';
const otherAddress = 'urn:uuid:6f6f0f43-7a53-4c0e-9d3c-0a3c5b1b9a02';

/** What is changed in the example of a code so that it no longer has the issue; nothing where only a limit is raised. */
const changes: Partial<Record<IssueCode, readonly Change[]>> = {
  structure: [['"birthdate"', '"birthDate"']],
  required: [['"status":"final"', '"status":"final","code":{"text":"Body weight"}']],
  value: [['2026-02-30', '2026-02-28']],
  invariant: [['{"value":', '{"system":"phone","value":']],
  'code-invalid': [['"gender":"F"', '"gender":"female"']],
  extension: [
    ['https://acme.example/nickname', 'http://hl7.org/fhir/StructureDefinition/birthPlace'],
    ['"valueString":"Otis"', '"valueAddress":{"city":"Exampleton"}'],
  ],
  'not-found': [
    [
      `"${otherAddress}"}}}]}`,
      `"${otherAddress}"}}},{"fullUrl":"${otherAddress}","resource":{"resourceType":"Patient","active":true}}]}`,
    ],
  ],
  'not-supported': [
    ['https://acme.example/fhir/Visitor', careConnectPatient],
    ['"resourceType":"Patient"', '"resourceType":"Patient","name":[{"use":"official","family":"Thistlewood"}]'],
  ],
  duplicate: [
    ['"id":"a","name":"Exampleton Clinic"', '"id":"b","name":"Exampleton Clinic"'],
    ['"managingOrganization"', '"generalPractitioner":[{"reference":"#b"}],"managingOrganization"'],
  ],
  'business-rule': [['"code":"update"', '"code":"new"']],
  'too-long': [],
  'too-costly': [[',"colour":1,"height":2', ',"active":true']],
  informational: [['<?sort by-name?>', '']],
};

/** The example of a code after it was mended, and what is still reported of it. */
export interface MendedExample {
  readonly text: string;
  /** Codes of the issues that it has. */
  readonly left: readonly IssueCode[];
}

/** Mends the example of a code, and checks it without the limits of that. Undefined where the code has no example. */
export async function mendedExample(code: IssueCode): Promise<MendedExample | undefined> {
  const { example } = issueCodes[code];
  const own = changes[code];
  if (!example || !own) return undefined;
  const text = own.reduce((whole, [from, to]) => whole.replace(from, to), example.text);
  const stdin = (async function* () {
    yield await Promise.resolve(text);
  })();
  const options = { rules: 'event', direction: 'publish', limits: {}, values: true } as const;
  const checked = await validateFile('-', options, { stdin });
  return { text, left: isEntry(checked) ? checked.issues.map((issue) => issue.code) : [] };
}
