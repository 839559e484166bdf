/** Where extensions may be used: the contexts of definitions against places in a resource. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isInContext, type Place } from '../../runtime/guard/extension-usage.ts';

/** A place: path of its type, property that has it. The outermost has no property. */
type Brief = readonly [path: string, key?: string];

const resources: ReadonlySet<string> = new Set(['Patient', 'Questionnaire', 'Observation', 'Specimen']);

function placesOf(briefs: readonly Brief[]): Place[] {
  return briefs.map(([path, key]) => ({ path, isResource: resources.has(path), key }));
}

const patient: readonly Brief[] = [['Patient']];
const contact: readonly Brief[] = [['Patient.contact', 'contact'], ...patient];
const contactName: readonly Brief[] = [['HumanName', 'name'], ...contact];
const family: readonly Brief[] = [['string', 'family'], ...contactName];
const period: readonly Brief[] = [['Period', 'period'], ...contactName];
const item: readonly Brief[] = [['Questionnaire.item', 'item'], ['Questionnaire']];
const innerItem: readonly Brief[] = [['Questionnaire.item', 'item'], ...item];
const quantity: readonly Brief[] = [['Quantity', 'valueQuantity'], ['Observation']];
const duration: readonly Brief[] = [['Duration', 'valueDuration'], ['Extension', 'extension'], ...patient];
const contained: readonly Brief[] = [['Patient', 'contained'], ['Observation']];

const rows: readonly (readonly [context: string, places: readonly Brief[], want: boolean])[] = [
  ['', patient, true],
  ['Patient', patient, true],
  ['Observation', patient, false],
  ['Patient', contact, false],
  ['Patient.contact', contact, true],
  ['Patient.contact', patient, false],
  ['HumanName', contactName, true],
  ['Patient.contact.name', contactName, true],
  ['Patient.name', contactName, false],
  ['HumanName.family', family, true],
  ['Patient.contact.name.family', family, true],
  ['string', family, true],
  ['HumanName', family, false],
  ['HumanName.given', family, false],
  ['Period', period, true],
  ['HumanName.period', period, true],
  ['Patient.contact.name.period', period, true],
  ['Patient.contact.period', period, false],
  ['Questionnaire.item', innerItem, true],
  ['Questionnaire.item.item', innerItem, true],
  ['Questionnaire.item.item', item, false],
  ['Observation.value', quantity, true],
  ['Observation.valueQuantity', quantity, true],
  ['Observation.valueString', quantity, false],
  ['Quantity', duration, true],
  ['Extension.value', duration, true],
  ['Extension', [['Extension', 'extension'], ...patient], true],
  ['Element', contact, true],
  ['Element', patient, false],
  ['Resource', patient, true],
  ['Resource', contact, false],
  ['DomainResource', patient, true],
  ['BackboneElement', contact, true],
  ['BackboneElement', contactName, false],
  ['Patient', contained, true],
  ['Observation.contained', contained, false],
  ['https://acme.example/around', [['Extension', 'extension'], ...patient], true],
  ['https://acme.example/other', [['Extension', 'extension'], ...patient], false],
];

const test = suite('places of extensions');

for (const [context, places, want] of rows) {
  test(`${context || 'no context'} on ${places.map(([path]) => path).join(' in ')}`, () => {
    const usage = { contexts: context === '' ? [] : [context], isModifier: false };
    assert.is(
      isInContext(usage, placesOf(places), () => 'https://acme.example/around'),
      want,
    );
  });
}

test('one of several contexts is enough', () => {
  const usage = { contexts: ['Observation', 'Patient'], isModifier: false };
  assert.ok(isInContext(usage, placesOf(patient), () => undefined));
});

test.run();
