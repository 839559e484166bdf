/** What changes in an event, and whom it breaks. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { compareEvents } from '../../generator/compare/compare-events.ts';
import { compareModels } from '../../generator/compare/compare-models.ts';
import type { EntryModel, MessageKindModel, MessageModel, RoleModel } from '../../generator/model/package-model.ts';
import { makeModel } from '../../generator/run.ts';
import { inventedDefinitions, inventedNaming } from '../support/invented-event.ts';
import { load } from '../support/pipeline.ts';

const packageInfo = { name: 'acme', version: '0.0.0', description: '' };
const model = load(inventedDefinitions()).then((loaded) =>
  makeModel({ ...loadBaseModel(), extensions: [] }, loaded, { naming: inventedNaming, packageInfo }, () => undefined),
);

type Edit = (event: MessageModel) => MessageModel;

/** Edits the first kind of messages, which is `sent`. */
const inKind =
  (edit: (kind: MessageKindModel) => Partial<MessageKindModel>): Edit =>
  (event) => ({ ...event, kinds: event.kinds.map((kind, index) => (index > 0 ? kind : { ...kind, ...edit(kind) })) });

const ofRole = (name: string, more: Partial<RoleModel>): Edit =>
  inKind(({ roles }) => ({ roles: roles.map((role) => (role.name === name ? { ...role, ...more } : role)) }));

const ofEntry = (name: string, more: Partial<EntryModel>): Edit =>
  inKind(({ entries }) => ({ entries: entries.map((entry) => (entry.name === name ? { ...entry, ...more } : entry)) }));

type Row = readonly [name: string, edit: Edit, there: readonly string[], andBack: readonly string[]];

/** Each edit, what differs after it, and what differs the other way round. */
const rows: readonly Row[] = [
  ['nothing', (event) => event, [], []],
  [
    'its code',
    (event) => ({ ...event, event: { ...event.event, code: 'moved-on' } }),
    ['changed The code of the event is "moved-on"; before, "parcel-moved-1". [builders checks]'],
    ['changed The code of the event is "parcel-moved-1"; before, "moved-on". [builders checks]'],
  ],
  [
    'a kind',
    (event) => ({ ...event, kinds: event.kinds.slice(1) }),
    ['removed There are no messages of kind "sent" any more. [builders checks]'],
    ['added Messages of kind "sent" are new.'],
  ],
  [
    'a case',
    (event) => ({ ...event, cases: event.cases.slice(1) }),
    ['removed There is no case heavy any more. [builders checks]'],
    ['added The case heavy is new.'],
  ],
  [
    'when a case holds',
    (event) => ({ ...event, cases: event.cases.map((one, index) => (index > 0 ? one : { ...one, when: 'true' })) }),
    ['changed The case heavy holds when "true". [checks]'],
    [
      'changed The case heavy holds when "Bundle.entry.resource.ofType(SupplyDelivery).where(suppliedItem.quantity.value >…". [checks]',
    ],
  ],
  [
    'a parameter',
    (event) => ({ ...event, parameters: event.parameters.slice(1) }),
    ['removed Builders no longer take source. [builders]'],
    ['added Builders take source, which is required. [builders]'],
  ],
  [
    'whether a parameter is required',
    (event) => ({
      ...event,
      parameters: event.parameters.map((one) => ({ ...one, isRequired: one.name !== 'source' })),
    }),
    ['widened Builders no longer need source.'],
    ['narrowed Builders need source. [builders]'],
  ],
  [
    'a role that is required',
    inKind(({ roles }) => ({ roles: roles.filter(({ name }) => name !== 'sender') })),
    ['removed There is no role sender of kind "sent" any more. [builders]'],
    ['added The role sender of kind "sent" is new and required. [builders checks]'],
  ],
  [
    'a role that may be missing',
    inKind(({ roles }) => ({ roles: roles.filter(({ name }) => name !== 'depot') })),
    ['removed There is no role depot of kind "sent" any more. [builders]'],
    ['added The role depot of kind "sent" is new.'],
  ],
  [
    'how often a role occurs',
    ofRole('depot', { min: 1 }),
    [
      'narrowed The role depot of kind "sent": it must occur at least once; before, it could be missing. [builders checks]',
    ],
    ['widened The role depot of kind "sent": it may now be missing; before, at least once.'],
  ],
  [
    'the severity of a role',
    ofRole('depot', { severity: 'warning' }),
    ['widened A wrong number of resources in the role depot of kind "sent" is a warning.'],
    ['narrowed A wrong number of resources in the role depot of kind "sent" is an error. [builders checks]'],
  ],
  [
    'whether builders offer a role',
    ofRole('depot', { isCheckOnly: true }),
    ['changed Builders no longer offer the role depot of kind "sent". [builders]'],
    ['changed Builders offer the role depot of kind "sent".'],
  ],
  [
    'the name under which a role is given',
    ofRole('depot', { group: 'halts' }),
    ['changed The role depot of kind "sent" is given as halts. [builders]'],
    ['changed The role depot of kind "sent" is given as stops. [builders]'],
  ],
  [
    'an entry',
    inKind(({ entries }) => ({ entries: entries.filter(({ name }) => name !== 'places') })),
    ['removed There is no entry places of kind "sent" any more. [builders]'],
    ['added The entry places of kind "sent" is new.'],
  ],
  [
    'how often an entry occurs',
    ofEntry('places', { min: 7 }),
    [
      'narrowed The entry places of kind "sent": it must occur at least 7 times; before, it could be missing. [builders checks]',
    ],
    ['widened The entry places of kind "sent": it may now be missing; before, at least 7 times.'],
  ],
];

const lines = (old: MessageModel, now: MessageModel): string[] =>
  compareEvents(old, now).map(({ kind, what, breaksBuilders, breaksChecks }) => {
    const breaks = [breaksBuilders ? 'builders' : '', breaksChecks ? 'checks' : ''].filter((word) => word !== '');
    return `${kind} ${what}${breaks.length > 0 ? ` [${breaks.join(' ')}]` : ''}`;
  });

const test = suite('compare events');

for (const [name, edit, there, andBack] of rows) {
  test(name, async () => {
    const [event] = (await model).messages;
    assert.ok(event);
    assert.equal([lines(event, edit(event)), lines(edit(event), event)], [there, andBack]);
  });
}

test('an event that is gone, or new', async () => {
  const whole = await model;
  const bare = { ...whole, messages: [] };
  const brief = (old: typeof whole, now: typeof whole): unknown =>
    compareModels(old, now).map(({ subject, kind, breaksBuilders, breaksChecks }) => [
      subject.kind,
      subject.name,
      kind,
      breaksBuilders,
      breaksChecks,
    ]);
  assert.equal(brief(whole, bare), [['event', 'ParcelMoved', 'removed', true, true]]);
  assert.equal(brief(bare, whole), [['event', 'ParcelMoved', 'added', false, false]]);
});

test.run();
