/** MessageDefinitions, and what our own extensions say of Bundles, elements and invariants. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { MessageDefinition, StructureDefinition } from '../../generator/fhir/definitions.ts';
import { ownExtension } from '../../generator/fhir/own-extensions.ts';
import { inventedDefinitions } from '../support/invented-event.ts';
import { element, profile, type Json } from '../support/definitions.ts';
import { load } from '../support/pipeline.ts';

type Parts = Readonly<Record<string, Json>>;

function own(name: string, parts: Parts | Json): Json {
  const url = ownExtension(name);
  const values = Object.entries(parts as Parts);
  if (values.some(([key]) => key.startsWith('value'))) return { url, ...parts };
  return { url, extension: values.map(([part, value]) => ({ url: part, ...value })) };
}

const text = (value: unknown): Json => ({ valueString: value });

function eventOf(...extension: Json[]): Json {
  const event = { system: 'https://acme.example/events', code: 'a' };
  const url = 'https://acme.example/fhir/MessageDefinition/a';
  return { resourceType: 'MessageDefinition', id: 'a', url, name: 'A', event, extension };
}

function bundleOf(...extension: Json[]): Json {
  return profile('b', 'Bundle', [], { extension });
}

const elementOf = (extension: Json): Json =>
  profile('e', 'Patient', [element('Patient.name', { extension: [extension] })]);
const invariantOf = (extension: Json): Json => {
  const constraint = [{ key: 'a-1', severity: 'error', human: 'x', expression: 'true', extension: [extension] }];
  return profile('i', 'Patient', [element('Patient.name', { constraint })]);
};

const reads = suite('what a message is');

reads('is read whole', async () => {
  const { diagnostics, ...loaded } = await load(inventedDefinitions());
  assert.equal(diagnostics, []);
  const [message] = (loaded as unknown as { messages: readonly MessageDefinition[] }).messages;
  assert.equal(
    { ...message, source: undefined },
    {
      resourceType: 'MessageDefinition',
      url: 'https://acme.example/message/MessageDefinition/Acme-ParcelMoved-1',
      name: 'ParcelMoved',
      title: 'Parcel moved',
      description: 'A parcel is on its way, or there.',
      event: {
        system: 'https://acme.example/message/CodeSystem/Acme-Events-1',
        code: 'parcel-moved-1',
        display: 'Parcel moved',
      },
      focus: 'SupplyDelivery',
      messages: ['sent', 'arrived'].map((code) => ({
        type: { system: 'https://acme.example/message/CodeSystem/Acme-Stages-1', code, display: `Parcel ${code}` },
        bundle: `https://acme.example/message/StructureDefinition/Acme-Parcel${code === 'sent' ? 'Sent' : 'Arrived'}Message-1`,
        meaning: code === 'sent' ? 'The parcel has left.' : 'The parcel is there.',
      })),
      refused: [{ type: 'lost', reason: 'nobody knows that a parcel is lost; send nothing.' }],
      key: { role: 'parcel', path: 'identifier' },
      sequence: 'MessageHeader.meta.lastUpdated',
      catalogue: [{ name: 'colour', value: 'brown' }],
      parameters: [
        { name: 'source', element: 'MessageHeader.source' },
        { name: 'responsible', element: 'MessageHeader.responsible' },
        { name: 'lastUpdated', element: 'MessageHeader.meta.lastUpdated' },
        { name: 'timestamp', element: 'MessageHeader.timestamp' },
      ],
      cases: [
        {
          name: 'heavy',
          when: 'Bundle.entry.resource.ofType(SupplyDelivery).where(suppliedItem.quantity.value > 20).exists()',
          description: 'Two people carry it.',
          profiles: [],
        },
        {
          name: 'light',
          when: 'Bundle.entry.resource.ofType(SupplyDelivery).where(suppliedItem.quantity.value <= 20).exists()',
          profiles: [],
        },
      ],
      source: undefined,
    },
  );
});

reads('roles and derivations of a Bundle, with what is said where nothing is', async () => {
  const role = own('role', { name: text('r'), slice: text('s'), select: text('entry') });
  const derivation = own('derivation', {
    element: text('e'),
    role: text('r'),
    path: text('p'),
    from: text('f'),
    compare: text('c'),
  });
  const filling = own('filled-reference', {
    element: text('e'),
    role: text('r'),
    of: text('a b'),
    either: { valueBoolean: true },
  });
  const { structures, diagnostics } = await load([bundleOf(role, derivation, filling)]);
  assert.equal(diagnostics, []);
  const { fillings, roles, derivations } = structures[0] as StructureDefinition;
  assert.equal(roles, [
    {
      name: 'r',
      slice: 's',
      select: 'entry',
      min: 0,
      max: Infinity,
      isCheckOnly: false,
      isUnchecked: false,
      severity: 'error',
      downgrades: [],
    },
  ]);
  assert.equal(derivations, [{ element: 'e', role: 'r', path: 'p', from: 'f', compare: 'c', severity: 'error' }]);
  assert.equal(fillings, [{ element: 'e', role: 'r', of: ['a', 'b'], isEither: true }]);
});

reads.run();

const refuses = suite('what is wrong in an extension of ours');

const role = { name: text('r'), slice: text('s'), select: text('entry') };
const derivation = { element: text('e'), role: text('r'), path: text('p'), compare: text('c') };

/** `path` is where the diagnostic says that it is. */
const faults: [what: string, definition: Json, message: RegExp][] = [
  ['no event', { ...eventOf(), event: undefined }, /event/],
  ['an event that is a text', { ...eventOf(), event: 'a' }, /event/],
  ['an event without a code', { ...eventOf(), event: { system: 'https://acme.example/events' } }, /event\.code/],
  ['an event without a system', { ...eventOf(), event: { code: 'a' } }, /event\.system/],
  ['a kind without a type', eventOf(own('message', { bundle: { valueUri: 'https://acme.example/b' } })), /type/],
  ['a kind whose type has no code', eventOf(own('message', { type: { valueCoding: { system: 'x' } } })), /code/],
  ['a kind without a Bundle', eventOf(own('message', { type: { valueCoding: { system: 'x', code: 'y' } } })), /bundle/],
  ['a refusal without a type', eventOf(own('refused-message', { reason: text('x') })), /type/],
  ['no URL', { ...eventOf(), url: undefined }, /url/],
  ['a key without a role', eventOf(own('key', { path: text('identifier') })), /role/],
  ['a key without a path', eventOf(own('key', { role: text('r') })), /path/],
  ['a refusal without a reason', eventOf(own('refused-message', { type: { valueCode: 'x' } })), /reason/],
  ['a filling without an element', bundleOf(own('filled-reference', { role: text('r') })), /element/],
  ['a filling without a role', bundleOf(own('filled-reference', { element: text('e') })), /role/],
  ['a fact without a name', eventOf(own('catalogue', { value: text('x') })), /name/],
  ['a fact without a value', eventOf(own('catalogue', { name: text('x') })), /value/],
  ['a parameter without an element', eventOf(own('parameter', { name: text('x') })), /element/],
  [
    'a parameter whose name is a number',
    eventOf(own('parameter', { name: text(5), element: text('x') })),
    /valueString/,
  ],
  ['a case without a condition', eventOf(own('case', { name: text('x') })), /when/],
  ['a sequence that is no text', eventOf(own('sequence', { valueString: 5 })), /valueString/],
  ['extensions that are no list', { ...eventOf(), extension: { url: 'x' } }, /extension/],
  ['a role without a name', bundleOf(own('role', { ...role, name: text(undefined) })), /name/],
  ['a role without a slice', bundleOf(own('role', { ...role, slice: {} })), /slice/],
  ['a role without a path', bundleOf(own('role', { ...role, select: {} })), /select/],
  [
    'a role with a text for a number',
    bundleOf(own('role', { ...role, min: { valueUnsignedInt: '1' } })),
    /valueUnsignedInt/,
  ],
  ['a role with words for a number', bundleOf(own('role', { ...role, max: text('many') })), /\* or a number in digits/],
  [
    'a role of another severity',
    bundleOf(own('role', { ...role, severity: { valueCode: 'fatal' } })),
    /severity|valueCode/,
  ],
  [
    'a role with a text for a truth',
    bundleOf(own('role', { ...role, checkOnly: { valueBoolean: 'yes' } })),
    /valueBoolean/,
  ],
  ['a derivation without an element', bundleOf(own('derivation', { ...derivation, element: {} })), /element/],
  ['a derivation without a role', bundleOf(own('derivation', { ...derivation, role: {} })), /role/],
  ['a derivation without a path', bundleOf(own('derivation', { ...derivation, path: {} })), /path/],
  ['a derivation without what is compared', bundleOf(own('derivation', { ...derivation, compare: {} })), /compare/],
  [
    'a derivation of another severity',
    bundleOf(own('derivation', { ...derivation, severity: { valueCode: 'fatal' } })),
    /valueCode/,
  ],
  ['a severity that there is not', elementOf(own('severity-when-received', { valueCode: 'error' })), /valueCode/],
  ['the same of an invariant', invariantOf(own('severity-when-received', { valueCode: 'fatal' })), /valueCode/],
  [
    'a check digit that nobody knows',
    elementOf(own('check-digit', { valueCode: 'modulus-97' })),
    /valueCode is not one of modulus-11/,
  ],
  [
    'a form of codes that nobody knows',
    elementOf(own('code-form', { valueCode: 'lower-case' })),
    /valueCode is not one of upper-case/,
  ],
];

for (const [what, definition, message] of faults) {
  refuses(what, async () => {
    const { diagnostics } = await load([definition]);
    const found = diagnostics.filter((one) => message.test(one.message));
    assert.ok(found.length > 0, `nothing of it in: ${diagnostics.map((one) => one.message).join('; ')}`);
    assert.match(found[0]?.at?.file ?? '', /\.json$/, 'it names the file');
    assert.ok((found[0]?.at?.line ?? 0) > 0 && (found[0]?.at?.column ?? 0) > 0, 'it names the place in the file');
  });
}

refuses.run();
