import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { reportUnknownBindings } from '../../generator/resolve/report-unknown-bindings.ts';
import { element, profile, type Json } from '../support/definitions.ts';
import { load } from '../support/pipeline.ts';

const test = suite('bindings to value sets that are not there');

const bound = (strength: string, set: string): Json => ({
  binding: { strength, valueSetReference: { reference: set } },
});

const rows: [what: string, more: Json, isTold: boolean][] = [
  ['required', bound('required', 'https://a/gone'), true],
  ['extensible', bound('extensible', 'https://a/gone|1.0'), true],
  ['preferred, which is not checked', bound('preferred', 'https://a/gone'), false],
  ['an example', bound('example', 'https://a/gone'), false],
  ['one that is there', bound('required', 'https://a/there'), false],
  ['one that is there, in a version', bound('required', 'https://a/there|2'), false],
];

const known = { valueSets: new Set(['https://a/there']), codeSystems: new Set(['https://a/codes']) };

const meant: [canonical: string, message: string][] = [
  ['https://a/ther', 'Value set https://a/ther is not in the input; did you mean "https://a/there"? Patient.gender is'],
  ['https://a/codes', 'https://a/codes is not in the input. That is the URL of a code system. Patient.gender is'],
  ['https://a/gone', 'https://a/gone is not in the input. Patient.gender is'],
];

for (const [canonical, message] of meant)
  test(`what ${canonical} may mean`, async () => {
    const { structures } = await load([
      profile('a', 'Patient', [element('Patient.gender', bound('required', canonical))]),
    ]);
    const found: Diagnostic[] = [];
    reportUnknownBindings(structures, known, (one) => found.push(one));
    assert.match(found[0]?.message ?? '', message);
  });

for (const [what, more, isTold] of rows) {
  test(what, async () => {
    const elements = [element('Patient.gender', more), element('Patient.language', more)];
    const { structures } = await load([profile('a', 'Patient', elements)]);
    const found: Diagnostic[] = [];
    reportUnknownBindings(structures, known, (one) => found.push(one));
    assert.equal(
      found.map(({ code, severity, at }) => [code, severity, at.file, at.element]),
      isTold ? [['resolve/value-set-not-found', 'warning', 'a.json', 'Patient.gender']] : [],
    );
    if (isTold) assert.match(found[0]?.message ?? '', 'Patient.gender, with 1 more');
  });
}

test.run();
