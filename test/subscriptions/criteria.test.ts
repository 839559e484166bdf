/** Texts of criteria: what they say, and of what is wrong where it stands and what to do about it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { describe } from 'careconnect-ems/runtime';
import { explicitCriteria, genericCriteria, parseCriteria } from 'careconnect-ems/subscriptions';

const start = '/Bundle?type=message';
const ada = '&Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000018';
const jab = '&MessageHeader.event=vaccinations-1';
const explicit = start + ada + jab;
const rule = '&subscriptionRuleType=CHO_POSTCODE_CCG';
const generic = `${start}${rule}&Organization.identifier=X2458${jab}`;

const good = suite('criteria that keep the grammar');

const sound: [text: string, form: string, criteria: object][] = [
  [explicit, 'explicit', { nhsNumber: '9990000018', events: ['vaccinations-1'] }],
  [
    `${start}&serviceType=GP${ada}&MessageHeader.event=pds-change-of-address-1`,
    'explicit',
    { serviceType: 'GP', nhsNumber: '9990000018', events: ['pds-change-of-address-1'] },
  ],
  [
    `${generic}&tag=site123`,
    'generic',
    { ruleType: 'CHO_POSTCODE_CCG', organization: 'X2458', event: 'vaccinations-1', tag: 'site123' },
  ],
  [
    `${start}${jab}${ada}&MessageHeader.event=blood-spot-test-outcome-1`,
    'explicit',
    { nhsNumber: '9990000018', events: ['vaccinations-1', 'blood-spot-test-outcome-1'] },
  ],
  [
    `${explicit}&Patient.age=gt5`,
    'explicit',
    { nhsNumber: '9990000018', events: ['vaccinations-1'], age: { over: 5 } },
  ],
  [
    `${generic}&Patient.age=lt19&Patient.age=gt5`,
    'generic',
    { ruleType: 'CHO_POSTCODE_CCG', organization: 'X2458', event: 'vaccinations-1', age: { over: 5, under: 19 } },
  ],
  [
    `${start}&subscriptionRuleType=COUNTRYCODE&Organization.identifier=W92000004${jab}&GPRegistration=UnregisteredOnly`,
    'generic',
    { ruleType: 'COUNTRYCODE', organization: 'W92000004', event: 'vaccinations-1', gpRegistration: 'UnregisteredOnly' },
  ],
  [`${explicit}&tag=a|b,c_d-e`, 'explicit', { nhsNumber: '9990000018', events: ['vaccinations-1'], tag: 'a|b,c_d-e' }],
];

for (const [text, form, criteria] of sound) {
  good(text, () => {
    const parsed = parseCriteria(text);
    assert.equal(parsed.issues, []);
    assert.is(parsed.form, form);
    assert.equal(parsed.criteria, criteria);
  });
}

good('what has no effect is a warning', () => {
  const twice = parseCriteria(explicit + jab);
  assert.equal(twice.criteria, { nhsNumber: '9990000018', events: ['vaccinations-1'] });
  assert.equal(
    twice.issues.map(({ severity, code, column }) => [severity, code, column]),
    [['warning', 'duplicate', explicit.length + 2]],
  );
  for (const code of ['GP_GP_GP', 'CHO_GP_CCG']) {
    const text = `${start}&subscriptionRuleType=${code}&Organization.identifier=A81001${jab}&GPRegistration=RegisteredOnly`;
    const { valid, issues } = parseCriteria(text);
    assert.is(valid, true);
    assert.equal(
      issues.map(({ severity, message }) => [severity, message]),
      [
        [
          'warning',
          `column ${text.length - 13}: GPRegistration has no effect with subscriptionRuleType=${code}: leave GPRegistration out`,
        ],
      ],
    );
  }
});

good.run();

const bad = suite('criteria that break it');

/** Of each text, the column of what is wrong and the message behind it. */
const broken: [text: string, column: number, message: string][] = [
  ['', 1, 'criteria begin with /Bundle?type=message: write /Bundle?type=message at the start'],
  ['Bundle?type=message', 1, 'criteria begin with /Bundle?type=message: write /Bundle?type=message at the start'],
  ['/Bundle?type=Message', 14, 'criteria begin with /Bundle?type=message: write /Bundle?type=message at the start'],
  [` ${explicit}`, 1, 'criteria begin with /Bundle?type=message: leave out white space at the start'],
  [
    `${start}Patient.age=gt5`,
    21,
    '/Bundle?type=message is followed by "Patient.age=gt5": write & in front of each parameter',
  ],
  [
    start,
    21,
    'it is not clear whether the subscription is explicit or generic: add Patient.identifier (explicit), or subscriptionRuleType and Organization.identifier (generic)',
  ],
  [`${explicit}&`, explicit.length + 2, 'a parameter is missing behind &: leave out the & or add a parameter'],
  [`${start}&${ada}${jab}`, 22, 'a parameter is missing behind &: leave out the & or add a parameter'],
  [`${explicit}&tag`, explicit.length + 5, 'tag has no value: write tag= and a value'],
  [
    `${start}&Patient.identifer=1`,
    22,
    'the parameter "Patient.identifer" is unknown; did you mean "Patient.identifier"?',
  ],
  [
    `${explicit}&type=message`,
    explicit.length + 2,
    'the parameter "type" is unknown: use serviceType, Patient.identifier, subscriptionRuleType, Organization.identifier, MessageHeader.event, Patient.age, GPRegistration or tag',
  ],
  [
    `${explicit}&amp;tag=a`,
    explicit.length + 2,
    'the parameter "amp;tag" is unknown: write & alone: it is &amp; in the text of XML only',
  ],
  [
    `${start}&Patient.identifier=http://fhir.nhs.net/Id/nhs-number |9990000018${jab}`,
    74,
    'Patient.identifier: "http://fhir.nhs.net/Id/nhs-number |9990000018" does not begin with http://fhir.nhs.net/Id/nhs-number|: leave out white space',
  ],
  [
    `${start}&Patient.identifier=https://fhir.nhs.uk/Id/nhs-number|9990000018${jab}`,
    45,
    'Patient.identifier: "https://fhir.nhs.uk/Id/nhs-number|9990000018" does not begin with http://fhir.nhs.net/Id/nhs-number|: the system is http://fhir.nhs.net/Id/nhs-number here, and no other',
  ],
  [
    `${start}&Patient.identifier=9990000018${jab}`,
    41,
    'Patient.identifier: "9990000018" does not begin with http://fhir.nhs.net/Id/nhs-number|: write http://fhir.nhs.net/Id/nhs-number| in front',
  ],
  [
    `${start}${ada.slice(0, -1)}9${jab}`,
    75,
    'Patient.identifier: "9990000019" is not an NHS number of ten digits, without spaces, that ends in the correct check digit: look for a mistyped digit',
  ],
  [
    `${start}${ada.replace('|', '%7C')}${jab}`,
    74,
    'Patient.identifier: "http://fhir.nhs.net/Id/nhs-number%7C9990000018" does not begin with http://fhir.nhs.net/Id/nhs-number|: write each character as it is: criteria have no percent signs for others',
  ],
  [
    `${start}${ada}&MessageHeader.event=vacinations-1`,
    explicit.length - 13,
    'MessageHeader.event: "vacinations-1" is not one of the 54 codes of EventType; did you mean "vaccinations-1"?',
  ],
  [
    `${explicit}&Patient.age=ge5`,
    explicit.length + 14,
    'Patient.age: "ge5" is not gt or lt, and a whole number in digits, such as gt5: other comparisons than gt and lt are not known',
  ],
  [
    `${explicit}&Patient.age=gt5.5`,
    explicit.length + 16,
    'Patient.age: "gt5.5" is not gt or lt, and a whole number in digits, such as gt5: other comparisons than gt and lt are not known',
  ],
  [
    `${explicit}&Patient.age=gt5&Patient.age=gt7`,
    explicit.length + 30,
    'Patient.age has two bounds with gt: leave one out, or correct it',
  ],
  [
    `${explicit}&Patient.age=gt5&Patient.age=lt6`,
    explicit.length + 30,
    'Patient.age has bounds with no whole number between them: leave one out, or correct it',
  ],
  [
    `${explicit}&Patient.age=gt5&Patient.age=lt9&Patient.age=lt8`,
    explicit.length + 34,
    'explicit subscriptions have Patient.age at most 2 times: leave it out, or make a subscription for each value',
  ],
  [
    `${start}&serviceType=gp${ada}${jab}`,
    34,
    'serviceType: "gp" is not one of GP, CHO, UHV, EPCHR (ServiceType); did you mean "GP"?',
  ],
  [
    `${explicit}&GPRegistration=Registered`,
    explicit.length + 17,
    'GPRegistration: "Registered" is not one of RegisteredOnly, UnregisteredOnly (GpRegistration): use one of these codes',
  ],
  [
    `${explicit}&tag=two words`,
    explicit.length + 6,
    'tag: "two words" is not 1 to 100 letters, digits and the characters _ - | and comma: leave out white space',
  ],
  [
    `${explicit}&tag=`,
    explicit.length + 6,
    'tag: "" is not 1 to 100 letters, digits and the characters _ - | and comma: correct the value',
  ],
  [
    start + ada,
    start.length + ada.length + 1,
    'MessageHeader.event is missing, which explicit subscriptions need: add &MessageHeader.event= and a value',
  ],
  [
    start + rule + jab,
    (start + rule + jab).length + 1,
    'Organization.identifier is missing, which generic subscriptions need: add &Organization.identifier= and a value',
  ],
  [
    `${start}&Organization.identifier=X2458${jab}`,
    `${start}&Organization.identifier=X2458${jab}`.length + 1,
    'subscriptionRuleType is missing, which generic subscriptions need: add &subscriptionRuleType= and a value',
  ],
  [
    `${generic}&MessageHeader.event=nipe-outcome-1`,
    generic.length + 2,
    'generic subscriptions have MessageHeader.event only once: leave it out, or make a subscription for each value',
  ],
  [
    start + ada + ada + jab,
    (start + ada).length + 2,
    'explicit subscriptions have Patient.identifier only once: leave it out, or make a subscription for each value',
  ],
  [
    start + rule + ada + jab,
    (start + rule).length + 2,
    'Patient.identifier is for explicit subscriptions, but the parameters before it are for generic ones: leave out one of the two, or make two subscriptions',
  ],
  [
    `${start}&subscriptionRuleType=COUNTRYCODE&Organization.identifier=X2458${jab}`,
    79,
    'Organization.identifier: "X2458" is not one of E92000001, W92000004, S92000003, N92000002, L93000001, M83000003 (CountryCode): use one of these codes',
  ],
  [
    `${start}${rule}&Organization.identifier=https://fhir.nhs.uk/Id/ods-organization-code|X2458${jab}`,
    84,
    'Organization.identifier: "https://fhir.nhs.uk/Id/ods-organization-code|X2458" is not a code of capital letters and digits, such as an ODS code, without a system: correct the value',
  ],
];

for (const [text, column, message] of broken) {
  bad(text || '(empty)', () => {
    const { valid, form, criteria, issues } = parseCriteria(text);
    assert.equal([valid, form, criteria], [false, undefined, undefined]);
    assert.is(issues[0]?.message, `column ${column}: ${message}`);
    assert.is(issues[0]?.column, column);
    assert.equal(issues.length, 1);
    for (const { severity, expression, expected, remedy } of issues) {
      assert.equal([severity, expression], ['error', 'Subscription.criteria']);
      assert.ok(expected.length > 0 && remedy.length > 0);
    }
  });
}

bad('all that is wrong is told, in the order of the text', () => {
  const text = `${start}&tag=a b&MessageHeader.event=vacinations-1&Patient.age=5&colour=red`;
  assert.equal(
    parseCriteria(text).issues.map(({ column }) => column),
    [26, 50, 76, 78],
  );
});

bad('a message without values names no patient', () => {
  const [issue] = parseCriteria(`${start}${ada.slice(0, -1)}9${jab}`).issues;
  assert.ok(issue);
  assert.is(describe(issue, { values: false }).includes('999'), false);
  assert.match(
    describe(issue, { values: false }),
    /^error Subscription\.criteria: column 75: Patient\.identifier: … is not/,
  );
});

bad.run();

const hostile = suite('hostile criteria');

const parse = parseCriteria as (text: unknown) => ReturnType<typeof parseCriteria>;

for (const value of [undefined, null, 7, {}, [], Symbol('x'), new Date(0), () => explicit]) {
  hostile(`no text: ${String(value)}`, () => {
    const { valid, issues } = parse(value);
    assert.equal([valid, issues.length, issues[0]?.column], [false, 1, 1]);
    assert.match(issues[0]?.message ?? '', /^column 1: criteria are text, not /);
  });
}

const texts: [name: string, text: string][] = [
  ['as many & as there is room for', start + '&'.repeat(19_000)],
  ['a megabyte', `${explicit}&tag=${'a'.repeat(1_000_000)}`],
  ['a long tag', `${explicit}&tag=${'a'.repeat(101)}`],
  ['a long number', `${explicit}&Patient.age=gt${'9'.repeat(5000)}`],
  ['many parameters', explicit + '&Patient.age=gt5'.repeat(1000)],
  ['other digits', `${explicit}&Patient.age=gt٥`],
  ['half a pair of surrogates', `${explicit}&tag=\ud83d`],
  ['a mark of ours', `${explicit}&tag=\udc01x\udc00`],
  ['emoji', `${explicit}&tag=🙂`],
  ['a full-width =', `${explicit}&tag＝a`],
  ['a hidden character', `${start}${ada.replace('|', '\u200b|')}${jab}`],
  ['a line break', `${explicit}\n&tag=a`],
  ['a NUL', `${explicit}&tag=a\0`],
  ['percent signs', `${start}%26Patient.age%3Dgt5`],
  ['a broken percent sign', `${explicit}&tag=%E0%A4`],
  ['names of every object', `${explicit}&__proto__=a&constructor=b&toString=c`],
  ['markup', `${explicit}&tag=<b>"'\`\${x}`],
];

for (const [name, text] of texts) {
  hostile(name, () => {
    const { valid, issues } = parseCriteria(text);
    assert.is(valid, false);
    assert.ok(issues.length > 0 && issues.length <= 20, String(issues.length));
    for (const { column, message } of issues) {
      assert.ok(column >= 1 && column <= text.length + 1, String(column));
      assert.ok(message.length < 600, message);
      assert.is(/[\udc00-\udc02]/u.test(message), false);
    }
  });
}

hostile('a text that is too long is not read', () => {
  const { issues } = parseCriteria(`${explicit}&colour=${'a'.repeat(20_000)}`);
  assert.equal(
    issues.map(({ code, column }) => [code, column]),
    [['too-long', 20_001]],
  );
});

hostile('objects to write: unknown members, and what a prototype has', () => {
  const input = { nhsNumber: '9990000018', events: 'vaccinations-1' } as const;
  const write = explicitCriteria as (criteria: unknown) => string;
  const wrong: [criteria: unknown, message: string][] = [
    [undefined, 'criteria: is undefined, but must be a plain object'],
    [explicit, `criteria: "${explicit}" is not a plain object`],
    [{ ...input, nhsNumer: 1 }, 'criteria.nhsNumer: unknown property; did you mean "nhsNumber"?'],
    [
      JSON.parse('{"__proto__":1,"nhsNumber":"9990000018","events":"vaccinations-1"}'),
      'criteria.__proto__: unknown property',
    ],
    [Object.create(input), 'criteria: an object is not a plain object'],
    [{ ...input, events: [] }, 'criteria.events: an empty list is not a list with a value'],
    [{ ...input, events: [null] }, 'criteria.events[0]: null is not one of the 54 codes of EventType'],
    [{ ...input, events: undefined }, 'criteria.events: is required'],
    [
      { ...input, events: ['vaccinations-1', 'nipe'] },
      'criteria.events[1]: "nipe" is not one of the 54 codes of EventType',
    ],
    [
      { ...input, nhsNumber: 9990000018 },
      'criteria.nhsNumber: 9990000018 is not an NHS number of ten digits, without spaces, that ends in the correct check digit',
    ],
    [{ ...input, age: {} }, 'criteria.age: needs over or under'],
    [{ ...input, age: { over: -1 } }, 'criteria.age.over: -1 is not a whole number from 0'],
    [{ ...input, age: { over: 1.5 } }, 'criteria.age.over: 1.5 is not a whole number from 0'],
    [{ ...input, age: { over: 1e21 } }, 'criteria.age.over: 1e+21 is not a whole number from 0'],
    [{ ...input, age: { over: 5, under: 5 } }, 'criteria.age: has bounds with no whole number between them'],
    [{ ...input, age: { from: 5 } }, 'criteria.age.from: unknown property'],
    [
      { ...input, tag: 'a&Patient.age=gt5' },
      'criteria.tag: "a&Patient.age=gt5" is not 1 to 100 letters, digits and the characters _ - | and comma',
    ],
    [{ ...input, ruleType: 'GP_GP_GP' }, 'criteria.ruleType: unknown property'],
  ];
  for (const [criteria, message] of wrong)
    assert.throws(
      () => write(criteria),
      (error: Error) => (assert.is(error.message, message), true),
    );
  assert.is(write({ ...input, events: ['vaccinations-1', 'vaccinations-1'] }), explicit);
  assert.is(write({ ...input, tag: null, age: undefined, serviceType: null }), explicit);
});

hostile('a code that another parameter narrows', () => {
  const write = genericCriteria as (criteria: unknown) => string;
  const input = { ruleType: 'COUNTRYCODE', event: 'vaccinations-1' };
  assert.throws(
    () => write({ ...input, organization: 'X2458' }),
    /criteria\.organization: "X2458" is not one of E92000001/,
  );
  assert.match(write({ ...input, organization: 'E92000001' }), /&Organization\.identifier=E92000001/);
});

hostile.run();
