/** What `convert` carries over, what it says of the rest, and with which exit code. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runInProcess } from './run-command.ts';

const test = suite('convert');

const xhtml = 'http://www.w3.org/1999/xhtml';
const patient = (content: object): string => JSON.stringify({ resourceType: 'Patient', ...content });
const inXml = (content: string): string => `<Patient xmlns="http://hl7.org/fhir">${content}</Patient>`;
const observation = (value: string): string =>
  `{"resourceType":"Observation","status":"final","code":{"text":"a"},"valueQuantity":{"value":${value},"unit":"kg"}}`;
const quantity = (value: string): string =>
  `<Observation xmlns="http://hl7.org/fhir"><status value="final"/><code><text value="a"/></code><valueQuantity><value value="${value}"/><unit value="kg"/></valueQuantity></Observation>`;

const rows: [
  what: string,
  to: 'xml' | 'json',
  stdin: string,
  code: number,
  printed: string,
  said: readonly string[],
][] = [
  ['a number with an exponent', 'xml', observation('1.50e3'), 0, quantity('1500'), []],
  [
    'a number in quotes',
    'xml',
    observation('"1.5"'),
    1,
    quantity('1.5'),
    ['error: Observation.value.value: "1.5" is text, but must be a number'],
  ],
  [
    'a number in quotes, to JSON',
    'json',
    observation('"1.5"'),
    1,
    observation('"1.5"'),
    ['error: Observation.value.value: "1.5" is text, but must be a number'],
  ],
  [
    'no decimal',
    'json',
    quantity('.5'),
    1,
    observation('".5"'),
    ['error: Observation.value.value: ".5" is text, but must be a number'],
  ],
  [
    'an exponent in XML',
    'json',
    quantity('1e3'),
    1,
    observation('"1e3"'),
    ['error: Observation.value.value: "1e3" is text, but must be a number'],
  ],
  [
    'several faults: the rest is carried over',
    'xml',
    patient({
      id: 'a',
      nickname: 'b',
      active: { c: 1 },
      name: [{ given: ['d', 'e\uFFFF', 'f'], fmaily: 'g' }, 'h'],
      gender: ['female'],
      contact: {},
      birthDate: '2020-01-01',
    }),
    1,
    inXml('<id value="a"/><name><given value="d"/><given value="f"/></name><birthDate value="2020-01-01"/>'),
    [
      'error: Patient.nickname: unknown property',
      'error: Patient.active: an object is not a primitive value',
      'error: Patient.name[0].given[1]: contains a character that XML does not allow',
      'error: Patient.name[0].fmaily: unknown property; did you mean "family"?',
      'error: Patient.name[1]: "h" is not an object',
      'error: Patient.gender: a list is not a single value',
      'error: Patient.contact: an object is not a list',
    ],
  ],
  [
    'a narrative that is none',
    'xml',
    patient({ text: { status: 'generated', div: '<div>a</div>' }, active: true }),
    1,
    inXml('<text><status value="generated"/></text><active value="true"/>'),
    [
      `error: Patient.text.div: is not a well-formed XHTML div: its outermost element, <div>, is not a div in the namespace ${xhtml}`,
    ],
  ],
  [
    'a resource inside that is none',
    'xml',
    patient({ contained: [{ resourceType: 'Pateint', id: 'a' }], active: true }),
    1,
    inXml('<active value="true"/>'),
    ['error: Patient.contained[0].resourceType: "Pateint" is not a known resource type; did you mean "Patient"?'],
  ],
  [
    'no resource',
    'xml',
    '{"resourceType":"Pateint"}',
    1,
    '',
    ['fatal: resource.resourceType: "Pateint" is not a known resource type; did you mean "Patient"?'],
  ],
  [
    'an element that is not known',
    'json',
    inXml('<active value="true"/><birthDat value="2020"/>'),
    1,
    patient({ active: true }),
    ['error: Patient: the element "birthDat" is unknown, so it is ignored; did you mean "birthDate"?'],
  ],
  [
    'an attribute under a prefix stays, and what is written is XML',
    'json',
    inXml(
      `<text><status value="generated"/><h:div xmlns:h="${xhtml}" h:class="a" class="b"><h:p>c</h:p></h:div></text>`,
    ),
    0,
    patient({
      text: {
        status: 'generated',
        div: `<div xmlns="${xhtml}" xmlns:h="${xhtml}" h:class="a" class="b"><p>c</p></div>`,
      },
    }),
    [],
  ],
];

for (const [what, to, stdin, code, printed, said] of rows) {
  test(what, async () => {
    const got = await runInProcess('.', ['convert', '--to', to, '-'], { stdin: [stdin] });
    const lines = got.stderr.split('\n').filter((line) => line !== '');
    assert.equal(
      lines.map((line) => line.replace(/^<stdin>:\d+:\d+: /, '')),
      said,
    );
    assert.is(got.stdout.replace('<?xml version="1.0" encoding="UTF-8"?>', '').trimEnd(), printed);
    assert.is(got.code, code);
  });
}

const limits: [args: string[], code: number, said: RegExp][] = [
  [
    ['--max-bytes', '30'],
    1,
    /^<stdin>:1:1: fatal: the text has \d+ bytes, more than the limit of 30; it is not read\n$/,
  ],
  [['--max-depth', '2'], 1, /^<stdin>:1:\d+: fatal: .* nested more than 2 levels deep/],
  [['--max-depth', '20'], 0, /^$/],
];

for (const [args, code, said] of limits) {
  test(args.join(' '), async () => {
    const stdin = [patient({ contact: [{ name: { given: ['a'] } }] })];
    const got = await runInProcess('.', ['convert', '--to', 'xml', ...args, '-'], { stdin });
    assert.is(got.code, code);
    assert.match(got.stderr, said);
  });
}

test.run();
