import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acme, element, extension, extensionType, profile } from '../support/definitions.ts';
import { brief, elementAt, resolve, troubles } from '../support/pipeline.ts';

const url = (id: string): string => `${acme}/StructureDefinition/${id}`;

const unfolding = suite('looking inside');

unfolding('a datatype, and a datatype inside it', async () => {
  const got = await resolve([profile('a', 'Patient', [element('Patient.identifier.period.start', { min: 1 })])]);
  const root = got.root('a');
  assert.is(brief(root, 'Patient.identifier.period.start'), '1..1 dateTime');
  assert.is(brief(root, 'Patient.identifier.period.end'), '0..1 dateTime');
  assert.equal(elementAt(root, 'Patient.telecom').children, [], 'what nobody looks into stays folded');
});

unfolding('a profile on the datatype', async () => {
  const type = [{ code: 'Identifier', profile: url('badge') }];
  const got = await resolve([
    profile('badge', 'Identifier', [element('Identifier.system', { min: 1, fixedUri: 'https://acme.example/badge' })]),
    profile('a', 'Patient', [element('Patient.identifier', { type }), element('Patient.identifier.value', { min: 1 })]),
  ]);
  assert.equal(troubles(got.diagnostics), []);
  assert.is(brief(got.root('a'), 'Patient.identifier.system'), '1..1 uri');
  assert.is(elementAt(got.root('a'), 'Patient.identifier.system').fixed?.value, 'https://acme.example/badge');
});

unfolding('a profile that is not in the input is reported, and its base type used', async () => {
  const elements = [
    element('Patient.extension:x', extensionType('gone')),
    element('Patient.extension:x.url', { min: 1 }),
  ];
  const got = await resolve([profile('a', 'Patient', elements)]);
  assert.equal(troubles(got.diagnostics), ['resolve/profile-not-found Patient.extension:x']);
  assert.is(brief(got.root('a'), 'Patient.extension:x.url'), '1..1 uri');
});

unfolding('a content reference, and one inside it', async () => {
  const got = await resolve([
    profile('a', 'Questionnaire', [element('Questionnaire.item.item.item.text', { min: 1 })]),
  ]);
  const root = got.root('a');
  assert.is(brief(root, 'Questionnaire.item.item.item.text'), '1..1 string');
  assert.is(brief(root, 'Questionnaire.item.text'), '0..1 string');
  assert.is(elementAt(root, 'Questionnaire.item.item').contentReference, 'Questionnaire.item');
});

unfolding('an extension on a primitive', async () => {
  const got = await resolve([
    extension('Acme-Time-1', [element('Extension.valueDateTime')]),
    profile('a', 'Patient', [element('Patient.birthDate.extension:time', extensionType('Acme-Time-1'))]),
  ]);
  assert.equal(troubles(got.diagnostics), []);
  assert.is(brief(got.root('a'), 'Patient.birthDate.extension:time'), '0..* Extension');
});

unfolding('a definition that is part of itself', async () => {
  const elements = [
    element('Extension.extension:branch', extensionType('Acme-Tree-1')),
    element('Extension.extension:branch.extension:branch.url', { min: 1 }),
  ];
  const got = await resolve([extension('Acme-Tree-1', elements)]);
  assert.equal(troubles(got.diagnostics), []);
  assert.is(brief(got.root('Acme-Tree-1'), 'Extension.extension:branch.extension:branch.url'), '1..1 uri');
});

unfolding.run();
