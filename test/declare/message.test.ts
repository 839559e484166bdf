/** What the module of an event declares, as plain data: no code, and nothing that could be changed later. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import type { InterfaceDeclaration } from '../../generator/declare/declarations.ts';
import { declarePackage } from '../../generator/declare/declare-package.ts';
import { absentable, local, named, runtimeType, union } from '../../generator/declare/expressions.ts';
import type { MessageDeclaration } from '../../generator/declare/message/message-declarations.ts';
import { buildTypeLookup } from '../../generator/fhirpath/build-type-lookup.ts';
import { loadPackageModel } from '../support/package-model.ts';

const model = await loadPackageModel();
const types = buildTypeLookup(loadBaseModel().definitions);
const reported: string[] = [];
const { messages } = declarePackage(model, { types, report: ({ message }) => void reported.push(message) });
const event = messages.find(({ module }) => module === 'events/vaccinations-1/message');

const test = suite('declarations of messages');

function interfaceNamed(name: string): InterfaceDeclaration {
  const found = event?.declarations.find((one) => one.kind === 'interface' && one.name === name);
  if (found?.kind !== 'interface') throw new Error(`there is no interface ${name}`);
  return found;
}

function declared<Kind extends MessageDeclaration['kind']>(kind: Kind): Extract<MessageDeclaration, { kind: Kind }> {
  const found = event?.declarations.find((one) => one.kind === kind);
  if (!found) throw new Error(`there is no ${kind}`);
  return found as Extract<MessageDeclaration, { kind: Kind }>;
}

test('there is a module for each event, and nothing to report', () => {
  assert.equal(
    messages.map(({ module }) => module),
    model.messages.map(({ module }) => module),
  );
  assert.equal(reported, []);
});

test('what kinds share is local, and each kind extends it', () => {
  const shared = interfaceNamed('InputOfAllKinds');
  assert.is(shared.isLocal, true);
  assert.equal(interfaceNamed('VaccinationsNewInput').extends, [local('InputOfAllKinds')]);
  const patient = shared.members.find(({ name }) => name === 'patient');
  const whole = named({ name: 'Patient', module: 'events/vaccinations-1/patient' });
  assert.equal(patient, {
    name: 'patient',
    isOptional: true,
    type: absentable(union([whole, local('VaccinationsPatientPartInput')])),
    doc: { paragraphs: ['The patient. 1..1.'] },
  });
});

test('the types that receive returns name the event', () => {
  const type = event?.declarations.find((one) => one.kind === 'type' && one.name === 'VaccinationsReceived');
  const of = [{ kind: 'literal', value: 'vaccinations-1' } as const, local('VaccinationsMessage')];
  const parts = [...of, local('VaccinationsContent')];
  assert.equal(type, {
    kind: 'type',
    name: 'VaccinationsReceived',
    doc: { paragraphs: ['What `receive` returns: a message of the event, or anything else.'] },
    type: union([
      runtimeType('receive/received', 'ReceivedOf', parts),
      runtimeType('receive/received', 'OtherReceived'),
    ]),
  });
});

test('tables that all kinds have are declared once', () => {
  const tables = declared('message-tables');
  assert.equal(
    [tables.roles, tables.derivations, tables.parts].map((all) => all.map(({ name }) => name)),
    [['roles'], ['derivations'], ['parts']],
  );
  assert.equal(
    tables.rules.map(({ name }) => name),
    ['newRules', 'updateRules', 'deleteRules'],
  );
});

test('builders are exported under the codes of their kinds', () => {
  const { builders } = declared('message-builders');
  assert.equal(
    builders.map(({ name, exported, parts, conditions }) => [name, exported, parts, conditions]),
    [
      ['makeNew', 'new', 'parts', 'newConditions'],
      ['makeUpdate', 'update', 'parts', 'updateConditions'],
      ['makeDelete', 'delete', 'parts', 'deleteConditions'],
    ],
  );
});

test('they are data, frozen to the bottom', () => {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    assert.ok(Object.isFrozen(value) && (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype));
    Object.values(value).forEach(visit);
  };
  visit(messages);
});

test.run();
