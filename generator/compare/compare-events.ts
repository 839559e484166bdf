import type {
  CaseModel,
  EntryModel,
  MessageKindModel,
  MessageModel,
  ParameterModel,
  RoleModel,
} from '../model/package-model.ts';
import { finding, shown, type ChangeKind, type Finding } from './change.ts';
import { compareCardinality } from './compare-values.ts';
import { matchByKey, type Answers } from './match-by-key.ts';

/** Compares an event: its code, its kinds of messages with their entries and roles, its cases and parameters. */
export function compareEvents(old: MessageModel, now: MessageModel): Finding[] {
  const isOther = old.event.system !== now.event.system || old.event.code !== now.event.code;
  const code = `The code of the event is ${shown(now.event.code)}; before, ${shown(old.event.code)}.`;
  return [
    ...(isOther ? [finding('changed', code, 'both')] : []),
    ...matchByKey(old.kinds, now.kinds, ({ type }) => type.code ?? '', {
      gone: (kind) => [finding('removed', `There are no messages of kind ${kindOf(kind)} any more.`, 'both')],
      come: (kind) => [finding('added', `Messages of kind ${kindOf(kind)} are new.`, 'none')],
      both: compareKinds,
    }),
    ...matchByKey(old.cases, now.cases, ({ name }) => name, {
      gone: ({ name }) => [finding('removed', `There is no case ${name} any more.`, 'both')],
      come: ({ name }) => [finding('added', `The case ${name} is new.`, 'none')],
      both: compareCases,
    }),
    ...matchByKey(old.parameters, now.parameters, ({ name }) => name, {
      gone: ({ name }) => [finding('removed', `Builders no longer take ${name}.`, 'builders')],
      come: addedParameter,
      both: compareParameters,
    }),
  ];
}

function kindOf({ type }: MessageKindModel): string {
  return shown(type.code ?? '');
}

function compareKinds(old: MessageKindModel, now: MessageKindModel): Finding[] {
  const inKind = (word: string, name: string): string => `${word} ${name} of kind ${kindOf(now)}`;
  const structure = old.bundle.canonical === now.bundle.canonical;
  const bundle = `Messages of kind ${kindOf(now)} follow ${shown(now.bundle.canonical)}; before, ${shown(old.bundle.canonical)}.`;
  return [
    ...(structure ? [] : [finding('changed', bundle, 'both')]),
    ...matchByKey([old.header, ...old.entries], [now.header, ...now.entries], ({ name }) => name, {
      ...additions<EntryModel>((entry) => inKind('entry', entry.name)),
      both: (one, other) => comparePlaces(one, other, inKind('entry', other.name)),
    }),
    ...matchByKey(old.roles, now.roles, ({ name }) => name, {
      ...additions<RoleModel>((role) => inKind('role', role.name)),
      both: (one, other) => compareRoles(one, other, inKind('role', other.name)),
    }),
  ];
}

/** Whoever sends a part that is gone has to change; the message itself may have further resources. */
function additions<T extends { readonly min: number }>(called: (one: T) => string): Pick<Answers<T>, 'gone' | 'come'> {
  return {
    gone: (one) => [finding('removed', `There is no ${called(one)} any more.`, 'builders')],
    come: (one) => [
      finding(
        'added',
        `The ${called(one)} is new${one.min > 0 ? ' and required' : ''}.`,
        one.min > 0 ? 'both' : 'none',
      ),
    ],
  };
}

function comparePlaces(old: EntryModel, now: EntryModel, called: string): Finding[] {
  return [
    ...about(called, compareCardinality(old, now)),
    ...compareFollowed(old.profile?.canonical ?? old.fhirType, now.profile?.canonical ?? now.fhirType, called),
  ];
}

function compareRoles(old: RoleModel, now: RoleModel, called: string): Finding[] {
  const severity = `A wrong number of resources in the ${called} is ${now.severity === 'error' ? 'an error' : 'a warning'}.`;
  const [kind, breaks]: [ChangeKind, 'both' | 'none'] =
    now.severity === 'error' ? ['narrowed', 'both'] : ['widened', 'none'];
  const offered = now.isCheckOnly ? 'no longer offer' : 'offer';
  return [
    ...about(called, compareCardinality(old, now)),
    ...compareFollowed(old.structure?.canonical ?? old.fhirType, now.structure?.canonical ?? now.fhirType, called),
    ...(old.severity === now.severity ? [] : [finding(kind, severity, breaks)]),
    ...(old.isCheckOnly === now.isCheckOnly
      ? []
      : [finding('changed', `Builders ${offered} the ${called}.`, now.isCheckOnly ? 'builders' : 'none')]),
    ...(old.group === now.group
      ? []
      : [finding('changed', `The ${called} is given as ${now.group ?? now.name}.`, 'builders')]),
  ];
}

/** What is said of an element says "it"; here the sentence has to name the part. */
function about(called: string, findings: readonly Finding[]): Finding[] {
  return findings.map((one) => ({
    ...one,
    what: `The ${called}: ${one.what.charAt(0).toLowerCase()}${one.what.slice(1)}`,
  }));
}

function compareFollowed(was: string, is: string, called: string): Finding[] {
  if (was === is) return [];
  return [finding('changed', `The ${called} has to follow ${shown(is)}; before, ${shown(was)}.`, 'both')];
}

function compareCases(old: CaseModel, now: CaseModel): Finding[] {
  if (old.when === now.when) return [];
  return [finding('changed', `The case ${now.name} holds when ${shown(now.when)}.`, 'checks')];
}

function addedParameter({ name, isRequired }: ParameterModel): Finding[] {
  const what = `Builders take ${name}${isRequired ? ', which is required' : ''}.`;
  return [finding('added', what, isRequired ? 'builders' : 'none')];
}

function compareParameters(old: ParameterModel, now: ParameterModel): Finding[] {
  if (old.isRequired === now.isRequired) return [];
  return now.isRequired
    ? [finding('narrowed', `Builders need ${now.name}.`, 'builders')]
    : [finding('widened', `Builders no longer need ${now.name}.`, 'none')];
}
