/** How much of a value is looked at grows as the value does: counted, because a duration proves nothing. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from 'careconnect-ems/check';
import { checkPatient, isPatient, patient } from 'careconnect-ems/careconnect';
import { receive } from 'careconnect-ems/receive';
import { toXml } from 'careconnect-ems/xml';
import { withBadNames, withEntries, withExtensions, withItems, withNames, withUnknown } from './growth.ts';

type Json = Record<string, unknown>;

/** Calls a function with a value that counts every read of a member, at any depth; returns the count. */
function countReads(value: Json, act: (value: never) => unknown): number {
  let reads = 0;
  const proxies = new WeakMap<object, object>();
  const counted = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    const known = proxies.get(one);
    if (known) return known;
    const proxy = new Proxy(one, {
      get(target, name) {
        reads++;
        return counted(Reflect.get(target, name));
      },
    });
    proxies.set(one, proxy);
    return proxy;
  };
  act(counted(value) as never);
  return reads;
}

/** What is given, how large the smaller one is, and what is called. */
const rows: readonly (readonly [
  name: string,
  make: (size: number) => Json,
  size: number,
  act: (value: never) => unknown,
])[] = [
  ['is: items of a list', withNames, 50, isPatient],
  ['check: items of a list', withNames, 50, checkPatient],
  ['check: extensions', withExtensions, 50, checkPatient],
  ['check: faults', withBadNames, 50, checkPatient],
  ['check: unknown members', withUnknown, 50, checkPatient],
  ['check: entries of a message', withEntries, 50, check],
  ['receive: entries of a message', withEntries, 50, receive],
  ['toXml: entries of a message', withEntries, 50, toXml],
  ['a builder: items of a list', withItems, 50, patient],
];

const test = suite('what is looked at');

for (const [name, make, size, act] of rows)
  test(name, () => {
    const [once, fourfold] = [countReads(make(size), act), countReads(make(4 * size), act)];
    assert.ok(once > size, `${once} reads of ${size} parts`);
    assert.ok(fourfold < 4.5 * once, `${once} reads, and ${fourfold} of four times as much`);
  });

test('what grows with the square is seen', () => {
  const square = (value: { name: unknown[] }): void => {
    for (let i = 0; i < value.name.length; i++) for (let j = 0; j < value.name.length; j++) void value.name[j];
  };
  const [once, fourfold] = [countReads(withNames(20), square), countReads(withNames(80), square)];
  assert.ok(fourfold > 10 * once);
});

test.run();
