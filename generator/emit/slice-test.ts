import type { SliceDiscriminator, SliceProfile, SliceStep, SliceTest } from '../model/model.ts';
import { lastSegment } from '../fhir/canonical.ts';
import { arrow, call, code, ident, list, literal, valueName, type Code } from '../code/code.ts';
import { codesName, rulesName } from './names.ts';

const tests = '#runtime/slice-tests.js';

/** The expression that tells whether an item passes a test: true, false, or undefined where that cannot be told. */
export function sliceTest(test: SliceTest, run?: Code): Code {
  const ask = (name: string, args: readonly Code[], knowsRun: boolean): Code => {
    const all = [ident('item'), literal(test.at), ...args, ...(run && knowsRun ? [run] : [])];
    return call(valueName(name, tests), all);
  };
  switch (test.kind) {
    case 'value':
      return ask('hasValueAt', [literal(test.value)], leadsOn(test.at));
    case 'exists':
      return ask(test.isThere ? 'existsAt' : 'isMissingAt', [], leadsOn(test.at));
    case 'type':
      return ask('isOfTypeAt', [literal(test.types)], leadsOn(test.at));
    case 'profile':
      return ask('followsAt', [profilesOf(test.profiles)], true);
    case 'member':
      return memberTest(test, ask);
  }
}

function memberTest(
  { binding: { valueSet, canonical = '', systems } }: SliceTest & { kind: 'member' },
  ask: (name: string, args: readonly Code[], knowsRun: boolean) => Code,
): Code {
  if (valueSet) return ask('isMemberAt', [valueName(codesName(valueSet.name), valueSet.module)], true);
  const known = systems ? literal(systems) : code`undefined`;
  return ask('isMemberOfUnknownAt', [literal(canonical), known], true);
}

/** Known when first asked for: profiles may know each other. */
function profilesOf(profiles: readonly SliceProfile[]): Code {
  const rows = profiles.map(({ canonical, resourceType, ref }) => {
    const type = resourceType === undefined ? code`undefined` : literal(resourceType);
    const rules = ref ? [valueName(rulesName(ref.name), ref.module)] : [];
    return list([literal(canonical), type, ...rules]);
  });
  return arrow(code`()`, list(rows));
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
export function marksOf(discriminators: readonly SliceDiscriminator[]): Code[] {
  return discriminators.flatMap(({ path, value, test }) => {
    if (test) return arrow(code`(item)`, sliceTest(test));
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
