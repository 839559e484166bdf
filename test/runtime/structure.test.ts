import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createContext, runInContext } from 'node:vm';
import { issuesOf, passes } from '../../runtime/guard/explained.ts';
import { guardOf } from '../../runtime/guard/checks.ts';
import { isObject, itemsOf } from '../../runtime/core/json.ts';
import type { TypeRules } from '../../runtime/guard/rules.ts';
import { extensionRules, humanNameRules, periodRules } from '../support/sample-rules.ts';

const sub = { url: 'https://example.org/a', valueString: 'b' };
const beside = { extension: [sub] };

/** Issues of a HumanName or of another type: code and path. */
const names: readonly (readonly [what: string, value: unknown, issues: readonly string[], rules?: TypeRules])[] = [
  ['a name', { family: 'Thistlewood', given: ['Ada'] }, []],
  ['undefined is absence', { family: 'Thistlewood', given: undefined }, []],
  ['no object', 'Ada', ['structure N']],
  ['null', null, ['structure N']],
  ['a list', [{ family: 'Thistlewood' }], ['structure N']],
  ['a Date', new Date(), ['structure N']],
  ['a Map', new Map([['family', 'Thistlewood']]), ['structure N']],
  ['no prototype', Object.assign(Object.create(null), { family: 'Thistlewood' }), []],
  ['nothing in it', {}, ['structure N']],
  ['nothing but undefined in it', { family: undefined }, ['structure N']],
  ['an id only', { id: 'a' }, ['structure N']],
  ['an id and more', { id: 'a', family: 'Thistlewood' }, []],
  ['an id with a blank', { id: 'a b', family: 'Thistlewood' }, ['value N.id']],
  ['an id that is no text', { id: 1, family: 'Thistlewood' }, ['structure N.id']],
  ['an extension only', { extension: [sub] }, []],
  ['an unknown property', { family: 'Thistlewood', famly: 1 }, ['structure N.famly']],
  ['a toJSON', { family: 'Thistlewood', toJSON: () => 1 }, ['structure N.toJSON']],
  ['constructor', { family: 'Thistlewood', constructor: 1 }, ['structure N.constructor']],
  ['__proto__', JSON.parse('{"family":"Thistlewood","__proto__":{"use":"official"}}'), ['structure N.__proto__']],
  ['hasOwnProperty', { family: 'Thistlewood', hasOwnProperty: 1 }, ['structure N.hasOwnProperty']],
  ['no text', { family: 5 }, ['structure N.family']],
  ['null as a value', { family: null }, ['structure N.family']],
  ['null as a value beside an extension', { family: null, _family: beside }, ['structure N.family']],
  ['no list', { given: 'Ada' }, ['structure N.given']],
  ['an empty list', { given: [] }, ['structure N.given']],
  ['items that are wrong', { given: ['Ada', 5, '', 'Mary'] }, ['structure N.given[1]', 'value N.given[2]']],
  // oxlint-disable-next-line no-sparse-arrays
  ['a hole', { given: ['Ada', , 'Mary'] }, ['structure N.given[1]']],
  ['a list in a list', { given: [['Ada']] }, ['structure N.given[0]']],
  ['null with nothing beside it', { given: ['Ada', null] }, ['structure N.given[1]']],
  ['null beside an extension', { given: ['Ada', null], _given: [null, beside] }, []],
  ['null beside an id', { given: ['Ada', null], _given: [null, { id: 'a' }] }, ['structure N.given[1]']],
  ['null beside null', { given: ['Ada', null], _given: [null, null] }, ['structure N.given[1]']],
  ['null beside a shorter list', { given: ['Ada', null], _given: [beside] }, ['structure N.given[1]']],
  ['a shorter list of siblings', { given: ['Ada', 'Mary'], _given: [beside] }, []],
  ['a longer list of siblings', { given: ['Ada'], _given: [null, beside] }, []],
  ['a longer list of siblings that ends in null', { given: ['Ada'], _given: [null, null] }, ['structure N.given[1]']],
  ['siblings alone', { _given: [beside, beside] }, []],
  ['siblings alone with null', { _given: [beside, null] }, ['structure N.given[1]']],
  ['siblings that are all null', { given: ['Ada'], _given: [null] }, []],
  ['a sibling that is no list', { given: ['Ada'], _given: beside }, ['structure N.given']],
  ['a sibling list that is empty', { given: ['Ada'], _given: [] }, ['structure N.given']],
  ['a sibling that is no object', { given: ['Ada'], _given: ['a'] }, ['structure N.given[0]']],
  ['a sibling', { family: 'Thistlewood', _family: { id: 'a', ...beside } }, []],
  ['a sibling alone', { _family: beside }, []],
  ['an id beside a value', { family: 'Thistlewood', _family: { id: 'a' } }, []],
  ['an id beside nothing', { _family: { id: 'a' } }, ['structure N.family']],
  ['a sibling that is empty', { family: 'Thistlewood', _family: {} }, ['structure N.family']],
  ['a sibling with nothing but undefined in it', { family: 'A', _family: { id: undefined } }, ['structure N.family']],
  ['a sibling with undefined in it', { family: 'A', _family: { id: 'a', extension: undefined } }, []],
  ['a sibling that is null', { family: 'Thistlewood', _family: null }, ['structure N.family']],
  ['a sibling that is a list', { family: 'Thistlewood', _family: [beside] }, ['structure N.family']],
  ['a sibling with more', { family: 'Thistlewood', _family: { ...beside, value: 'a' } }, ['structure N.family.value']],
  [
    'a fault in a sibling',
    { given: ['Ada'], _given: [{ extension: [{ ...sub, url: '' }] }] },
    ['value N.given[0].extension[0].url'],
  ],
  ['a sibling of what is no primitive', { family: 'Thistlewood', _period: beside }, ['structure N._period']],
  ['a sibling of id', { family: 'Thistlewood', _id: beside }, ['structure N._id']],
  ['a sibling of nothing', { family: 'Thistlewood', _: beside }, ['structure N._']],
  [
    'what cannot be put in a path',
    { family: 'Thistlewood', '_given*': beside, '_period+': beside },
    ['structure N', 'structure N'],
  ],
  ['a fault inside', { period: { start: '2026-13' } }, ['value N.period.start']],
  ['a code', { use: 'offical' }, ['code-invalid N.use']],
  ['an extension without url', { valueString: 'a' }, ['required N.url'], extensionRules],
  ['an extension without value', { url: 'a' }, ['invariant N'], extensionRules],
  ['an extension with both', { ...sub, extension: [sub] }, ['invariant N'], extensionRules],
  ['an extension with two values', { ...sub, valueBoolean: true }, ['structure N.value'], extensionRules],
  ['a value and the sibling of another', { ...sub, _valueBoolean: beside }, ['structure N.value'], extensionRules],
  ['the sibling of another and a value', { _valueBoolean: beside, ...sub }, ['structure N.value'], extensionRules],
  [
    'two siblings of a choice',
    { url: 'a', _valueBoolean: beside, _valueString: beside },
    ['structure N.value'],
    extensionRules,
  ],
  ['its sibling and a value', { _valueString: beside, ...sub }, [], extensionRules],
  ['a value and its sibling', { ...sub, _valueString: beside }, [], extensionRules],
  ['a sibling for a value', { url: 'a', _valueString: beside }, [], extensionRules],
  ['a fault in the sibling of a choice', { ...sub, _valueString: { id: '' } }, ['value N.value.id'], extensionRules],
  [
    'an extension in an extension',
    { url: 'a', extension: [{ url: 'b' }] },
    ['invariant N.extension[0]'],
    extensionRules,
  ],
  ['another type', { start: '2026', end: '2026-02-30' }, ['value N.end'], periodRules],
];

const structure = suite('runtime structure');

for (const [what, value, issues, rules = humanNameRules] of names) {
  structure(what, () => {
    const guard = guardOf(rules);
    const found = issuesOf(guard, 'N', value).map(({ code, expression }) => `${code} ${expression}`);
    assert.equal(found, issues);
    assert.is(passes(guard, value), issues.length === 0);
  });
}

structure('objects of another context are objects, and lists are none', () => {
  const context = createContext();
  assert.ok(isObject(runInContext('({ a: 1 })', context)));
  assert.not.ok(isObject(runInContext('[1]', context)));
});

structure('anything but a list has no items', () => {
  assert.equal(itemsOf([1, 2]), [1, 2]);
  for (const value of [undefined, null, 'ab', 5, { length: 1, 0: 'a' }]) assert.equal(itemsOf(value), []);
});

structure.run();
