import { compareText } from '../fhir/canonical.ts';
import type { StructureModel, ValueSetModel } from '../model/model.ts';
import type { MessageModel, PackageModel } from '../model/package-model.ts';
import { finding, shown, type Breaks, type Change, type Finding, type Subject } from './change.ts';
import type { Indexes } from './compare-bindings.ts';
import { compareConstraints, contentConstraints } from './compare-constraints.ts';
import { compareContents } from './compare-contents.ts';
import { compareEvents } from './compare-events.ts';
import { compareValueSets } from './compare-value-sets.ts';
import { matchByKey } from './match-by-key.ts';
import { ModelIndex, type Placed } from './model-index.ts';

/**
 * Compares two models in terms of what the package offers: profiles, extensions, value sets and events, which
 * correspond by their canonical URLs. Changes are in the order of their definitions, and inside in that of the elements.
 */
export function compareModels(old: PackageModel, now: PackageModel): Change[] {
  const indexes = { old: new ModelIndex(old), now: new ModelIndex(now) };
  return [
    ...compareDefinitions(indexes.old.structures.values(), indexes.now.structures.values(), {
      kind: kindOf,
      lost: 'both',
      compare: (one, other) => compareStructures(one, other, indexes),
    }),
    ...compareDefinitions(indexes.old.valueSets.values(), indexes.now.valueSets.values(), {
      kind: (): Subject['kind'] => 'value-set',
      lost: 'builders',
      compare: (one: ValueSetModel, other) =>
        compareValueSets(one, other, indexes.now.requiredSets.has(other.canonical)),
    }),
    ...compareDefinitions(eventsOf(old), eventsOf(now), {
      kind: (): Subject['kind'] => 'event',
      lost: 'both',
      compare: compareEvents,
    }),
  ].sort((one, other) => order(one.subject, other.subject));
}

const kinds: readonly Subject['kind'][] = ['profile', 'extension', 'value-set', 'event'];

function order(one: Subject, other: Subject): number {
  return kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || compareText(one.canonical, other.canonical);
}

function kindOf({ isExtension }: StructureModel): Subject['kind'] {
  return isExtension ? 'extension' : 'profile';
}

function eventsOf({ messages }: PackageModel): Placed<MessageModel>[] {
  return messages.map((model) => ({ subpath: model.subpath, model }));
}

interface Named {
  readonly name: string;
  readonly canonical: string;
}

interface Comparison<T> {
  readonly kind: (model: T) => Subject['kind'];
  /** Whom it breaks if the definition is gone, or has another name. */
  readonly lost: Breaks;
  readonly compare: (old: T, now: T) => readonly Finding[];
}

function compareDefinitions<T extends Named>(
  old: Iterable<Placed<T>>,
  now: Iterable<Placed<T>>,
  { kind, lost, compare }: Comparison<T>,
): Change[] {
  const changes = ({ subpath, model }: Placed<T>, findings: readonly Finding[]): Change[] => {
    const { canonical, name } = model;
    return findings.map((one) => ({ subject: { kind: kind(model), canonical, name, subpath }, ...one }));
  };
  return matchByKey<Placed<T>, Change>(old, now, ({ model }) => model.canonical, {
    gone: (one) => changes(one, [finding('removed', 'It is no longer there.', lost)]),
    come: (one) => changes(one, [finding('added', 'It is new.', 'none')]),
    both: (was, is) => changes(is, [...compareNames(was, is, lost), ...compare(was.model, is.model)]),
  });
}

function compareNames<T extends Named>(old: Placed<T>, now: Placed<T>, lost: Breaks): Finding[] {
  if (old.model.name === now.model.name && old.subpath === now.subpath) return [];
  const called = ({ model, subpath }: Placed<T>): string => `${model.name} in ${subpath}`;
  return [finding('changed', `It is called ${called(now)}; before, ${called(old)}.`, lost)];
}

function compareStructures(old: StructureModel, now: StructureModel, indexes: Indexes): Finding[] {
  const type = `It constrains ${now.fhirType}; before, ${old.fhirType}.`;
  // Of another type, nothing that is inside corresponds.
  if (old.fhirType !== now.fhirType) return [finding('changed', type, 'both')];
  return [
    ...compareParents(old, now, indexes),
    ...compareBuilders(old, now),
    ...compareClaims(old, now),
    ...compareConstraints(contentConstraints(old.content), contentConstraints(now.content), now.content.elementId),
    ...compareContents(old.content, now.content, indexes),
  ];
}

function compareParents(old: StructureModel, now: StructureModel, indexes: Indexes): Finding[] {
  const was = old.parent && (indexes.old.canonicalAt(old.parent.module) ?? old.parent.name);
  const is = now.parent && (indexes.now.canonicalAt(now.parent.module) ?? now.parent.name);
  if (was === is) return [];
  const named = (base: string | undefined): string => (base === undefined ? now.fhirType : shown(base));
  // What takes the former base profile may no longer take this one.
  const breaks = was === undefined ? 'none' : 'builders';
  return [finding('changed', `It is based on ${named(is)}; before, on ${named(was)}.`, breaks)];
}

function compareBuilders(old: StructureModel, now: StructureModel): Finding[] {
  if (old.isBuilt === now.isBuilt) return [];
  return now.isBuilt
    ? [finding('added', 'It has a builder.', 'none')]
    : [finding('removed', 'It has no builder any more.', 'builders')];
}

function compareClaims(old: StructureModel, now: StructureModel): Finding[] {
  const [was, is] = [old.claims ?? old.canonical, now.claims ?? now.canonical];
  if (was === is) return [];
  return [finding('changed', `Resources claim to follow ${shown(is)}; before, ${shown(was)}.`, 'checks')];
}
