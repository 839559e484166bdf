import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { identify } from 'careconnect-ems/check';
import { createRegistry, identifyAny, type Identity } from '../../runtime/check.ts';
import { resourceElements } from '../../runtime/core/elements.ts';
import { codeSet } from '../../runtime/guard/code-set.ts';
import { additions, typeRules } from '../../runtime/guard/rules.ts';
import type { MessageRules } from '../../runtime/message/message-guard.ts';

const nothing: Identity = { resourceType: undefined, profiles: [], event: undefined, code: undefined };

const rows: [value: unknown, want: Identity][] = [
  [{ resourceType: 'Patient' }, { ...nothing, resourceType: 'Patient' }],
  [{ resourceType: 'Pateint' }, { ...nothing, resourceType: 'Pateint' }],
  [
    { resourceType: 'Patient', meta: { profile: ['a', 'b|1', 'a'] } },
    { ...nothing, resourceType: 'Patient', profiles: ['a', 'b|1'] },
  ],
  [
    { resourceType: 1, meta: { profile: [1, null, 'a'] } },
    { ...nothing, profiles: ['a'] },
  ],
  [{ meta: { profile: 'a' } }, nothing],
  [{ meta: null }, nothing],
  [[], nothing],
  [null, nothing],
  ['Patient', nothing],
];

const test = suite('what a value says it is');

for (const [value, want] of rows) {
  test(JSON.stringify(value), () => assert.equal(identify(value), want));
}

test('a code system is known by its codes, or by a value set that is made of them', () => {
  const registry = createRegistry(
    () => [],
    () => [],
    () => [['urn:a', 'x y'], ['urn:b', ['x y']], ['urn:c', ''], codeSet('Colour', { 'urn:d': 'red blue' })],
    () => [],
    () => [],
  );
  assert.equal(
    [...registry.systems].map(([url, codes]) => [url, [...codes]]),
    [
      ['urn:a', ['x', 'y']],
      ['urn:b', ['x y']],
      ['urn:c', []],
      ['urn:d', ['red', 'blue']],
    ],
  );
});

test('a message of a known event', () => {
  const table = resourceElements('Bundle', () => ({}));
  const profile = 'https://acme.example/Moved';
  const rules = additions(table, profile, () => ({}));
  const moved: MessageRules = {
    event: { system: 'https://acme.example/events', code: 'moved' },
    kindExtension: 'https://acme.example/kind',
    kinds: { new: { profile, rules, covered: [], roles: [], derivations: [] } },
    covered: [],
    refused: {},
    bundle: typeRules(table, () => ({ parts: [] })),
    types: () => [],
  };
  const registry = createRegistry(
    () => [],
    () => [],
    () => [],
    () => [],
    () => [moved],
  );
  const messageOf = (code: string, kind: string): object => ({
    resourceType: 'Bundle',
    meta: { profile: ['https://acme.example/Any'] },
    entry: [
      {
        resource: {
          resourceType: 'MessageHeader',
          event: { system: 'https://acme.example/events', code },
          extension: [{ url: 'https://acme.example/kind', valueCode: kind }],
        },
      },
    ],
  });
  assert.equal(identifyAny(registry, messageOf('moved', 'new')), {
    resourceType: 'Bundle',
    profiles: ['https://acme.example/Any', profile],
    event: { code: 'moved', type: 'new' },
    code: 'moved',
  });
  assert.equal(identifyAny(registry, messageOf('moved', 'old')).profiles, ['https://acme.example/Any']);
  const stayed = identifyAny(registry, messageOf('stayed', 'new'));
  assert.equal([stayed.event, stayed.code], [undefined, 'stayed']);
});

test.run();
