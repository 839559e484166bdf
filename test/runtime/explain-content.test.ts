/** What a profile adds to a type, as rules that are written by hand: which values break them, and where. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { codeSet } from '../../runtime/guard/code-set.ts';
import { followedGuard } from '../../runtime/guard/explain-content.ts';
import { issuesOf, passes } from '../../runtime/guard/explained.ts';
import { guardOf } from '../../runtime/guard/checks.ts';
import type { ContentRules, ElementRules } from '../../runtime/guard/rules.ts';
import type { CheckOptions, ProfileLookup } from '../../runtime/guard/run.ts';
import { added, foundBy, ruled, saidBy } from '../support/hand-written-rules.ts';
import { bundleRules } from '../support/sample-rules.ts';

const ada = { resourceType: 'Patient', name: [{ family: 'Thistlewood', given: ['Ada'] }] };
const beside = { extension: [{ url: 'https://example.org/a', valueString: 'b' }] };
const short = codeSet('Short', { 'urn:iso:std:iso:3166': 'GB IE' });
const family: ElementRules = { inside: { elements: { family: { min: 1 } } } };

/** Rules of one element of Patient, and what they find in a patient with these members. */
const rows: readonly (readonly [what: string, name: string, rules: ElementRules, members: object, want: string[]])[] = [
  ['a minimum: there', 'birthDate', { min: 1 }, { birthDate: '2026' }, []],
  ['a minimum: beside it', 'birthDate', { min: 1 }, { _birthDate: beside }, []],
  ['a minimum: missing', 'birthDate', { min: 1 }, {}, ['required Patient.birthDate']],
  ['a minimum of a list', 'identifier', { min: 2 }, { identifier: [{ value: 'a' }] }, ['required Patient.identifier']],
  ['a minimum of a list: missing', 'identifier', { min: 2 }, {}, ['required Patient.identifier']],
  ['a minimum of a list: there', 'name', { min: 1 }, {}, []],
  ['a maximum', 'name', { max: 1 }, { name: [{ text: 'a' }, { text: 'b' }] }, ['structure Patient.name']],
  ['a maximum: kept', 'name', { max: 1 }, {}, []],
  ['a minimum of a choice', 'deceased[x]', { min: 1 }, {}, ['required Patient.deceased']],
  ['a minimum of a choice: there', 'deceased[x]', { min: 1 }, { deceasedBoolean: false }, []],
  [
    'a minimum of a choice: of a type that is not allowed',
    'deceased[x]',
    { min: 1, only: ['deceasedBoolean'] },
    { deceasedDateTime: '2026' },
    ['required Patient.deceased', 'structure Patient.deceased'],
  ],
  ['some types of a choice: kept', 'deceased[x]', { only: ['deceasedBoolean'] }, { deceasedBoolean: true }, []],
  [
    'no type of a choice',
    'deceased[x]',
    { max: 0, only: [] },
    { deceasedBoolean: true },
    ['structure Patient.deceased'],
  ],
  [
    'some types of a choice: what stands beside one',
    'deceased[x]',
    { only: ['deceasedDateTime'] },
    { _deceasedBoolean: beside },
    ['structure Patient.deceased'],
  ],
  [
    'properties that are not used',
    'birthDate',
    { max: 0, unused: ['birthDate', '_birthDate'] },
    { _birthDate: beside },
    ['structure Patient.birthDate'],
  ],
  [
    'types of a choice one by one',
    'deceased[x]',
    { min: 1, unused: ['deceasedDateTime', '_deceasedDateTime'] },
    { deceasedDateTime: '2026' },
    ['required Patient.deceased', 'structure Patient.deceased'],
  ],
  ['a fixed value', 'active', { fixed: true }, { active: false }, ['value Patient.active']],
  ['a fixed value: kept, or not there', 'active', { fixed: true }, {}, []],
  [
    'a fixed value of an object: no more, no less',
    'identifier',
    { fixed: { system: 'urn:a', value: 'b' } },
    {
      identifier: [{ value: 'b', system: 'urn:a' }, { system: 'urn:a' }, { system: 'urn:a', value: 'b', use: 'temp' }],
    },
    ['value Patient.identifier[1]', 'value Patient.identifier[2]'],
  ],
  [
    'a pattern: no less',
    'identifier',
    { pattern: { system: 'urn:a' } },
    { identifier: [{ system: 'urn:a', value: 'b' }, { value: 'b' }] },
    ['value Patient.identifier[1]'],
  ],
  ['limits', 'birthDate', { limits: { min: '2026-01-01' } }, { birthDate: '2025-12-31' }, ['value Patient.birthDate']],
  ['a value set', 'language', { binding: ['required', short] }, { language: 'FR' }, ['code-invalid Patient.language']],
  ['a value set: kept', 'language', { binding: ['required', short] }, { language: 'GB' }, []],
  [
    'a value set that may be extended',
    'language',
    { binding: ['extensible', short] },
    { language: 'FR' },
    ['warning code-invalid Patient.language'],
  ],
  [
    'a value set of which no code is known',
    'language',
    { binding: ['required', 'https://example.org/set'] },
    { language: 'FR' },
    ['information not-supported Patient.language'],
  ],
  [
    'types of resources',
    'contained',
    { resourceTypes: ['Organization'] },
    {
      contained: [
        { resourceType: 'Organization', id: 'a' },
        { resourceType: 'Person', id: 'b' },
      ],
    },
    [
      'information not-supported Patient.contained[0]',
      'information not-supported Patient.contained[1]',
      'structure Patient.contained[1]',
    ],
  ],
  [
    'what is inside, of each item',
    'name',
    family,
    { name: [{ family: 'a' }, { text: 'b' }] },
    ['required Patient.name[1].family'],
  ],
  ['what is inside: nothing where it is not there', 'name', family, { name: undefined }, []],
  [
    'a profile that values follow',
    'name',
    { follows: [added('HumanName', 'name', { elements: { use: { min: 1 } } })] },
    {},
    ['required Patient.name[0].use'],
  ],
  [
    'several profiles, and what is inside',
    'name',
    {
      ...family,
      follows: [
        added('HumanName', 'one', { elements: { use: { min: 1 } } }),
        ruled('HumanName', { elements: { text: { min: 1 } } }),
      ],
    },
    { name: [{ given: ['Ada'] }] },
    ['required Patient.name[0].use', 'required Patient.name[0].text', 'required Patient.name[0].family'],
  ],
  [
    'beside a primitive: an extension that is needed',
    'birthDate',
    { inside: { elements: { extension: { min: 1 } } } },
    { birthDate: '2026' },
    ['required Patient.birthDate.extension'],
  ],
  [
    'beside a primitive that is not there: nothing',
    'birthDate',
    { inside: { elements: { extension: { min: 1 } } } },
    {},
    [],
  ],
  [
    'beside a primitive: kept',
    'birthDate',
    { inside: { elements: { extension: { min: 1 } } } },
    { birthDate: '2026', _birthDate: beside },
    [],
  ],
  [
    'types that a reference may lead to',
    'generalPractitioner',
    { targets: ['Organization'] },
    { generalPractitioner: [{ reference: 'Organization/1' }, { reference: 'Practitioner/1' }] },
    ['value Patient.generalPractitioner[1].reference'],
  ],
  [
    'a type of a choice',
    'deceased[x]',
    { members: { deceasedBoolean: { fixed: false } } },
    { deceasedBoolean: true },
    ['value Patient.deceased'],
  ],
  [
    'a type of a choice: another is there',
    'deceased[x]',
    { members: { deceasedBoolean: { fixed: false } } },
    { deceasedDateTime: '2026' },
    [],
  ],
  [
    'slices that nothing tells apart',
    'identifier',
    { undiscriminated: [['any', 0]] },
    { identifier: [{ value: 'a' }] },
    ['information not-supported Patient.identifier'],
  ],
  ['slices without a discriminator: nothing there', 'identifier', { undiscriminated: [['any', 0]] }, {}, []],
  [
    'slices without a discriminator: nothing there, but one is needed',
    'identifier',
    { undiscriminated: [['any', 1]] },
    {},
    ['information not-supported Patient.identifier'],
  ],
  ['an element that the type does not have', 'colour', { min: 1 }, {}, []],
];

const elements = suite('what a profile adds: elements');

for (const [what, name, rules, members, want] of rows) {
  elements(what, () => {
    assert.equal(foundBy(ruled('Patient', { elements: { [name]: rules } }), { ...ada, ...members }), want);
  });
}

elements('elements come in the order of the type, and issues name the profile', () => {
  const rules = ruled('Patient', {
    elements: { birthDate: { min: 1 }, gender: { min: 1 }, name: { max: 0, unused: ['name'] } },
  });
  const issues = issuesOf(guardOf(rules), 'Patient', { ...ada, active: 'x' });
  assert.equal(
    issues.map(({ elementId, profile }) => [elementId, profile]),
    [
      ['Patient.active', undefined],
      ['Patient.name', 'https://example.org/test'],
      ['Patient.gender', 'https://example.org/test'],
      ['Patient.birthDate', 'https://example.org/test'],
    ],
  );
});

elements('what a profile builds on comes first, and is named as its own', () => {
  const general = ruled('Patient', { elements: { gender: { min: 1 } } }, undefined, 'general');
  const special = ruled('Patient', { elements: { birthDate: { min: 1 } } }, general, 'special');
  assert.equal(
    special.layers.map(({ profile }) => profile),
    ['https://example.org/general', 'https://example.org/special'],
  );
  assert.equal(
    issuesOf(guardOf(special), 'Patient', ada).map(({ expression, profile }) => [expression, profile]),
    [
      ['Patient.gender', 'https://example.org/general'],
      ['Patient.birthDate', 'https://example.org/special'],
    ],
  );
});

elements('what a value of a type breaks is said once', () => {
  assert.equal(saidBy(ruled('Patient', { elements: { link: { min: 1, max: 1 } } }), { ...ada, link: [] }), [
    'an empty list is not a list of one or more items',
    'has 0 items; exactly 1 is required',
  ]);
});

elements.run();

const references = suite('what a profile adds: references in a Bundle');

const doctor = 'https://example.org/doctor';
const organization = 'http://hl7.org/fhir/StructureDefinition/Organization';
const addresses = ['a', 'b', 'c'].map((letter) => `urn:uuid:00000000-0000-4000-8000-00000000000${letter}`);
const contained = [
  { resourceType: 'Patient', id: 'named', name: [{ use: 'official', family: 'Sedge' }] },
  { resourceType: 'Patient', id: 'unnamed', name: [{ text: 'Sedge' }] },
];
const bundle = (reference: string): object => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { fullUrl: addresses[0], resource: { ...ada, contained, generalPractitioner: [{ reference }] } },
    { fullUrl: addresses[1], resource: { resourceType: 'Patient', name: [{ use: 'official', family: 'Sedge' }] } },
    { fullUrl: addresses[2], resource: { resourceType: 'Patient', name: [{ text: 'Sedge' }] } },
  ],
});
const lookup: ProfileLookup = (canonical) => {
  const named = added('Patient', 'doctor', { elements: { name: { inside: { elements: { use: { min: 1 } } } } } });
  return canonical === doctor ? { type: 'Patient', rules: followedGuard(named) } : undefined;
};
const place = 'Bundle.entry[0].resource.generalPractitioner[0].reference';

/** Rules of a reference, the reference, and what is found. */
const referenceRows: readonly (readonly [rules: ElementRules, reference: string, want: string[]])[] = [
  [{ bundled: true }, addresses[1] ?? '', []],
  [{ bundled: true }, 'https://example.org/fhir/Practitioner/1', [`not-found ${place}`]],
  [{ targets: ['Patient'] }, addresses[1] ?? '', []],
  [{ targets: ['Practitioner'] }, addresses[1] ?? '', [`value ${place}`]],
  [{ targetProfiles: [doctor] }, addresses[1] ?? '', []],
  [{ targetProfiles: [doctor] }, addresses[2] ?? '', [`value ${place}`]],
  [{ targetProfiles: [organization, doctor] }, addresses[1] ?? '', []],
  [{ targetProfiles: [organization] }, addresses[1] ?? '', [`value ${place}`]],
  [{ targetProfiles: ['https://example.org/unknown'] }, addresses[2] ?? '', []],
  [{ targetProfiles: [doctor] }, 'https://example.org/fhir/Patient/1', []],
  [{ targetProfiles: [doctor] }, '#named', []],
  [{ targetProfiles: [doctor] }, '#unnamed', [`value ${place}`]],
  [{ targetProfiles: [organization] }, '#named', [`value ${place}`]],
  [{ targetProfiles: [doctor] }, '#nobody', []],
];

for (const [rules, reference, want] of referenceRows) {
  references(`${JSON.stringify(rules)} of ${reference}`, () => {
    const profile = guardOf(ruled('Patient', { elements: { generalPractitioner: rules } }));
    const issues = issuesOf(guardOf(bundleRules), 'Bundle', bundle(reference), {}, () => profile, {}, lookup);
    assert.equal(
      issues.map(({ code, expression }) => `${code} ${expression}`),
      want,
    );
    assert.is(
      passes(guardOf(bundleRules), bundle(reference), {}, () => profile, {}, lookup),
      want.length === 0,
    );
  });
}

references('contained resources that lead to one another are each checked once', () => {
  const friends = (reference: string): object => ({
    generalPractitioner: [{ reference }],
    name: [{ family: 'Sedge' }],
  });
  const rules = ruled('Patient', {
    elements: {
      generalPractitioner: { targetProfiles: [doctor] },
      name: { inside: { elements: { family: { min: 1 } } } },
    },
  });
  const known: ProfileLookup = () => ({ type: 'Patient', rules: guardOf(rules) });
  const patient = (...others: readonly object[]): object => ({ ...ada, ...friends('#a'), contained: others });
  const a = { resourceType: 'Patient', id: 'a', ...friends('#b') };
  const b = { resourceType: 'Patient', id: 'b', ...friends('#a') };
  const found = (value: object): unknown[] =>
    issuesOf(guardOf(rules), 'Patient', value, {}, () => () => true, {}, known).map(({ expression }) => expression);
  assert.equal(found(patient(a, b)), []);
  assert.equal(found(patient(a, { ...b, name: [{ text: 'Sedge' }] })), ['Patient.generalPractitioner[0].reference']);
});

references.run();

const softer = suite('what a profile adds: less serious when it is received');

/** Rules that a patient without a family name breaks, and how serious that is in what was sent, and in what was received. */
const softerRows: readonly (readonly [what: string, content: ContentRules, received: string])[] = [
  ['a content', { whenReceived: 'warning', elements: { name: family } }, 'warning'],
  ['an element', { elements: { name: { ...family, whenReceived: 'information' } } }, 'information'],
  [
    'a part of an element',
    { elements: { name: { inside: { elements: { family: { min: 1, whenReceived: 'warning' } } } } } },
    'warning',
  ],
  [
    'a part of something that is less serious itself',
    {
      whenReceived: 'warning',
      elements: { name: { inside: { elements: { family: { min: 1, whenReceived: 'information' } } } } },
    },
    'information',
  ],
  ['another element', { elements: { name: family, active: { whenReceived: 'warning', min: 1 } } }, 'error'],
];

for (const [what, content, received] of softerRows) {
  softer(what, () => {
    const guard = guardOf(ruled('Patient', content));
    const value = { resourceType: 'Patient', active: true, name: [{ text: 'a' }] };
    const severities = (options?: CheckOptions): string[] =>
      issuesOf(guard, 'Patient', value, options).map(({ severity }) => severity);
    assert.equal([severities(), severities({ direction: 'receive' })], [['error'], [received]]);
    assert.is(passes(guard, value, { direction: 'receive' }), received !== 'error');
  });
}

softer('a type of a choice', () => {
  const members = {
    deceasedBoolean: { fixed: false, whenReceived: 'warning' },
    deceasedDateTime: { fixed: '2026' },
  } as const;
  const guard = guardOf(ruled('Patient', { elements: { 'deceased[x]': { members } } }));
  const severity = (value: object): string | undefined =>
    issuesOf(guard, 'Patient', { ...ada, ...value }, { direction: 'receive' })[0]?.severity;
  assert.equal([severity({ deceasedBoolean: true }), severity({ deceasedDateTime: '2025' })], ['warning', 'error']);
});

softer.run();
