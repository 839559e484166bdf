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

for (const [what, more, isTold] of rows) {
  test(what, async () => {
    const elements = [element('Patient.gender', more), element('Patient.language', more)];
    const { structures } = await load([profile('a', 'Patient', elements)]);
    const found: Diagnostic[] = [];
    reportUnknownBindings(structures, new Set(['https://a/there']), (one) => found.push(one));
    assert.equal(
      found.map(({ code, severity, at }) => [code, severity, at.file, at.element]),
      isTold ? [['resolve/value-set-not-found', 'warning', 'a.json', 'Patient.gender']] : [],
    );
    if (isTold) assert.match(found[0]?.message ?? '', 'Patient.gender, with 1 more');
  });
}

test.run();
