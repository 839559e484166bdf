import type { ElementModel, ReferenceType, ResourceType, TypeModel } from '../model/model.ts';
import { finding, listed, shown, without, type Finding } from './change.ts';
import type { Indexes } from './compare-bindings.ts';

/** Returns the name by which the types of two versions correspond. */
export function typeKey(type: TypeModel): string {
  return type.kind === 'resource' ? 'Resource' : type.code;
}

/** Compares which types an element may have. */
export function compareTypeLists(old: ElementModel, now: ElementModel): Finding[] {
  const [was, is] = [old.types.map(typeKey), now.types.map(typeKey)];
  return [...compareSets('the type', 'the types', without(was, is), without(is, was), now.id)];
}

function compareSets(
  one: string,
  several: string,
  gone: readonly string[],
  come: readonly string[],
  id: string,
): Finding[] {
  const called = (names: readonly string[]): string => `${names.length === 1 ? one : several} ${listed(names)}`;
  return [
    ...(gone.length > 0 ? [finding('narrowed', `It no longer allows ${called(gone)}.`, 'both', id)] : []),
    ...(come.length > 0 ? [finding('widened', `It allows ${called(come)} too.`, 'none', id)] : []),
  ];
}

/** Compares the constraints on one type besides its content: profiles, reference targets, resource types. */
export function compareType(old: TypeModel, now: TypeModel, indexes: Indexes, id: string): Finding[] {
  if (old.kind === 'complex' && now.kind === 'complex') return compareProfiles(old.profiles, now.profiles, id);
  if (old.kind === 'reference' && now.kind === 'reference') return compareReferences(old, now, id);
  return old.kind === 'resource' && now.kind === 'resource' ? compareResources(old, now, indexes, id) : [];
}

function compareProfiles(old: readonly string[], now: readonly string[], id: string): Finding[] {
  const [gone, come] = [without(old, now), without(now, old)];
  if (gone.length === 0 && come.length === 0) return [];
  const names = (profiles: readonly string[]): string => listed(profiles.map(shown));
  if (old.length === 0) return [finding('narrowed', `It has to follow ${names(now)}.`, 'both', id)];
  // The input of the profile, such as its slices, is no longer understood.
  if (now.length === 0) return [finding('widened', `It no longer has to follow ${names(old)}.`, 'builders', id)];
  if (gone.length === 0) return [finding('widened', `It may follow ${names(come)} too.`, 'none', id)];
  if (come.length === 0) return [finding('narrowed', `It can no longer follow ${names(gone)}.`, 'both', id)];
  return [finding('changed', `It has to follow ${names(now)}; before, ${names(old)}.`, 'both', id)];
}

/** An empty list of resource types means all. */
function compareAllowed(
  old: readonly string[],
  now: readonly string[],
  word: 'as target' | 'as resource',
  id: string,
): Finding[] {
  if (now.length === 0)
    return old.length === 0 ? [] : [finding('widened', `It allows every type ${word}.`, 'none', id)];
  if (old.length === 0) return [finding('narrowed', `It allows only ${listed(now)} ${word}.`, 'both', id)];
  const [gone, come] = [without(old, now), without(now, old)];
  return [
    ...(gone.length > 0 ? [finding('narrowed', `It no longer allows ${listed(gone)} ${word}.`, 'both', id)] : []),
    ...(come.length > 0 ? [finding('widened', `It allows ${listed(come)} ${word} too.`, 'none', id)] : []),
  ];
}

function compareReferences(old: ReferenceType, now: ReferenceType, id: string): Finding[] {
  const types = compareAllowed(old.targets, now.targets, 'as target', id);
  const [gone, come] = [
    without(old.targetProfiles, now.targetProfiles),
    without(now.targetProfiles, old.targetProfiles),
  ];
  const isOther = types.length === 0 && gone.length + come.length > 0;
  const profiles = `The profiles of its target are ${listed(now.targetProfiles.map(shown))}; before, ${listed(old.targetProfiles.map(shown))}.`;
  return [
    ...types,
    // A guard checks the type of a target. Its profile is checked where it is part of the message.
    ...(isOther ? [finding('changed', profiles, 'none', id)] : []),
    ...(now.isBundled && !old.isBundled
      ? [finding('narrowed', 'Its target has to be in the same Bundle.', 'both', id)]
      : []),
    ...(old.isBundled && !now.isBundled
      ? [finding('widened', 'Its target no longer has to be in the same Bundle.', 'none', id)]
      : []),
  ];
}

function compareResources(old: ResourceType, now: ResourceType, indexes: Indexes, id: string): Finding[] {
  const was = old.profile && (indexes.old.canonicalAt(old.profile.module) ?? old.profile.name);
  const is = now.profile && (indexes.now.canonicalAt(now.profile.module) ?? now.profile.name);
  return [
    ...compareAllowed(old.types, now.types, 'as resource', id),
    ...(was === is ? [] : compareProfiles(was === undefined ? [] : [was], is === undefined ? [] : [is], id)),
  ];
}
