/**
 * An event that nobody sends, with profiles that nobody published, goes the way of all others: what comes out has the
 * same functions, and they work. Its definitions and the text of its module are a golden case.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import type { Issue, Json } from '../support/event-messages.ts';
import { generateInvented, importInvented, inventedDefinitions } from '../support/invented-event.ts';
import { replaceAt, type Place } from '../support/json-faults.ts';

type Make = (input: unknown, options?: unknown) => Json;
type Result = { valid: boolean; message?: Json; issues: Issue[] };

interface Event {
  readonly event: Json;
  readonly sent: Make;
  readonly arrived: Make;
  readonly is: (value: unknown, options?: unknown) => boolean;
  readonly check: (value: unknown, options?: unknown) => Result;
  readonly read: (message: Json) => Json;
  readonly keyOf: (message: Json) => unknown;
  readonly isNewer: (message: Json, other: Json) => boolean;
  readonly isSent: (message: Json) => boolean;
  readonly isArrived: (message: Json) => boolean;
}

const generated = await generateInvented();
const family = await importInvented(generated);
const parcelMoved = family['parcelMoved'] as Event;
const place = family['place'] as Make;

const sender = {
  name: 'Thistle & Sons',
  identifier: { value: '17' },
  telecom: { system: 'phone', value: '01632 960001' },
};
const parcelOf = (kilos: number): Json => ({
  identifier: { value: 'P-1' },
  supplier: (family['sender'] as Make)(sender),
  destination: place({ name: 'Larkspur Lane 1' }),
  suppliedItem: { quantity: { value: kilos } },
});

function inputOf(kilos: number, more: Json = {}): Json {
  return {
    source: { name: 'Larkspur Post', endpoint: 'https://larkspur.example/post' },
    responsible: (family['company'] as Make)({ name: 'Larkspur Post' }),
    lastUpdated: '2026-03-04T07:15:00Z',
    parcel: parcelOf(kilos),
    ...more,
  };
}

const sent = parcelMoved.sent(inputOf(3));

const test = suite('an invented event');

test('is generated without a diagnostic', () => {
  assert.equal(generated.diagnostics, []);
});

test('has the functions that every event has, and those of its kinds', () => {
  const kindsOf = (names: readonly string[], kinds: readonly string[]): string[] =>
    names.filter((name) => !kinds.some((kind) => name === kind || name.toLowerCase() === `is${kind}`)).sort();
  const others = kindsOf(Object.keys(vaccinations), ['new', 'update', 'delete']);
  assert.equal(kindsOf(Object.keys(parcelMoved), ['sent', 'arrived']), others);
  assert.ok(others.includes('check') && others.includes('isNewer'), others.join());
});

test('is described by what its definition says', () => {
  assert.equal(parcelMoved.event, {
    system: 'https://acme.example/message/CodeSystem/Acme-Events-1',
    code: 'parcel-moved-1',
    display: 'Parcel moved',
    title: 'Parcel moved',
    types: ['sent', 'arrived'],
    sequence: 'MessageHeader.meta.lastUpdated',
    colour: 'brown',
  });
});

test('is built: header first, then what it is about and what that leads to', () => {
  const types = sent.entry.map(({ resource }: Json) => resource.resourceType);
  assert.equal(types, ['MessageHeader', 'SupplyDelivery', 'Organization', 'Location', 'Organization']);
  const [header, parcel, company, goal] = sent.entry.map(({ resource }: Json) => resource);
  const label = header.extension.find(({ url }: Json) => url.endsWith('Acme-Label-1'));
  assert.equal(label.valueIdentifier, { system: 'https://acme.example/parcel-number', value: 'P-1' });
  assert.equal(header.focus, [{ reference: `urn:uuid:${parcel.id}` }]);
  assert.equal(parcel.supplier, { reference: `urn:uuid:${company.id}` });
  assert.is(goal.physicalType.coding[0].code, 'bu', 'what is recommended is filled in');
  assert.equal(sent.meta.profile, ['https://acme.example/message/StructureDefinition/Acme-ParcelSentMessage-1']);
});

test('is sound as it is built', () => {
  assert.equal(parcelMoved.check(sent), { valid: true, message: sent, issues: [] });
  assert.ok(parcelMoved.is(sent));
  assert.ok(parcelMoved.isSent(sent) && !parcelMoved.isArrived(sent));
});

test('is read by role, group, case and key', () => {
  const content = parcelMoved.read(sent);
  const [header, parcel, company, goal, other] = sent.entry.map(({ resource }: Json) => resource);
  assert.equal(Object.keys(content), [
    ...['type', 'header', 'key', 'case', 'parcel', 'companies', 'places', 'sender', 'stops'],
  ]);
  assert.is(content.type, 'sent');
  assert.is(content.header, header);
  assert.is(content.parcel, parcel);
  assert.is(content.sender, company);
  assert.equal(content.companies, [company, other]);
  assert.equal(content.stops, { goal, depot: undefined });
  assert.is(content.case, 'light');
  assert.is(parcelMoved.read(parcelMoved.sent(inputOf(21))).case, 'heavy');
  assert.equal(parcelMoved.keyOf(sent), { system: 'https://acme.example/parcel-number', value: 'P-1' });
});

test('is put in order by its sequence', () => {
  const later = parcelMoved.sent(inputOf(3, { lastUpdated: '2026-03-04T07:15:01Z' }));
  assert.ok(parcelMoved.isNewer(later, sent));
  assert.not(parcelMoved.isNewer(sent, later));
  assert.not(parcelMoved.isNewer(sent, sent));
});

const kind: Place = ['entry', 0, 'resource', 'extension', 0, 'valueCoding', 'code'];
const label: Place = ['entry', 0, 'resource', 'extension', 1, 'valueIdentifier', 'value'];

const faults: [fault: string, mutant: Json, code: string, expression: string, message: RegExp][] = [
  ['another type of Bundle', replaceAt(sent, ['type'], 'batch'), 'value', 'Bundle.type', /the fixed value "message"/],
  [
    'a kind that is refused',
    replaceAt(sent, kind, 'lost'),
    'business-rule',
    'Bundle.entry[0].resource.extension[0]',
    /"lost" is not sent for parcel-moved-1: nobody knows/,
  ],
  [
    'a kind that there is not',
    replaceAt(sent, kind, 'arived'),
    'business-rule',
    'Bundle.entry[0].resource.extension[0]',
    /did you mean "arrived"/,
  ],
  [
    'a label that is not that of the parcel',
    replaceAt(sent, label, 'P-2'),
    'business-rule',
    'Bundle.entry[0].resource.extension[1].value.value',
    /"P-2" differs from the parcel, which has "P-1"/,
  ],
  [
    'what a role adds',
    replaceAt(sent, ['entry', 2, 'resource', 'telecom'], undefined),
    'required',
    'Bundle.entry[2].resource.telecom',
    /missing/,
  ],
  [
    'an invariant of the message',
    replaceAt(sent, ['entry', 1, 'resource', 'suppliedItem', 'quantity', 'value'], -1),
    'invariant',
    'Bundle',
    /A parcel weighs something. \(parcel-2\)/,
  ],
  [
    'a role that may not be there',
    replaceAt(sent, ['entry', 3, 'resource', 'mode'], 'kind'),
    'structure',
    'Bundle.entry',
    /for `fleet`/,
  ],
];

for (const [fault, mutant, code, expression, message] of faults) {
  test(`refuses ${fault}, and nothing else`, () => {
    const { valid, issues } = parcelMoved.check(mutant);
    assert.not(valid);
    assert.not(parcelMoved.is(mutant));
    const errors = issues.filter(({ severity }) => severity === 'error');
    assert.equal(
      errors.map((issue) => [issue.code, issue.expression]),
      [[code, expression]],
    );
    assert.match(errors[0]?.message ?? '', message);
  });
}

/** What is an error to the sender, and no more than a warning otherwise. */
const severities: [what: string, mutant: Json, options: Json, severities: string[]][] = [
  ['a name that is needed, sent', replaceAt(sent, ['entry', 3, 'resource', 'name'], undefined), {}, ['error']],
  [
    'the same, received',
    replaceAt(sent, ['entry', 3, 'resource', 'name'], undefined),
    { direction: 'receive' },
    ['warning'],
  ],
  ['a name that a role does without', replaceAt(sent, ['entry', 2, 'resource', 'name'], undefined), {}, ['warning']],
  [
    'the name of a company without that role',
    replaceAt(sent, ['entry', 4, 'resource', 'name'], undefined),
    {},
    ['error'],
  ],
  ['a role that is only expected', withoutGoal(sent), {}, ['warning']],
];

function withoutGoal(message: Json): Json {
  const stripped = replaceAt(message, ['entry', 3], undefined) as Json;
  return replaceAt(stripped, ['entry', 1, 'resource', 'destination'], undefined) as Json;
}

for (const [what, mutant, options, wanted] of severities) {
  test(`${what}: ${wanted.join()}`, () => {
    const { valid, issues } = parcelMoved.check(mutant, options);
    const found = issues.filter(({ code }) => code !== 'invariant').map(({ severity }) => severity);
    assert.equal(found, wanted);
    assert.is(valid, !wanted.includes('error'));
    assert.is(parcelMoved.is(mutant, options), valid);
  });
}

test('a role that has to be there is asked for by the other kind', () => {
  assert.throws(
    () => parcelMoved.arrived(inputOf(3, { parcel: { ...parcelOf(3), destination: undefined } })),
    /^goal: is required: the message has no resource in this role$/,
  );
  assert.ok(parcelMoved.isArrived(parcelMoved.arrived(inputOf(3))));
});

test.run();

const broken = suite('an invented event whose definitions do not fit');

type Change = (definition: Json) => void;

const changes: [what: string, id: string, change: Change, text: RegExp][] = [
  [
    'a parameter that is no element',
    'Acme-ParcelMoved-1',
    (definition) => {
      definition.extension.push(parameter('speed', 'MessageHeader.speed'));
    },
    /parameter speed refers to the element MessageHeader\.speed of the header, which does not exist/,
  ],
  [
    'a parameter called as an entry is',
    'Acme-ParcelMoved-1',
    (definition) => {
      definition.extension.push(parameter('places', 'MessageHeader.timestamp'));
    },
    /parameter places has the same name as an entry or role/,
  ],
  [
    'a parameter called as a group is',
    'Acme-ParcelMoved-1',
    (definition) => {
      definition.extension.push(parameter('stops', 'MessageHeader.timestamp'));
    },
    /parameter stops has the same name as an entry or role/,
  ],
  [
    'a Bundle profile that is not there',
    'Acme-ParcelMoved-1',
    (definition) => {
      partOf(definition.extension[0], 'bundle').valueUri += 'x';
    },
    /Bundle profile .*Acme-ParcelSentMessage-1x is not in the input/,
  ],
  [
    'a role of a slice that is not there',
    'Acme-ParcelSentMessage-1',
    (definition) => {
      partOf(definition.extension[1], 'slice').valueString = 'boxes';
    },
    /role sender of .*Acme-ParcelSentMessage-1 needs the entry slice boxes/,
  ],
  [
    'a role with a profile that is not there',
    'Acme-ParcelSentMessage-1',
    (definition) => {
      partOf(definition.extension[1], 'profile').valueUri += 'x';
    },
    /role sender of .* needs the profile .*Acme-Sender-1x/,
  ],
  [
    'a role that cannot be compiled',
    'Message-1',
    (definition) => {
      partOf(definition.extension[1], 'select').valueString = 'Bundle.entry.resource.memberOf(1)';
    },
    /expression Bundle\.entry\.resource\.memberOf\(1\) cannot be compiled/,
  ],
  [
    'a role that is found in another way in each kind',
    'Acme-ParcelSentMessage-1',
    (definition) => {
      partOf(definition.extension[1], 'select').valueString = 'Bundle.entry.resource.ofType(Organization)';
    },
    /role sender is selected differently/,
  ],
  [
    'an entry that one kind has once and the other often',
    'Acme-ParcelSentMessage-1',
    (definition) => {
      definition.differential.element.find((element: Json) => element.sliceName === 'places').max = '1';
    },
    /entry or role places is selected differently, or has a different cardinality/,
  ],
  [
    'a derivation into an element that is not there',
    'Acme-ParcelSentMessage-1',
    (definition) => {
      partOf(definition.extension[5], 'element').valueString = 'MessageHeader.extension:lable';
    },
    /The header of \S+ has no element MessageHeader\.extension:lable/,
  ],
  [
    'a derivation from an element that is not there',
    'Acme-ParcelSentMessage-1',
    (definition) => {
      partOf(definition.extension[5], 'from').valueString = 'SupplyDelivery.number';
    },
    /The parcel of \S+ has no element SupplyDelivery\.number/,
  ],
  [
    'a derivation from a role that is not there',
    'Acme-ParcelSentMessage-1',
    (definition) => {
      partOf(definition.extension[5], 'role').valueString = 'box';
    },
    /There is no entry or role called box/,
  ],
  [
    'a kind that no extension of the header is fixed to',
    'Acme-ParcelMoved-1',
    (definition) => {
      partOf(definition.extension[0], 'type').valueCoding.code = 'stolen';
    },
    /No extension of the header .* is fixed to the code stolen/,
  ],
  [
    'a case that cannot be told',
    'Acme-ParcelMoved-1',
    (definition) => {
      partOf(definition.extension.at(-1), 'when').valueString = 'Bundle.entry.memberOf(1)';
    },
    /case light cannot be determined/,
  ],
];

function parameter(name: string, element: string): Json {
  const url = 'https://careconnect-codegen.example/StructureDefinition/parameter';
  return {
    url,
    extension: [
      { url: 'name', valueString: name },
      { url: 'element', valueString: element },
    ],
  };
}

function partOf(extension: Json, name: string): Json {
  return extension.extension.find(({ url }: Json) => url === name);
}

for (const [what, id, change, text] of changes) {
  broken(what, async () => {
    const definitions: Json[] = structuredClone(inventedDefinitions());
    for (const one of definitions) if (String(one.id).endsWith(id)) change(one);
    const { diagnostics } = await generateInvented(definitions);
    const found = diagnostics.filter(({ message }) => text.test(message));
    assert.ok(found.length > 0, `nothing of it in: ${diagnostics.map(({ message }) => message).join('; ')}`);
    assert.ok(found[0]?.at?.canonical, `it names the definition: ${JSON.stringify(found[0])}`);
  });
}

broken.run();
