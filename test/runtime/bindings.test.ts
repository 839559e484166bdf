/** What is said of a code that a value set does not have. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bound, unchecked } from '../../runtime/guard/bindings.ts';
import { codeSet, openCodeSet } from '../../runtime/guard/code-set.ts';
import { issuesOf } from '../../runtime/guard/explained.ts';
import { knownExtension } from '../../runtime/guard/known-extension.ts';
import type { Properties } from '../../runtime/core/json.ts';
import type { Guard } from '../../runtime/guard/run.ts';

const test = suite('bindings');

const colours = 'https://larkspur.example/colours';
const greys = 'https://larkspur.example/greys';
const snomed = 'http://snomed.info/sct';
const canonical = 'https://larkspur.example/ValueSet/reason';
const closed = codeSet('Colour', { [colours]: 'red blue grey', [greys]: 'grey' });
const open = openCodeSet('Reason', { canonical, open: [snomed], codes: { [greys]: 'NA UNK' } });
const openOnly = openCodeSet('Finding', { canonical, open: [snomed], codes: {} });

const anywhere = openCodeSet('Cause', { canonical, open: [''], codes: { [greys]: 'NA UNK' } });
const unsure = 'not checked: the codes of Cause are not all known here';

const coding = (system: string | undefined, code: string): Properties =>
  system === undefined ? { coding: [{ code }] } : { coding: [{ system, code }] };
const ofSnomed = `a code of SNOMED CT (${snomed})`;
const set = 'red, blue, grey, grey (Colour)';

const rows: [what: string, value: unknown, of: typeof closed, want: string | undefined][] = [
  ['a member', coding(colours, 'red'), closed, undefined],
  [
    'the right code of a wrong system',
    coding('urn:a', 'red'),
    closed,
    `"urn:a" is the wrong system: the code "red" belongs to ${colours}`,
  ],
  [
    'the right code of another system of the set',
    coding(greys, 'red'),
    closed,
    `"${greys}" is the wrong system: the code "red" belongs to ${colours}`,
  ],
  [
    'a code of two systems',
    coding('urn:a', 'grey'),
    closed,
    `"urn:a" is the wrong system: the code "grey" belongs to ${colours} or ${greys}`,
  ],
  ['no system', coding(undefined, 'blue'), closed, `has no system: the code "blue" belongs to ${colours}`],
  [
    'a coding of its own',
    { system: 'urn:a', code: 'red' },
    closed,
    `"urn:a" is the wrong system: the code "red" belongs to ${colours}`,
  ],
  ['a wrong code', coding(colours, 'gold'), closed, `${colours}#gold is not one of ${set}`],
  ['a misspelt code', coding(colours, 'blu'), closed, `${colours}#blu is not one of ${set}; did you mean "blue"?`],
  [
    'both wrong',
    coding('urn:a', 'gold'),
    closed,
    `urn:a#gold is not one of ${set}; the value set has codes of ${colours} or ${greys}`,
  ],
  ['text', { text: 'red' }, closed, `text without a coding is not one of ${set}`],
  [
    'a code of another system, where one of SNOMED CT belongs',
    coding('urn:a', '1'),
    open,
    `urn:a#1 is not ${ofSnomed} or one of NA, UNK (Reason); the value set has codes of SNOMED CT (${snomed}) or ${greys}`,
  ],
  [
    'text, where a code of SNOMED CT belongs',
    { text: 'a' },
    open,
    `text without a coding is not ${ofSnomed} or one of NA, UNK (Reason)`,
  ],
  [
    'a listed code under the system of the others',
    coding('urn:a', 'NA'),
    open,
    `"urn:a" is the wrong system: the code "NA" belongs to ${greys}`,
  ],
  ['only codes that are not listed', { text: 'a' }, openOnly, `text without a coding is not ${ofSnomed}`],
  ['a listed code, where any system may have others', coding(greys, 'NA'), anywhere, undefined],
  ['a code of another system, where any may have codes', coding('urn:a', '1'), anywhere, unsure],
  ['a code of a known system, where any may have more codes', coding(greys, 'red'), anywhere, unsure],
  ['a code of no system, where any may have codes', coding(undefined, '1'), anywhere, unsure],
  [
    'text, where a code of any system belongs',
    { text: 'a' },
    anywhere,
    'text without a coding is not a code of any system or one of NA, UNK (Cause)',
  ],
];

for (const [what, value, of, want] of rows) {
  test(what, () => {
    const issues = issuesOf((held, run) => !bound(run, held, 'code', 0, of, 'required'), 'Basic', value);
    assert.equal(
      issues.map(({ message }) => message),
      want === undefined ? [] : [want],
    );
  });
}

test('a set of which no code is known, of a system that is', () => {
  const issues = issuesOf(
    (held, run) => !unchecked(run, held, 'code', 0, canonical, 'required', -1, [snomed]),
    'Basic',
    coding('urn:a', '1'),
  );
  assert.is(
    issues[0]?.message,
    `urn:a#1 is not a member of ${canonical}; the value set has codes of SNOMED CT (${snomed})`,
  );
});

const extensions: [url: string, want: string][] = [
  ['http://hl7.org/fhir/StructureDefinition/data-absent-reason', 'information not-supported'],
  ['https://larkspur.example/StructureDefinition/colour', ''],
  ['https://larkspur.example/StructureDefinition/color', 'warning extension'],
];

for (const [url, want] of extensions) {
  test(`the extension ${url}: ${want || 'known'}`, () => {
    const known = { extensions: ['https://larkspur.example/StructureDefinition/colour'] };
    const guard: Guard = (held, run) => !knownExtension(run, held as Properties, 2);
    const [issue] = issuesOf(guard, 'Extension', { url, valueString: 'a' }, {}, undefined, known);
    assert.is(issue ? `${issue.severity} ${issue.code}` : '', want);
    if (want.startsWith('information')) assert.match(issue?.message ?? '', /^not checked: .*data-absent-reason/);
  });
}

test.run();
