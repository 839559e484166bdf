import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { identify } from 'careconnect-ems/check';
import { createRegistry, identifyAny, type Identity } from '../../runtime/check.ts';

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

test('a message of a known event', () => {
  const sound = (): boolean => true;
  const none = { covered: [], roles: [], derivations: [] };
  const moved = {
    event: { system: 'https://acme.example/events', code: 'moved' },
    kindExtension: 'https://acme.example/kind',
    kinds: { new: { ...none, profile: 'https://acme.example/Moved', rules: sound } },
    covered: [],
    refused: {},
    bundle: sound,
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
    profiles: ['https://acme.example/Any', 'https://acme.example/Moved'],
    event: { code: 'moved', type: 'new' },
    code: 'moved',
  });
  assert.equal(identifyAny(registry, messageOf('moved', 'old')).profiles, ['https://acme.example/Any']);
  const stayed = identifyAny(registry, messageOf('stayed', 'new'));
  assert.equal([stayed.event, stayed.code], [undefined, 'stayed']);
});

test.run();
