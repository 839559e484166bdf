import { contentsOf } from '../model/contents.ts';
import type { ContentModel, StructureModel, TypeModel, ValueSetModel } from '../model/model.ts';
import type { MessageModel, PackageModel } from '../model/package-model.ts';
import { codedForm } from './builder/parts.ts';
import { elementOf } from './element-of-type.ts';
import { exportedTypes } from './message/message-names.ts';

/**
 * The value sets of other families that the builders of an event's messages take codes of, in the order in which they are
 * met. Where two have one name, it is the one of the more specific definition. Those that FHIR itself has are left out, and
 * so are names that the family has anyway.
 */
export function setsUsedBy(subpath: string, model: PackageModel): ValueSetModel[] {
  const messages = model.messages.filter((message) => message.subpath === subpath);
  if (messages.length === 0) return [];
  const family = model.families.find((one) => one.subpath === subpath);
  const structures = structuresOf(messages, model);
  const ownFirst = [...structures].sort((one, other) => rank(one, subpath) - rank(other, subpath));
  const taken = new Set([
    ...messages.flatMap(exportedTypes),
    ...(family?.structures ?? []).flatMap(({ content }) => contentsOf(content).map(({ name }) => name)),
    ...(family?.valueSets ?? []).map(({ name }) => name),
  ]);
  const sets = new Map(model.families.flatMap(({ valueSets }) => valueSets.map((set) => [set.module, set])));
  const used = new Map<string, ValueSetModel>();
  for (const module of ownFirst.flatMap(({ content }) => [...modulesIn(content)])) {
    const set = sets.get(module);
    if (!set || module.startsWith('base/') || taken.has(set.name) || taken.has(`${set.name}Name`)) continue;
    if (!used.has(set.name)) used.set(set.name, set);
  }
  return [...used.values()];
}

function rank({ module }: StructureModel, subpath: string): number {
  return module.startsWith(`${subpath}/`) ? 0 : 1;
}

/** Definitions of the headers and entries of the messages. */
function structuresOf(messages: readonly MessageModel[], model: PackageModel): StructureModel[] {
  const modules = new Set(
    messages.flatMap(({ kinds, cases }) => [
      ...kinds.flatMap(({ header, entries, roles }) => [header, ...entries, ...roles].map(({ ref }) => ref.module)),
      ...cases.flatMap(({ parts }) => parts.map(({ ref }) => ref.module)),
    ]),
  );
  return model.families.flatMap(({ structures }) => structures.filter(({ module }) => modules.has(module)));
}

/** Modules of the sets that builders take codes of, at every depth. */
function modulesIn(content: ContentModel, seen = new Set<ContentModel>()): Set<string> {
  const modules = new Set<string>();
  if (seen.has(content)) return modules;
  seen.add(content);
  const add = (type: TypeModel, module: string | undefined): void => {
    if (codedForm(type) && module !== undefined) modules.add(module);
    const inside = 'inherited' in type || 'content' in type ? (type.content ?? type.inherited) : undefined;
    for (const one of inside ? modulesIn(inside, seen) : []) modules.add(one);
  };
  for (const element of content.elements) {
    for (const type of element.types) add(type, elementOf(type, element).binding?.valueSet?.module);
    for (const slice of element.slices) add(slice.type, slice.binding?.valueSet?.module);
  }
  return modules;
}
