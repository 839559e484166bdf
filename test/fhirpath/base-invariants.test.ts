import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Maker, randomFrom } from './cases.ts';
import { base, compile, envOf, evaluate, toFunction, types, type Outcome, type Place } from './compiled.ts';

// fhirpath.js reads dates without a time in the zone of the machine.
process.env['TZ'] = 'UTC';

interface Rule {
  readonly source: string;
  readonly key: string;
  readonly path: string;
  readonly expression: string;
}

/** What STU3 states of every element is tried on a datatype and on a primitive. */
const placesOf: Readonly<Record<string, readonly string[]>> = { 'ele-1': ['Period', 'Patient.birthDate'] };

/** Each expression of the base at the first path of each definition that states it. */
function collectRules(): readonly Rule[] {
  const rules = new Map<string, Rule>();
  for (const { snapshot = [] } of base.definitions) {
    for (const { path, constraints = [] } of snapshot) {
      for (const { key, expression = '', source = '' } of constraints) {
        const id = `${source} ${key} ${expression}`;
        if (!rules.has(id)) rules.set(id, { source, key, path, expression });
      }
    }
  }
  return [...rules.values()].flatMap((rule) => (placesOf[rule.key] ?? [rule.path]).map((path) => ({ ...rule, path })));
}

const rules = collectRules();
const wanted = 4;
const mostCases = 1500;
const fewestCases = 60;

/** Expressions that never are one of the two, or that fhirpath.js does not evaluate, and why. */
const exceptions: Readonly<Record<string, { readonly never: readonly Outcome[]; readonly because: string }>> = {
  'csd-1': { never: [false], because: 'a union has no duplicates' },
  'eld-11': { never: [false], because: 'select() gives a boolean for each type, whatever it is' },
  'sdf-15': { never: [false], because: 'a snapshot has no element snapshot, so that has no first type' },
  'eld-16': { never: [false], because: 'fhirpath.js does not read the escape \\_ in the pattern' },
};

/** Elements that an expression reaches without naming them. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'que-2': ['item'],
  'sdf-9': ['differential', 'snapshot'],
};

/** What fhirpath.js is asked instead, where the two are known to differ: see `compileInvariant`. */
const askedInstead: Readonly<Record<string, readonly [text: string, instead: string]>> = {
  'mad-3': ["notGiven = 'false'", 'notGiven = false'],
};

interface Tally {
  readonly cases: Map<Outcome, number>;
  readonly disagreements: readonly string[];
}

function tryRule({ key, path, expression }: Rule, seed: number): Tally {
  const compiled = toFunction(compile(expression, path));
  const maker = new Maker(expression, randomFrom(seed), needed[key]);
  const cases = new Map<Outcome, number>([
    [true, 0],
    [false, 0],
  ]);
  const disagreements: string[] = [];
  const isEnough = (count: number): boolean =>
    count >= fewestCases && [true, false].every((outcome) => (cases.get(outcome) ?? 0) >= wanted);
  for (let count = 0; count < mostCases && !isEnough(count); count++) {
    const place = maker.place(path);
    const outcome = expected(expression.replace(...(askedInstead[key] ?? ['', ''])), path, place);
    cases.set(outcome, (cases.get(outcome) ?? 0) + 1);
    const actual = compiled(place.value, envOf(place.resource), place.sibling);
    if (typeof outcome === 'boolean' && actual !== outcome)
      disagreements.push(`${actual}, not ${outcome}: ${JSON.stringify(place)}`);
  }
  return { cases, disagreements };
}

/** A primitive is reached from what holds it, as it may have no value. */
function expected(
  expression: string,
  path: string,
  place: Place & { readonly parent: unknown; readonly name: string },
): Outcome {
  const isInner = path.endsWith('[x]') || types.typesAt(path).every((type) => types.kindOf(type) === 'primitive');
  if (!isInner || place.parent === undefined) return evaluate(expression, path, place);
  const parent = path.slice(0, path.lastIndexOf('.'));
  return evaluate(`\`${place.name}\`.select(${expression})`, parent, { ...place, value: place.parent });
}

const test = suite('fhirpath: invariants of the base');
let both = 0;

test('the base states 191 expressions', () =>
  assert.is(new Set(rules.map(({ source, key, expression }) => `${source} ${key} ${expression}`)).size, 191));

for (const [index, rule] of rules.entries()) {
  const { key, path, expression } = rule;
  test(`${key} at ${path}: ${expression}`, () => {
    const { cases, disagreements } = tryRule(rule, index + 1);
    assert.equal(disagreements.slice(0, 3), []);
    const missing = ([true, false] as const).filter((outcome) => (cases.get(outcome) ?? 0) < wanted);
    assert.equal(missing, exceptions[key]?.never ?? []);
    if (missing.length === 0) both++;
  });
}

test('all but the exceptions were true for some cases and false for others', () => {
  assert.is(both, rules.length - Object.keys(exceptions).length);
});

test.run();
