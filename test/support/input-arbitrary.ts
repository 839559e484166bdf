/** Random inputs of builders, made from the model from which the builders were emitted. */
import fc from 'fast-check';
import { asValueExtension } from '../../generator/declare/extension-content.ts';
import { choiceKey } from '../../generator/declare/builder/input.ts';
import {
  codedSet,
  codingIn,
  filledIn,
  isNeeded,
  mainPart,
  siblingSlices,
} from '../../generator/declare/builder/parts.ts';
import type {
  BindingModel,
  ContentModel,
  ElementModel,
  SliceModel,
  StructureModel,
  TypeModel,
} from '../../generator/model/model.ts';
import type { ModelIndex } from './model-index.ts';

export type Json = Record<string, unknown>;
type Arbitrary = fc.Arbitrary<unknown>;

/** Below this depth only required elements are made. */
const deepest = 3;
/** Elements that a builder accepts without a profile that constrains them, and elements that guards cannot decide. */
const leftOut = new Set(['extension', 'modifierExtension', 'contained', 'implicitRules']);

const text = fc.constantFrom('a', 'Ada Thistlewood', 'é ß 🙂', 'two\nlines', ' . ');
const moment = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const dateTime = fc.oneof(
  moment,
  moment.map((one) => one.slice(0, 10)),
  moment.map((one) => one.slice(0, 7)),
);
const withDates = (texts: fc.Arbitrary<string>): Arbitrary =>
  fc.oneof({ weight: 4, arbitrary: texts }, { weight: 1, arbitrary: moment.map((one) => new Date(one)) });

const primitives: Readonly<Record<string, Arbitrary>> = {
  base64Binary: fc.constantFrom('aGkx', 'aA=='),
  boolean: fc.boolean(),
  code: fc.constantFrom('a', 'a-b'),
  date: moment.map((one) => one.slice(0, 10)),
  dateTime: withDates(dateTime),
  decimal: fc.constantFrom(0, 0.5, -3.2, 1e6),
  id: fc.constantFrom('a', 'B-1'),
  instant: withDates(moment),
  integer: fc.integer({ min: -5, max: 5 }),
  markdown: text,
  oid: fc.constant('urn:oid:1.2.3'),
  positiveInt: fc.integer({ min: 1, max: 9 }),
  string: text,
  time: fc.constantFrom('07:15:00', '23:59:59.5'),
  unsignedInt: fc.integer({ min: 0, max: 9 }),
  uri: fc.constantFrom('urn:larkspur', 'https://larkspur.example/a'),
  uuid: fc.constant('urn:uuid:0d5a7c3e-2a7b-4e0c-8a57-1b1f6c0d9e11'),
  xhtml: fc.constant('<div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div>'),
};

const system = 'https://larkspur.example/codes';
const coding = fc.record(
  { system: fc.constant(system), code: fc.constantFrom('a', 'b'), display: text },
  { requiredKeys: ['system', 'code'] },
);
const concept = fc.oneof(
  fc.record({ text }),
  fc.record({ coding: fc.oneof(coding, fc.array(coding, { minLength: 1, maxLength: 2 })), text }),
);
const period = fc.constantFrom({ start: '2026' }, { end: '2026-03-04' }, { start: '2026-03-04', end: '2026-03-05' });
const quantity = fc.record({
  value: fc.constantFrom(0, 3.2),
  unit: fc.constant('kg'),
  system: fc.constant('http://unitsofmeasure.org'),
  code: fc.constant('kg'),
});

/** Datatypes whose invariants relate their members. */
const datatypes: Readonly<Record<string, Arbitrary>> = {
  Period: period,
  Quantity: quantity,
  Duration: fc.constant({ value: 5, unit: 'min', system: 'http://unitsofmeasure.org', code: 'min' }),
  Narrative: fc.constant({ status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div>' }),
  Address: fc.record(
    { use: fc.constant('work'), line: fc.oneof(text, fc.array(text, { minLength: 1 })), city: text, period },
    { requiredKeys: ['city'] },
  ),
  ContactPoint: fc.record({ system: fc.constantFrom('phone', 'url'), value: text, use: fc.constant('work') }),
  Age: fc.constant({ value: 5, unit: 'a', system: 'http://unitsofmeasure.org', code: 'a' }),
  Count: fc.constant({ value: 5, system: 'http://unitsofmeasure.org', code: '1' }),
  Money: fc.constant({ value: 5.5, system: 'urn:iso:std:iso:4217', code: 'GBP' }),
  Range: fc.constantFrom({ low: { value: 1 } }, { low: { value: 1 }, high: { value: 2 } }),
  Ratio: fc.constant({ numerator: { value: 1 }, denominator: { value: 2 } }),
  SampledData: fc.constant({ origin: { value: 1 }, period: 10, dimensions: 1, data: '1 2 E' }),
  Attachment: fc.constantFrom({ contentType: 'text/plain', data: 'aGkx' }, { url: 'https://larkspur.example/a' }),
  Timing: fc.constantFrom({ event: '2026' }, { repeat: { count: 2, frequency: 1, period: 1, periodUnit: 'd' } }),
  Signature: fc.constant({ type: { system, code: 'a' }, when: '2026-03-04T07:15:00Z', who: { uri: 'urn:a' } }),
};

/** Elements that an invariant requires, alone or with others, by element id. */
const always = new Set(['Extension.value[x]', 'Organization.name', 'Observation.referenceRange.text']);
const never = new Set([
  'Quantity.code',
  'Observation.dataAbsentReason',
  'Observation.component.dataAbsentReason',
  'Immunization.explanation.reasonNotGiven',
  'CarePlan.activity.detail',
  'FamilyMemberHistory.age[x]',
  'FamilyMemberHistory.notDoneReason',
  'List.emptyReason',
  'Questionnaire.item.enableWhen',
  'Questionnaire.item.initial[x]',
  'Questionnaire.item.option',
]);

const only: Readonly<Record<string, Arbitrary>> = {
  'Immunization.notGiven': fc.constant(false),
  'Subscription.contact.value': fc.constant('https://directory.spineservices.nhs.uk/STU3/Organization/Z99901'),
  'Subscription.channel.endpoint': fc.constant('Z99901OT001'),
  'Subscription.criteria': fc.constant('/Bundle?type=message&MessageHeader.event=vaccinations-1'),
};

/** What a value of a type says nothing without. */
const keys: Readonly<Record<string, string>> = { Coding: 'code', Identifier: 'value' };

const placeCode = fc.constantFrom('Z99901', 'Z9H02');
const nhsNumber = fc.constantFrom('9990000018', '9990000026', '9990000034');

/** Makes inputs. */
export class InputArbitrary {
  readonly #index: ModelIndex;

  constructor(index: ModelIndex) {
    this.#index = index;
  }

  /** Makes the input of a structure's builder. */
  input(structure: StructureModel): Arbitrary {
    const extension = structure.role === 'profile' ? asValueExtension(structure.content) : undefined;
    if (extension) return this.#type(extension.type, extension.value, 0);
    return this.#content(structure.content, structure, 0);
  }

  #content(content: ContentModel, structure: StructureModel, depth: number): Arbitrary {
    const members: Record<string, Arbitrary> = {};
    const needed: string[] = [];
    const add = (name: string, isNeededHere: boolean, make: () => Arbitrary): void => {
      if (!isNeededHere && depth >= deepest) return;
      members[name] = make();
      if (isNeededHere) needed.push(name);
    };
    for (const element of content.elements) {
      for (const slice of [...element.slices, ...siblingSlices(element)])
        add(slice.propertyName, slice.min > 0, () => this.#slice(slice, structure, depth + 1));
      const isOpen = element.max > 0 && !leftOut.has(element.name) && element.slices.length === 0;
      const isAsked =
        isNeeded(element, content, structure) || always.has(element.id) || keys[content.basePath] === element.name;
      if (isOpen && filledIn(element) === undefined && !isUrl(content, element) && !never.has(element.id))
        add(element.name, isAsked, () => this.#element(element, structure, depth + 1));
    }
    const isFilledIn = content.elements.some((element) => element.min > 0 && filledIn(element) !== undefined);
    if (!isFilledIn && Object.keys(members).every((name) => name === 'id')) {
      const simplest = content.elements.find(({ name, types }) => name !== 'id' && types[0]?.kind === 'primitive');
      if (simplest) add(simplest.name, true, () => this.#element(simplest, structure, depth + 1));
    }
    // An id alone is no content, unless something else is filled in.
    const isSomething = (input: object): boolean => isFilledIn || Object.keys(input).some((name) => name !== 'id');
    return fc.record(members, { requiredKeys: needed }).filter(isSomething);
  }

  #slice(slice: SliceModel, structure: StructureModel, depth: number): Arbitrary {
    const main = mainPart(slice);
    const whole = this.#coded(slice, () => this.#value(slice.type, structure, depth));
    const alone = slice.type.content?.elements.find(({ name }) => name === main)?.codeForm ? placeCode : text;
    const item = main === undefined ? whole : fc.oneof(main === 'code' ? fc.constant('a') : alone, whole);
    return slice.max > 1 ? oneOrMany(item, slice.min) : item;
  }

  #element(element: ElementModel, structure: StructureModel, depth: number): Arbitrary {
    const own = only[element.id];
    if (own) return own;
    const types = element.types.map((type): [TypeModel, Arbitrary] => [
      type,
      this.#type(type, element, depth, structure),
    ]);
    if (element.isChoice)
      return fc.oneof(...types.map(([type, value]) => value.map((one) => ({ [choiceKey(type, element)]: one }))));
    const item = types[0]?.[1] ?? text;
    return element.isList && element.max > 1 ? oneOrMany(item, element.min) : item;
  }

  #type(type: TypeModel, element: ElementModel, depth: number, structure?: StructureModel): Arbitrary {
    if (type.kind === 'primitive') return this.#primitive(type.code, element);
    const owner = structure ?? this.#index.structures[0]!;
    const units = element.binding?.strength === 'required' ? element.binding.valueSet : undefined;
    if (type.code === 'Quantity' && units && !isCodeFixed(type.content)) {
      const unit = fc.constantFrom(...this.#index.concepts(units));
      return unit.map((one) => ({ value: 1, unit: one.code, system: one.system ?? '', code: one.code }));
    }
    return this.#coded({ type, binding: element.binding }, () => this.#value(type, owner, depth));
  }

  #primitive(code: string, element: ElementModel): Arbitrary {
    const set = element.binding?.valueSet;
    if (element.checkDigit) return nhsNumber;
    if (element.codeForm) return placeCode;
    if (element.name === 'id') return fc.constantFrom('a', 'B-1');
    if (element.literals && element.literals.length > 0) return fc.constantFrom(...element.literals);
    if (code === 'code' && element.binding?.maximum) return fc.constantFrom('en', 'pl-PL');
    if (code === 'code' && set && element.binding?.strength === 'required')
      return fc.constantFrom(...this.#index.concepts(set).map((one) => one.code));
    return primitives[code] ?? text;
  }

  #value(type: TypeModel, structure: StructureModel, depth: number): Arbitrary {
    if (type.kind === 'reference') {
      const targets = type.targets.length > 0 ? type.targets : ['Patient'];
      return fc
        .constantFrom(...targets)
        .chain((target) =>
          fc.constantFrom(
            { reference: `${target}/a` },
            { resourceType: target, id: 'a' },
            { reference: 'urn:uuid:0d5a7c3e-2a7b-4e0c-8a57-1b1f6c0d9e11' },
          ),
        );
    }
    const content = this.#index.contentOf(type);
    const extension = content && asValueExtension(content);
    if (extension) return this.#type(extension.type, extension.value, depth, structure);
    const own = type.content ? undefined : datatypes[type.code];
    if (own) return own;
    if (!content) throw new Error(`nothing is known of ${type.code}`);
    return this.#content(content, structure, depth);
  }

  /** Makes a coded value: the name of its constant, the constant, or a full value. */
  #coded(
    { type, binding }: { type: TypeModel; binding?: BindingModel | undefined },
    whole: () => Arbitrary,
  ): Arbitrary {
    if (type.code !== 'Coding' && type.code !== 'CodeableConcept') return whole();
    const set = codedSet(type, binding);
    const ways: Arbitrary[] = set ? [fc.constantFrom(...this.#index.concepts(set).map((one) => one.key))] : [];
    if (binding?.maximum) {
      const language = { system: 'urn:ietf:bcp:47', code: 'pl' };
      return fc.oneof(...ways, fc.constant(type.code === 'Coding' ? language : { coding: language }));
    }
    const listed = binding?.valueSet && binding.strength === 'required' ? this.#index.concepts(binding.valueSet) : [];
    const needsDisplay = codingIn(type)?.elements.some((element) => element.name === 'display' && element.min > 0);
    const constants = listed
      .filter((one) => !isCodeFixed(codingIn(type)) && (one.display !== undefined || needsDisplay !== true))
      .map(({ key, ...constant }) => (key === '' ? {} : constant));
    if (constants.length > 0) {
      const constant = fc.constantFrom(...constants);
      ways.push(constant, ...(type.code === 'Coding' ? [] : [constant.map((one) => ({ coding: one }))]));
    } else if (binding?.systems && !isSystemFixed(codingIn(type))) {
      const of = fc.constantFrom(...binding.systems).map((one) => ({ system: one, code: 'a', display: 'A' }));
      ways.push(of, ...(type.code === 'Coding' ? [] : [of.map((one) => ({ coding: one }))]));
    } else if (type.content) ways.push(binding?.strength === 'required' ? whole().filter(isCoded) : whole());
    else if (binding?.strength === 'required') ways.push(coding);
    else ways.push(...(type.code === 'Coding' ? [coding] : [coding, concept]));
    return fc.oneof(...ways);
  }
}

function isCodeFixed(content: ContentModel | undefined): boolean {
  return isFixed(content, 'code');
}

function isSystemFixed(content: ContentModel | undefined): boolean {
  return isFixed(content, 'system');
}

function isFixed(content: ContentModel | undefined, name: string): boolean {
  return content?.elements.some((element) => element.name === name && filledIn(element) !== undefined) ?? false;
}

/** Returns whether there is a code; if one is required, text alone is not enough. */
function isCoded(input: unknown): boolean {
  return Object.keys(input as object).some((name) => name !== 'id' && name !== 'text');
}

function isUrl(content: ContentModel, element: ElementModel): boolean {
  return content.basePath === 'Extension' && element.name === 'url';
}

function oneOrMany(item: Arbitrary, min: number): Arbitrary {
  return fc.oneof(item, fc.array(item, { minLength: Math.max(min, 1), maxLength: 2 }));
}
