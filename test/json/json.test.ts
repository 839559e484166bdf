/** Reading JSON text: what is refused, and where; what is read as it stands there. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fromJson, toJson } from 'careconnect-ems/json';

const reading = suite('fromJson');

const refused: [what: string, text: string | Uint8Array, at: string, message: string][] = [
  ['no text', '', '1:1', 'JSON value expected'],
  ['XML', '<Patient/>', '1:1', 'JSON value expected'],
  ['a text that is cut off', '{\n "resourceType": "Patient",\n "id": "a', '3:10', 'End of string'],
  ['two values', '{"resourceType": "Patient"} {}', '1:29', 'end of input'],
  ['a comma too many', '{"resourceType": "Patient",}', '1:28', 'key expected'],
  ['a comment', '{"resourceType": "Patient" /* a */}', '1:28', 'expected'],
  ['a name twice', '{"resourceType": "Patient",\n"id": "a", "id": "b"}', '2:13', "Duplicate key 'id'"],
  ['a number with a leading zero', '{"resourceType": "Basic", "a": 01}', '1:33', 'expected'],
  ['a control character', '{"resourceType": "Basic", "a": "\u0001"}', '1:33', 'Invalid character'],
  ['a list', '[]', '1:1', 'list is not a resource'],
  ['null', 'null', '1:1', 'null is not a resource'],
  ['no resource type', '{"id": "a"}', '1:1', 'no resourceType'],
  ['a resource type that is no text', '{"resourceType": 1}', '1:1', 'no resourceType'],
  ['an inherited resource type', '{"__proto__": {"resourceType": "Patient"}}', '1:1', 'no resourceType'],
  ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), '1:1', 'not valid UTF-8'],
];
for (const [what, text, at, message] of refused) {
  reading(`${what} is refused`, () => {
    const { resource, issues } = fromJson(text);
    assert.equal([resource, issues.length], [undefined, 1]);
    const [issue] = issues;
    assert.is(`${issue?.line}:${issue?.column} ${issue?.severity}`, `${at} fatal`);
    assert.match(issue?.message ?? '', message);
  });
}

reading('text and bytes, with and without a byte order mark', () => {
  const text = '{"resourceType": "Patient", "id": "é🙂"}';
  const bytes = (one: string): Uint8Array => new TextEncoder().encode(one);
  for (const input of [text, `\uFEFF${text}`, bytes(text), bytes(`\uFEFF${text}`)]) {
    assert.equal(fromJson(input), { resource: { resourceType: 'Patient', id: 'é🙂' }, issues: [] });
  }
});

reading('what is not known is there too, for guards to find', () => {
  const text = '{"resourceType":"Patient","birthdate":null,"a":[1.5,{"b":[]}]}';
  assert.equal(fromJson(text), { resource: JSON.parse(text), issues: [] });
});

reading('names that mean something in JavaScript are names', () => {
  const text = '{"resourceType":"Patient","__proto__":{"polluted":1.0},"constructor":2}';
  const resource = fromJson(text).resource as object;
  assert.equal(Object.keys(resource), ['resourceType', '__proto__', 'constructor']);
  assert.is(Object.getPrototypeOf(resource), Object.prototype);
  assert.is(({} as Record<string, unknown>)['polluted'], undefined);
  assert.is(toJson(resource), text);
});

reading('quotes and backslashes in texts are no brackets', () => {
  const text = '{"resourceType":"Patient","id":"[[[\\\\\\"[{\\\\","a":["\\"]"]}';
  assert.equal(fromJson(text, { maxDepth: 2 }).resource, JSON.parse(text));
  assert.is(fromJson(text, { maxDepth: 1 }).resource, undefined);
});

for (const number of [
  '0',
  '-0',
  '7',
  '-7',
  '7.0',
  '0.5',
  '7e2',
  '7E+2',
  '999999999999999',
  '9999999999999999',
  '1e400',
]) {
  reading(`the number ${number} keeps its form, alone and among others`, () => {
    for (const text of [
      `{"resourceType":"Basic","a":${number}}`,
      `{"resourceType":"Basic","a":[1,${number},{"b":2}]}`,
    ]) {
      const { resource } = fromJson(text);
      assert.equal(resource, JSON.parse(text));
      assert.is(toJson(resource ?? {}), text);
    }
  });
}

reading('XML is told to be what another function reads', () => {
  assert.match(fromJson(' <Patient/>').issues[0]?.message ?? '', /JSON: .*; it looks like XML, so use fromXml$/);
});

reading('a text of many lines that ends in a backslash', () => {
  const text = `{"a": "${'\\\\'.repeat(100_000)}\\`;
  assert.match(fromJson(text).issues[0]?.message ?? '', 'the text is not valid JSON');
});

reading.run();

const writing = suite('toJson');

const values: [what: string, value: object][] = [
  ['a resource', { resourceType: 'Patient', active: true, name: [{ given: ['a', null] }] }],
  ['what JSON leaves out', { resourceType: 'Patient', a: undefined, b: [undefined], c: NaN }],
  ['texts', { a: '"\\\u0001\u2028é🙂' }],
  ['numbers', { a: [0, -1, 0.1, 1e21, 1e-7] }],
  ['empty ones', { a: [], b: {} }],
];
for (const [what, value] of values) {
  writing(`${what}: as JSON.stringify`, () => {
    assert.is(toJson(value), JSON.stringify(value));
    assert.is(toJson(value, { pretty: true }), JSON.stringify(value, null, 2));
  });
}

writing.run();
