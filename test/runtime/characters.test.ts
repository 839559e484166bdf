/** Text that XML cannot hold is no text of FHIR, wherever it stands; the check and the writer of XML agree on it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkObservation, checkPatient } from 'careconnect-ems/base';
import { fromXml, toXml } from 'careconnect-ems/xml';
import { impossibleIn, isImpossible } from '../../runtime/primitives/characters.ts';

const characters = suite('runtime characters');

const impossible: readonly (readonly [character: string, name: string])[] = [
  ['\u0000', 'U+0000'],
  ['\u0008', 'U+0008'],
  ['\u000B', 'U+000B'],
  ['\u001F', 'U+001F'],
  ['\uD83D', 'U+D83D'],
  ['\uDE42', 'U+DE42'],
  ['\uDE42\uD83D', 'U+DE42'],
  ['\uFFFE', 'U+FFFE'],
  ['\uFFFF', 'U+FFFF'],
];
const possible = [
  '\t',
  '\n',
  '\r',
  '\u007F',
  '\u0085',
  '\uD7FF',
  '\uE000',
  '\uFDD0',
  '\uFFFD',
  '\u{1F642}',
  '\u{1FFFE}',
  'é',
];

/** A resource with a text at a place of each kind, and what is found there. */
const places: readonly (readonly [place: string, of: (text: string) => object])[] = [
  ['Patient.name[0].text', (text) => ({ name: [{ text }] })],
  ['Patient.name[0].given[0]', (text) => ({ name: [{ given: [text] }] })],
  ['Patient.language', (language) => ({ language })],
  ['Patient.implicitRules', (implicitRules) => ({ implicitRules })],
  ['Patient.name[0].id', (id) => ({ name: [{ id, text: 'a' }] })],
  ['Patient.extension[0].url', (url) => ({ extension: [{ url, valueString: 'a' }] })],
  ['Patient.managingOrganization.reference', (text) => ({ managingOrganization: { reference: `urn:a:${text}` } })],
  [
    'Patient.generalPractitioner[0].reference',
    (text) => ({ generalPractitioner: [{ reference: `https://a.example/${text}` }] }),
  ],
  [
    'Patient.text.div',
    (text) => ({ text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${text}</div>` } }),
  ],
];

for (const [character, name] of impossible) {
  characters(`${name} is refused, wherever it stands`, () => {
    assert.is(isImpossible(`a${character}b`), true);
    assert.is(impossibleIn(`a${character}b`), name);
    for (const [place, of] of places) {
      const patient = { resourceType: 'Patient', ...of(`a${character}b`) };
      const [issue, ...others] = checkPatient(patient);
      assert.equal([issue?.severity, issue?.expression, others], ['error', place, []]);
      assert.match(issue?.message ?? '', `XML does not allow: ${name}`);
      assert.throws(() => toXml(patient), /contains a character that XML does not allow/);
    }
  });
}

characters('other characters are taken, and survive', () => {
  for (const character of possible) {
    const patient = { resourceType: 'Patient', name: [{ text: `a${character}b` }] };
    assert.is(impossibleIn(`a${character}b`), undefined);
    assert.equal(checkPatient(patient), []);
    assert.equal(fromXml(toXml(patient)).resource, patient);
  }
});

characters('a choice and a code of a value set are told the same way', () => {
  const observation = {
    resourceType: 'Observation',
    status: 'final\uFFFF',
    code: { text: 'a' },
    valueString: 'b\uD800',
  };
  assert.equal(
    checkObservation(observation).map(({ expression, message }) => `${expression}: ${message}`),
    [
      'Observation.status: "final\uFFFF" contains a character that XML does not allow: U+FFFF',
      'Observation.value: "b\\ud800" contains a character that XML does not allow: U+D800',
    ],
  );
});

characters.run();
