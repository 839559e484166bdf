import type { SliceDiscriminator, SliceProfile, SliceStep, SliceTest } from '../model/model.ts';
import { lastSegment } from '../fhir/canonical.ts';
import { arrow, call, list, literal, thunk, type ValueExpression, valueOf } from './expressions.ts';
import { codesName, rulesName } from './names.ts';

const tests = '#runtime/guard/slice-tests.js';
const item: ValueExpression = { kind: 'name', name: 'item', module: '' };
const nothing: ValueExpression = { kind: 'undefined' };

/**
 * Declares the expression that tests whether `item` matches a discriminator: true, false, or undefined if that cannot
 * be decided.
 *
 * @param run the run of the guard, for tests that look beyond the item
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

/** Delays the evaluation, because profiles may refer to each other. */
function profilesOf(profiles: readonly SliceProfile[]): ValueExpression {
  const rows = profiles.map(({ canonical, resourceType, ref }) => {
    const type = resourceType === undefined ? nothing : literal(resourceType);
    const rules = ref ? [valueOf({ name: rulesName(ref.name), module: ref.module })] : [];
    return list([literal(canonical), type, ...rules]);
  });
  return thunk(list(rows));
}

/** Returns whether the test looks beyond the item, at the target of a reference. */
function leadsOn(at: readonly SliceStep[]): boolean {
  return at.some((step) => typeof step === 'object' && 'resolve' in step);
}

/** Returns whether the test may be undecidable. */
export function isDoubtful(test: SliceTest): boolean {
  return leadsOn(test.at) || (test.kind === 'member' && test.binding.valueSet?.isClosed !== true);
}

/** Declares the discriminators of a slice for reading and changing values: values at paths, or tests. */
export function marksOf(discriminators: readonly SliceDiscriminator[]): ValueExpression[] {
  return discriminators.flatMap(({ path, value, test }) => {
    if (test) return arrow(['item'], sliceTest(test));
    return value === undefined ? [] : literal([namesOf(path), value]);
  });
}

/** Splits a path into its JSON names. */
export function namesOf(path: string): string[] {
  return path === '$this' ? [] : path.split('.');
}

/** Describes a discriminator for people: `use is "official"`. */
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
