import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  camelCase,
  isReservedWord,
  joinCamel,
  pascalCase,
  toIdentifier,
  wordsOf,
} from '../../generator/model/identifiers.ts';

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

const cases = suite('camelCase and pascalCase');

const names: [text: string, camel: string, pascal: string][] = [
  ['sdsUserID', 'sdsUserID', 'SdsUserID'],
  ['nhsNumber', 'nhsNumber', 'NhsNumber'],
  ['NHS Number', 'nhsNumber', 'NhsNumber'],
  ['NHSNumberVerificationStatus', 'nhsNumberVerificationStatus', 'NhsNumberVerificationStatus'],
  ['EMS-MessageEventType', 'emsMessageEventType', 'EmsMessageEventType'],
  ['ods-organisation-code', 'odsOrganisationCode', 'OdsOrganisationCode'],
  ['local_patient_identifier', 'localPatientIdentifier', 'LocalPatientIdentifier'],
  ['care.connect', 'careConnect', 'CareConnect'],
  ['CareConnect-Patient-1', 'careConnectPatient1', 'CareConnectPatient1'],
  ['value[x]', 'value', 'Value'],
  ['value[x]:valueQuantity', 'valueValueQuantity', 'ValueValueQuantity'],
  ['identifier:nhsNumber', 'identifierNhsNumber', 'IdentifierNhsNumber'],
  ['a-1-2', 'a1_2', 'A1_2'],
  ['GPs', 'gps', 'Gps'],
  ['ASID_CHECK_FAILED', 'asidCheckFailed', 'AsidCheckFailed'],
  ['Bokmål façade', 'bokmalFacade', 'BokmalFacade'],
  ['Straße, Ærø', 'strasseAero', 'StrasseAero'],
  ['24 hours', '24Hours', '24Hours'],
  ['  ', '', ''],
  ['中文', '', ''],
];

for (const [text, camel, pascal] of names) {
  cases(JSON.stringify(text), () => {
    assert.is(camelCase(text), camel);
    assert.is(pascalCase(text), pascal);
  });
}

cases('a camel-case name stays as it is', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]*([A-Z][a-z0-9]+)*$/);
  fc.assert(
    fc.property(word, (name) => assert.is(camelCase(name), name)),
    { seed: 1 },
  );
});

cases('how the words are joined does not matter', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]+$/), { minLength: 1 });
  const separator = fc.constantFrom(' ', '-', '_', '.', '/', ' - ');
  fc.assert(
    fc.property(words, separator, (list, between) => assert.is(camelCase(list.join(between)), joinCamel(list))),
    { seed: 1 },
  );
});

cases('words are Latin letters and digits', () => {
  assert.equal(wordsOf('a*/b`${c}\u2028d\n\'e"'), ['a', 'b', 'c', 'd', 'e']);
});

cases.run();

const legal = suite('toIdentifier and isReservedWord');

const identifiers: [name: string, want: string][] = [
  ['patient', 'patient'],
  ['Patient', 'Patient'],
  ['_birthDate', '_birthDate'],
  ['12Lead', 'n12Lead'],
  ['class', 'class_'],
  ['new', 'new_'],
  ['await', 'await_'],
  ['constructor', 'constructor_'],
  ['prototype', 'prototype_'],
  ['__proto__', '__proto___'],
  ['toString', 'toString_'],
  ['Class', 'Class'],
  ['a*/b', 'ab'],
  ['', 'unnamed'],
  ['中', 'unnamed'],
];

for (const [name, want] of identifiers) {
  legal(JSON.stringify(name), () => assert.is(toIdentifier(name), want));
}

legal('another name can stand for nothing', () => assert.is(toIdentifier('', 'code'), 'code'));

legal('every member of a plain object is reserved', () => {
  for (const name of Object.getOwnPropertyNames(Object.prototype)) assert.ok(isReservedWord(name), name);
});

legal('no keyword can be declared, so each is reserved', () => {
  const words =
    'break case catch class const debugger default delete do else enum export extends false finally for function';
  const more =
    'if import in instanceof new null return super switch this throw true try typeof var void while with yield let';
  for (const word of `${words} ${more}`.split(' ')) {
    assert.throws(() => new Function(`'use strict'; const ${word} = 1;`), undefined, word);
    assert.ok(isReservedWord(word), word);
  }
});

legal('any text becomes an identifier that can be declared', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
      const name = toIdentifier(camelCase(text));
      assert.match(name, identifier);
      assert.not(isReservedWord(name));
      assert.type(new Function(`'use strict'; const ${name} = 1;`), 'function');
    }),
    { seed: 1 },
  );
});

legal.run();
