import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { codes, exactly } from '../../runtime/guard/codes.ts';
import { issuesOf, passes } from '../../runtime/guard/explained.ts';
import { demand } from '../../runtime/guard/checks.ts';
import {
  broken,
  fault,
  giveUp,
  invariantKeyOf,
  miscounted,
  missing,
  no,
  note,
  twice,
  unknown,
  wrong,
} from '../../runtime/guard/faults.ts';
import { GuardError } from '../../runtime/core/errors.ts';
import { typeElements } from '../../runtime/core/elements.ts';
import type { Issue } from '../../runtime/core/issue.ts';
import { layered, resource } from '../../runtime/guard/layers.ts';
import {
  additions,
  profileRules,
  typeRules,
  type ContentRules,
  type InvariantRule,
  type ProfileRules,
} from '../../runtime/guard/rules.ts';
import { rules } from '../../runtime/primitives/rules.ts';
import { start, within, type CheckOptions, type Guard, type Run } from '../../runtime/guard/run.ts';
import { each, one } from '../../runtime/guard/structure.ts';

/** A guard that does what a function does, and is sound when no fault came of it. */
function guard(body: (run: Run) => unknown): Guard {
  return (_value, run) => {
    const mark = run.faults;
    body(run);
    return run.faults === mark;
  };
}

const check = (body: (run: Run) => unknown, options?: CheckOptions): Issue[] =>
  issuesOf(guard(body), 'Patient', {}, options);
const brief = (issues: readonly Issue[]): string[] =>
  issues.map(({ severity, code, expression, message }) => `${severity} ${code} ${expression}: ${message}`);

const gender = codes('Gender', ['male', 'female']);

const worded: readonly (readonly [what: string, body: (run: Run) => unknown, issue: string])[] = [
  [
    'a value',
    (run) => no(run, 'birthDate', 5, rules.date, 'x'),
    `error value Patient.birthDate: "x" is not ${rules.date.text}`,
  ],
  [
    'another JSON type',
    (run) => no(run, 'active', 5, rules.boolean, 7),
    'error structure Patient.active: 7 is not true or false, without quotes',
  ],
  [
    'an item',
    (run) => no(run, 'given', 5, exactly(true), false, 3),
    'error value Patient.given[3]: false is not the fixed value true',
  ],
  [
    'a code',
    (run) => no(run, 'gender', 5, gender, 'femal'),
    'error code-invalid Patient.gender: "femal" is not one of male, female (Gender); did you mean "female"?',
  ],
  [
    'a code of another kind',
    (run) => no(run, 'gender', 5, gender, 'x'),
    'error code-invalid Patient.gender: "x" is not one of male, female (Gender)',
  ],
  ['a choice', (run) => no(run, 'value[x]', 5, rules.string, ''), `error value Patient.value: is empty`],
  [
    'a fixed text',
    (run) => no(run, 'use', 5, exactly('official'), 'offical'),
    'error value Patient.use: "offical" is not the fixed value "official"; did you mean "official"?',
  ],
  [
    'own words',
    (run) => fault(run, 'link', 5, 'structure', 'is not used'),
    'error structure Patient.link: is not used',
  ],
  ['the element itself', (run) => wrong(run, 'structure', 'is empty'), 'error structure Patient: is empty'],
  ['an invariant', (run) => broken(run, 'pat-1', 'has no details'), 'error invariant Patient: has no details (pat-1)'],
  [
    'a weak invariant',
    (run) => broken(run, 'pat-2', 'has no text', 'warning'),
    'warning invariant Patient: has no text (pat-2)',
  ],
  ['nothing there', (run) => missing(run, 'name', 5), 'error required Patient.name: is required but missing'],
  [
    'too few',
    (run) => miscounted(run, 'name', 5, 1, 2, Infinity),
    'error required Patient.name: has 1 item; at least 2 are required',
  ],
  [
    'too many',
    (run) => miscounted(run, 'name', 5, 3, 0, 2),
    'error structure Patient.name: has 3 items; at most 2 are allowed',
  ],
  [
    'not the one',
    (run) => miscounted(run, 'name:official', 5, 0, 1, 1),
    'error required Patient.name: has 0 items in the slice "official"; exactly 1 is required',
  ],
  [
    'unknown',
    (run) => unknown(run, { nam: 1 }, 'nam', ['id', 'name']),
    'error structure Patient.nam: the property "nam" is unknown; did you mean "name"?',
  ],
  [
    'unknown, not to be put in a path',
    (run) => unknown(run, { 'a b': 1 }, 'a b', ['id']),
    'error structure Patient: the property "a b" is unknown',
  ],
  [
    'two of a choice',
    (run) => twice(run, { valueCode: 1, valueString: 2, id: 3 }, 'value', 5),
    'error structure Patient.value: only one type of value is allowed, but there are valueCode, valueString',
  ],
  [
    'a note',
    (run) => note(run, 'meta', 5, 'information', 'not-supported', 'is not checked', 2),
    'information not-supported Patient.meta[2]: is not checked',
  ],
  [
    'a note on the element itself',
    (run) => note(run, '', 0, 'warning', 'extension', 'is unknown'),
    'warning extension Patient: is unknown',
  ],
  ['a limit', (run) => giveUp(run, 'is too large'), 'fatal too-costly Patient: is too large'],
];

const words = suite('runtime run: what is recorded');

for (const [what, body, issue] of worded) {
  words(what, () => {
    assert.equal(brief(check(body)), [issue]);
    assert.is(passes(guard(body), {}), !/^(error|fatal)/.test(issue), 'the other mode agrees');
  });
}

words('the key of an invariant is told from its issue, and from no other', () => {
  const keyOf = (body: (run: Run) => unknown): (string | undefined)[] => check(body).map(invariantKeyOf);
  const keys = ['pat-1', 'CareConnect.Patient_1', 'ab 1'];
  for (const key of keys)
    for (const severity of ['error', 'warning'] as const)
      assert.equal(
        keyOf((run) => broken(run, key, 'has no details (of a person)', severity)),
        [key],
      );
  assert.equal(
    keyOf((run) => wrong(run, 'structure', 'is no name (pat-1)')),
    [undefined],
  );
});

words('what is answered: stop in the one mode, go on in the other', () => {
  for (const [what, body, issue] of worded) {
    const isFault = issue.startsWith('error');
    const isFatal = issue.startsWith('fatal');
    const stopping = start('is');
    const going = start('check');
    const answers = [body(stopping), body(going)];
    assert.equal(answers, what.startsWith('a note') ? [undefined, undefined] : [isFault || isFatal, isFatal], what);
    assert.is(stopping.drafts.length, 0, what);
    assert.is(going.drafts.length, 1, what);
  }
});

words('a second member of a choice is recorded once, and its own sibling is none', () => {
  const three = { valueCode: 1, valueString: 2, valueUri: 3 };
  const issues = check((run) => [1, 2].map(() => twice(run, three, 'value', 5)));
  assert.is(issues.length, 1);
  assert.equal(
    check((run) => twice(run, { valueCode: 1, _valueCode: {}, valueString: undefined }, 'value', 5)),
    [],
  );
});

words('the sibling of a member, and what is inherited, do not stop a run', () => {
  assert.is(twice(start('is'), { valueCode: 1, _valueCode: {} }, 'value', 5), false);
  assert.is(unknown(start('is'), Object.create({ a: 1 }) as object, 'a', []), false);
});

words('what is inherited is no property', () => {
  assert.equal(
    check((run) => unknown(run, Object.create({ a: 1 }) as object, 'a', [])),
    [],
  );
});

words.run();

const paths = suite('runtime run: paths and order');

const family = guard((run) => missing(run, 'family', 4));

paths('a path grows on the way up, and the element id with it', () => {
  const name = guard((run) => one(run, {}, 'name:official', 10, family, 2));
  const [issue] = check((run) => one(run, {}, 'contact', 3, name, 0));
  assert.is(issue?.expression, 'Patient.contact[0].name[2].family');
  assert.is(issue?.elementId, 'Patient.contact.name:official.family');
});

paths('a choice has its own name in a path, and [x] in an element id', () => {
  const [issue] = check((run) => one(run, {}, 'value[x]', 3, family));
  assert.is(issue?.expression, 'Patient.value.family');
  assert.is(issue?.elementId, 'Patient.value[x].family');
});

paths('an unknown property has a path, and no element id', () => {
  const [issue] = check((run) =>
    one(
      run,
      {},
      'name',
      3,
      guard((inner) => unknown(inner, { a1: 1 }, 'a1', [])),
      0,
    ),
  );
  assert.is(issue?.expression, 'Patient.name[0].a1');
  assert.not.ok(Object.hasOwn(issue ?? {}, 'elementId'));
});

paths('issues come in element order, whatever the order in which they were found', () => {
  const child = guard((run) => [missing(run, 'last', 9), missing(run, 'first', 1), wrong(run, 'structure', 'is bad')]);
  const issues = check((run) => {
    unknown(run, { foo: 1 }, 'foo', []);
    missing(run, 'z', 200);
    for (const index of [40_000, 10, 2, 0]) one(run, {}, 'm', 100, child, index);
    one(run, {}, 'a', 5, child);
    wrong(run, 'invariant', 'first of all');
    missing(run, 'm', 100);
  });
  assert.equal(
    issues.map((issue) => issue.expression.slice(7)),
    [
      [
        '',
        '.a',
        '.a.first',
        '.a.last',
        '.m',
        '.m[0]',
        '.m[0].first',
        '.m[0].last',
        '.m[2]',
        '.m[2].first',
        '.m[2].last',
      ],
      ['.m[10]', '.m[10].first', '.m[10].last', '.m[40000]', '.m[40000].first', '.m[40000].last', '.z', '.foo'],
    ].flat(),
  );
});

paths('issues at one place stay in the order in which they were found', () => {
  const issues = check((run) => ['a', 'b', 'c'].map((text) => fault(run, 'name', 1, 'value', text)));
  assert.equal(
    issues.map((issue) => issue.message),
    ['a', 'b', 'c'],
  );
});

paths('what a profile finds is marked as its own, what is below another profile is not', () => {
  const inner: Guard = (value, run) => within(run, value, family, 'Extension', 'https://example.org/inner');
  const outer = guard((run) => [one(run, {}, 'extension:a', 2, inner, 0), missing(run, 'name', 3)]);
  const issues = check((run) => [
    within(run, {}, outer, 'Patient', 'https://example.org/outer'),
    missing(run, 'id', 1),
  ]);
  assert.equal(
    issues.map(({ expression, elementId, profile }) => [expression, elementId, profile]),
    [
      ['Patient.id', 'Patient.id', undefined],
      ['Patient.extension[0].family', 'Extension.family', 'https://example.org/inner'],
      ['Patient.name', 'Patient.name', 'https://example.org/outer'],
    ],
  );
});

paths('layers: base, then profile, which may count on an object', () => {
  const seen: unknown[] = [];
  const base = guard((run) => missing(run, 'b', 2));
  const added = (value: object, run: Run): boolean => {
    seen.push(value);
    return !missing(run, 'a', 1) && false;
  };
  const both: Guard = (value, run) => layered(run, value, base, added, 'Patient', 'https://example.org/p');
  assert.equal(
    issuesOf(both, 'Patient', { x: 1 }).map(({ expression, profile }) => [expression, profile]),
    [
      ['Patient.a', 'https://example.org/p'],
      ['Patient.b', undefined],
    ],
  );
  assert.is(issuesOf(both, 'Patient', 5).length, 1);
  assert.equal(seen, [{ x: 1 }], 'not called with what is no object');
  assert.is(passes(both, { x: 1 }), false);
  assert.is(seen.length, 1, 'not called once the base has stopped the run');
});

paths.run();

const limits = suite('runtime run: limits');

/** Goes down a property `a` for as long as there is one. */
const nested: Guard = (value, run) => {
  const inside = (value as { a?: unknown }).a;
  return inside === undefined || !one(run, inside, 'a', 0, nested);
};

function deep(levels: number): object {
  let value: object = {};
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

limits('so many levels are allowed, and one more is a fatal issue', () => {
  assert.equal(issuesOf(nested, 'R', deep(64)), []);
  assert.is(passes(nested, deep(64)), true);
  const [issue, ...more] = issuesOf(nested, 'R', deep(65));
  assert.equal([issue?.severity, issue?.code, more.length], ['fatal', 'too-costly', 0]);
  assert.is(issue?.expression, `R${'.a'.repeat(65)}`);
  assert.is(passes(nested, deep(65)), false);
  assert.is(passes(nested, deep(65), { maxDepth: 65 }), true);
  assert.is(passes(nested, deep(3), { maxDepth: 2 }), false);
});

limits('levels are counted from where the guard is, not in all', () => {
  const twoDeep: Guard = (_value, run) => !one(run, deep(50), 'b', 0, nested) && !one(run, deep(50), 'c', 1, nested);
  assert.is(passes(twoDeep, {}), true);
});

limits('a value that contains itself is a fatal issue, also where it does so many times', () => {
  const cycle: { a?: unknown } = {};
  cycle.a = cycle;
  assert.equal(
    issuesOf(nested, 'R', cycle).map(({ code }) => code),
    ['too-costly'],
  );
  const wide: Guard = (value, run) => !each(run, (value as { a: unknown }).a, 'a', 0, wide);
  const knot: { a?: unknown } = {};
  knot.a = [knot, knot, knot];
  assert.equal(
    issuesOf(wide, 'R', knot).map(({ severity }) => severity),
    ['fatal'],
  );
  assert.is(passes(wide, knot), false);
});

limits('so many objects are allowed', () => {
  const list = Array.from({ length: 100 }, () => ({}));
  const items: Guard = (value, run) => !each(run, value, 'a', 0, () => true);
  assert.equal(issuesOf(items, 'R', list, { maxElements: 100 }), []);
  assert.equal(
    issuesOf(items, 'R', list, { maxElements: 99 }).map(({ expression }) => expression),
    ['R.a[99]'],
  );
  assert.is(passes(items, list, { maxElements: 99 }), false);
});

limits('so many issues are recorded, then the check gives up; notes do not count as faults', () => {
  const faulty: Guard = (value, run) => !each(run, value, 'a', 0, family) && run.faults === 0;
  const list = Array.from({ length: 50 }, () => ({}));
  const issues = issuesOf(faulty, 'R', list, { maxIssues: 10 });
  assert.is(issues.length, 11);
  assert.is(issues.filter(({ severity }) => severity === 'fatal').length, 1);
  assert.is(issuesOf(faulty, 'R', list).length, 50);
  const noted = guard((run) => list.map(() => note(run, 'a', 0, 'warning', 'value', 'is odd')));
  assert.is(issuesOf(noted, 'R', {}, { maxIssues: 10 }).length, 10);
  assert.is(passes(noted, {}, { maxIssues: 10 }), true);
  const weak = guard((run) => list.map(() => broken(run, 'pat-2', 'has no text', 'warning')));
  assert.is(issuesOf(weak, 'R', {}, { maxIssues: 10 }).length, 10);
});

limits('a list of holes does not take its length in time', () => {
  const holes: Guard = (value, run) => !each(run, value, 'a', 0, family);
  // oxlint-disable-next-line unicorn/no-new-array
  assert.ok(issuesOf(holes, 'R', new Array(4_000_000_000)).length <= 10_001);
});

limits.run();

const faces = suite('runtime run: faces');

const throwing: Guard = (value) => (value as { readonly a: boolean }).a;

faces('a value that cannot be read is not valid, with the reason', () => {
  const value = Object.defineProperty({}, 'a', { get: () => assertNever() });
  assert.is(passes(throwing, value), false);
  assert.equal(issuesOf(throwing, 'Patient', value), [
    { severity: 'fatal', code: 'exception', expression: 'Patient', message: 'the value cannot be read: "no"' },
  ]);
});

function assertNever(): never {
  throw new Error('no');
}

faces('an assertion throws all issues, and nothing for warnings', () => {
  const table = typeElements('Sample', () => ({ a: 'string', b: 'string' }));
  const odd: InvariantRule = { key: 's-1', text: 'is odd', severity: 'warning', holds: (value) => value.b !== 'odd' };
  const sample = typeRules(table, () => ({ parts: [], elements: { a: { min: 1 } } }));
  const profile = (elements: NonNullable<ContentRules['elements']>): ProfileRules =>
    profileRules(
      () => sample,
      additions(table, 'https://example.org/s', () => ({ elements, invariants: [odd] })),
    );
  const faulty = { a: 'x', b: 'odd', c: 1 };
  assert.throws(
    () => demand(profile({}), faulty),
    (error: unknown) => error instanceof GuardError && error.issues.length === 2 && error.message.includes('Sample.c'),
  );
  demand(profile({}), { a: 'x', b: 'odd' });
  const isGuardError = (error: unknown): boolean => error instanceof GuardError;
  assert.throws(() => demand(profile({ a: { fixed: 'y' } }), { a: 'x', b: 'odd' }), isGuardError);
});

const contained: readonly (readonly [what: string, value: unknown, known: boolean, issues: readonly string[]])[] = [
  ['no object', 5, true, ['error structure R: 5 is not an object']],
  ['no type', { id: 'a' }, true, ['error required R.resourceType: is missing; it states the type of the resource']],
  [
    'a type of another kind',
    { resourceType: 5 },
    true,
    ['error structure R.resourceType: 5 is not a resource type of this release of FHIR'],
  ],
  [
    'a type that is none',
    { resourceType: 'Foo' },
    true,
    ['error value R.resourceType: "Foo" is not a resource type of this release of FHIR'],
  ],
  ['a fault inside', { resourceType: 'Patient' }, true, ['error required R.family: is required but missing']],
  [
    'nothing known',
    { resourceType: 'Foo' },
    false,
    ['information not-supported R: the content of this Foo is not checked here'],
  ],
];

for (const [what, value, isKnown, issues] of contained) {
  faces(`a resource of any type: ${what}`, () => {
    const find = (type: string): Guard | undefined => (type === 'Patient' ? family : undefined);
    const found = issuesOf(resource, 'R', value, {}, isKnown ? find : undefined);
    assert.equal(brief(found), issues);
    assert.is(passes(resource, value, {}, isKnown ? find : undefined), !isKnown);
  });
}

faces('element ids of a resource inside another start with its own type', () => {
  const bundle: Guard = (value, run) => !one(run, value, 'entry', 3, resource, 1);
  const [issue] = issuesOf(bundle, 'Bundle', { resourceType: 'Patient' }, {}, () => family);
  assert.equal([issue?.expression, issue?.elementId], ['Bundle.entry[1].family', 'Patient.family']);
});

faces.run();
