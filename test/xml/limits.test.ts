/** Reading what strangers send, and what grows too large: bounded, and said clearly. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fromJson } from 'careconnect-ems/json';
import { SizeError } from 'careconnect-ems/runtime';
import { fromXml, toXml, type XmlReadOptions } from 'careconnect-ems/xml';

const FHIR = 'xmlns="http://hl7.org/fhir"';
const patient = (inside: string): string => `<Patient ${FHIR}>${inside}</Patient>`;
const extension = (inside: string): string => `<extension url="urn:a">${inside}</extension>`;
const nested = (levels: number): string =>
  patient('<extension url="urn:a">'.repeat(levels) + '</extension>'.repeat(levels));

const limits = suite('limits of reading XML');

/** A text, what limits are set, and the one fatal issue. */
const refused: [what: string, text: string, options: XmlReadOptions, code: string, message: string][] = [
  ['10 MB', patient(`<id value="${'a'.repeat(10_000_000)}"/>`), {}, 'too-long', '10000061 bytes'],
  ['10,000 levels', nested(10_000), {}, 'too-costly', 'more than 128 levels'],
  [
    '10,000 levels of narrative',
    patient(`<text><div xmlns="http://www.w3.org/1999/xhtml">${'<b>'.repeat(10_000)}`),
    {},
    'too-costly',
    'more than 128 levels',
  ],
  ['10,000 levels of what is not known', patient('<a>'.repeat(10_000)), {}, 'too-costly', 'more than 128 levels'],
  ['more levels than told', nested(3), { maxDepth: 3 }, 'too-costly', 'more than 3 levels'],
  [
    '65 attributes',
    patient(`<id ${Array.from({ length: 65 }, (_, i) => `a${i}=""`).join(' ')}/>`),
    {},
    'too-costly',
    'more than 64 attributes',
  ],
  [
    '65 attributes on an object',
    patient(`<name ${Array.from({ length: 65 }, (_, i) => `a${i}=""`).join(' ')}/>`),
    {},
    'too-costly',
    'more than 64 attributes',
  ],
  [
    'more attributes than told',
    patient('<id id="a" value="b"/>'),
    { maxAttributes: 1 },
    'too-costly',
    'more than 1 attributes',
  ],
  ['1,000 issues', patient('<a/>'.repeat(1000)), {}, 'too-costly', '1000 or more issues'],
  ['more issues than told', patient('<a/><a/>'), { maxIssues: 2 }, 'too-costly', '2 or more issues'],
  ['more bytes than told', patient('é'), { maxBytes: 47 }, 'too-long', 'more than the limit of 47'],
  [
    'entities made of entities',
    `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${patient('<id value="&b;"/>')}`,
    {},
    'structure',
    'document type',
  ],
  [
    'an external entity',
    `<!DOCTYPE a SYSTEM "https://larkspur.example/a.dtd">${patient('')}`,
    {},
    'structure',
    'document type',
  ],
  ['many processing instructions', '<?a b?>'.repeat(100_000) + '<!DOCTYPE a>', {}, 'structure', 'document type'],
];
for (const [what, text, options, code, message] of refused) {
  limits(`${what} is refused`, () => {
    const { resource, issues } = fromXml(text, options);
    assert.is(resource, undefined);
    const last = issues.at(-1);
    assert.equal([last?.severity, last?.code], ['fatal', code]);
    assert.match(last?.message ?? '', message);
    assert.equal(issues.filter((issue) => issue.severity === 'fatal').length, 1);
  });
}

limits('what is just within a limit is read', () => {
  assert.equal(fromXml(nested(2), { maxDepth: 3 }).issues, []);
  assert.equal(fromXml(patient('<id id="a" value="b"/>'), { maxAttributes: 2 }).issues, []);
  assert.equal(fromXml(patient(''), { maxBytes: 47 }).issues, []);
});

/** Exactly so many bytes: a name is padded with characters of two bytes each, and one more if needed. */
function ofSize(bytes: number): string {
  const empty = patient(`<name><text value=""/></name>`).length;
  const rest = bytes - empty;
  return patient(`<name><text value="${'é'.repeat(rest >> 1)}${'a'.repeat(rest % 2)}"/></name>`);
}

const sizes: [bytes: number, severities: string[]][] = [
  [3_000_000, []],
  [3_000_001, ['warning']],
  [3_145_728, ['warning']],
  [3_145_729, ['fatal']],
];
for (const [bytes, want] of sizes) {
  limits(`${bytes} bytes: ${want.join() || 'nothing to say'}`, () => {
    const text = ofSize(bytes);
    for (const input of [text, new TextEncoder().encode(text)]) {
      const { resource, issues } = fromXml(input);
      assert.equal(
        issues.map(({ severity, code }) => `${severity} ${code}`),
        want.map((severity) => `${severity} too-long`),
      );
      assert.is(resource === undefined, want.includes('fatal'));
    }
  });
}

limits('JSON has the same limits', () => {
  const deep = `{"resourceType": "Patient", "a": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  assert.match(fromJson(deep).issues[0]?.message ?? '', 'more than 128 levels');
  const long = `{"resourceType": "Patient", "id": "${'a'.repeat(3_145_728)}"}`;
  assert.equal([fromJson(long).resource, fromJson(long).issues[0]?.code], [undefined, 'too-long']);
});

limits.run();

const writing = suite('limits of writing XML');

writing('more than 3,000,000 bytes are not written', () => {
  const { resource } = fromXml(ofSize(3_000_000));
  assert.is(new TextEncoder().encode(toXml(resource ?? {}, { declaration: false })).length, 3_000_000);
  try {
    toXml(resource ?? {});
    assert.unreachable();
  } catch (error) {
    assert.instance(error, SizeError);
    assert.equal([(error as SizeError).bytes, (error as SizeError).limit], [3_000_038, 3_000_000]);
  }
  assert.is(toXml(resource ?? {}, { maxBytes: 3_000_038 }).length > 1_000_000, true);
});

writing('what contains itself is an InputError', () => {
  const self: Record<string, unknown> = { resourceType: 'Patient' };
  self['extension'] = [self];
  assert.throws(() => toXml(self), /Patient\.extension\[0\].*(?:unknown property|nested)/);
  const loop: Record<string, unknown> = { url: 'urn:a' };
  loop['extension'] = [loop];
  assert.throws(() => toXml({ resourceType: 'Patient', extension: [loop] }), /nested more than 64 levels/);
});

writing('nesting as deep as allowed is written', () => {
  assert.ok(toXml(fromXml(patient(extension(extension('')))).resource ?? {}).includes('<extension url="urn:a"/>'));
});

writing.run();
