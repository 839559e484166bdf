import type { SliceDiscriminator, SliceProfile, SliceStep, SliceTest } from '../model/model.ts';
import { lastSegment } from '../fhir/canonical.ts';
import { arrow, call, list, literal, thunk, type ValueExpression, valueOf } from './expressions.ts';
import { codesName, rulesName } from './names.ts';

const tests = '#runtime/guard/slice-tests.js';
const item: ValueExpression = { kind: 'name', name: 'item', module: '' };
const nothing: ValueExpression = { kind: 'undefined' };

/**
 * The expression that tells whether an item, called `item`, passes a test: true, false, or undefined where that cannot be
 * told.
 *
 * @param run where the item is looked at, for tests that look further
 */
export function sliceTest(test: SliceTest, run?: ValueExpression): ValueExpression {
  const ask = (name: string, args: readonly ValueExpression[], knowsRun: boolean, module = tests): ValueExpression => {
    const all = [item, literal(test.at), ...args, ...(run && knowsRun ? [run] : [])];
    return call({ name, module }, all);
  };
  switch (test.kind) {
    case 'value':
      return ask('hasValueAt', [literal(test.value)], leadsOn(test.at));
    case 'exists':
      return ask(test.isThere ? 'existsAt' : 'isMissingAt', [], leadsOn(test.at));
    case 'type':
      return ask('isOfTypeAt', [literal(test.types)], leadsOn(test.at));
    case 'profile':
      return ask('followsAt', [profilesOf(test.profiles)], true, '#runtime/guard/slice-profiles.js');
    case 'member':
      return memberTest(test, ask);
  }
}

function memberTest(
  { binding: { valueSet, canonical = '', systems } }: SliceTest & { kind: 'member' },
  ask: (name: string, args: readonly ValueExpression[], knowsRun: boolean) => ValueExpression,
): ValueExpression {
  if (valueSet) return ask('isMemberAt', [valueOf({ name: codesName(valueSet.name), module: valueSet.module })], true);
  return ask('isMemberOfUnknownAt', [literal(canonical), systems ? literal(systems) : nothing], true);
}

/** Known when first asked for: profiles may know each other. */
function profilesOf(profiles: readonly SliceProfile[]): ValueExpression {
  const rows = profiles.map(({ canonical, resourceType, ref }) => {
    const type = resourceType === undefined ? nothing : literal(resourceType);
    const rules = ref ? [valueOf({ name: rulesName(ref.name), module: ref.module })] : [];
    return list([literal(canonical), type, ...rules]);
  });
  return thunk(list(rows));
}

/** Whether the test looks beyond the item, at the target of a reference. */
function leadsOn(at: readonly SliceStep[]): boolean {
  return at.some((step) => typeof step === 'object' && 'resolve' in step);
}

/** Whether nobody may be able to tell from what is at hand. */
export function isDoubtful(test: SliceTest): boolean {
  return leadsOn(test.at) || (test.kind === 'member' && test.binding.valueSet?.isClosed !== true);
}

/** What the items of a slice are known by, for whoever reads or changes a value: a value at a path, or a test. */
export function marksOf(discriminators: readonly SliceDiscriminator[]): ValueExpression[] {
  return discriminators.flatMap(({ path, value, test }) => {
    if (test) return arrow(['item'], sliceTest(test));
    return value === undefined ? [] : literal([namesOf(path), value]);
  });
}

/** The names of a path in JSON. */
export function namesOf(path: string): string[] {
  return path === '$this' ? [] : path.split('.');
}

/** What tells an item, for people: `use is "official"`. */
export function describeMark({ path, value, test }: SliceDiscriminator): string[] {
  if (test) return [describeTest(path, test)];
  return value === undefined ? [] : [`${path} is ${JSON.stringify(value)}`];
}

function describeTest(path: string, test: SliceTest): string {
  switch (test.kind) {
    case 'value':
      return `${path} is ${JSON.stringify(test.value)}`;
    case 'exists':
      return `${path} is ${test.isThere ? 'present' : 'absent'}`;
    case 'type':
      return `${path} is of type ${test.types.join(' or ')}`;
    case 'profile':
      return `${path} conforms to ${test.profiles.map(({ canonical }) => lastSegment(canonical)).join(' or ')}`;
    case 'member':
      return `${path} is in ${test.binding.valueSet?.name ?? lastSegment(test.binding.canonical ?? '')}`;
  }
}
