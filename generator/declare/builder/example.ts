import { call, entry, literal, object, type CallValue, type ValueEntry, type ValueExpression } from '../expressions.ts';
import type {
  ContentModel,
  ElementModel,
  PrimitiveType,
  SliceModel,
  StructureModel,
  TypeModel,
} from '../../model/model.ts';
import { elementOf } from '../element-of-type.ts';
import { asValueExtension } from '../extension-content.ts';
import { builderName, type PackageNames } from '../names.ts';
import { choiceKey } from './input.ts';
import { codedSet, isImplied, isNeeded, isOwnNeed, mainPart, restrictingSet, siblingSlices } from './parts.ts';

/** A definition whose parts need parts of their kind has no end. */
const mostDeep = 6;

/** What an element takes whose value does not matter, by type. */
const samples: Readonly<Record<string, unknown>> = {
  base64Binary: 'RXhhbXBsZQ==',
  date: '2026-01-31',
  dateTime: '2026-01-31T09:30:00Z',
  id: 'example',
  instant: '2026-01-31T09:30:00Z',
  oid: 'urn:oid:1.2.3',
  time: '09:30:00',
  uri: 'https://example.org/1',
  uuid: 'urn:uuid:0b3f1f6e-4a4c-4d3a-9a54-2f5d1f0a7b61',
};

/** A number of ten digits with a valid check digit (modulus 11), from a range that is never issued. */
const checkedNumber = '9990000018';

/** What is given of a type of which nothing is needed, so that it is not empty. */
const fillers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Address: { text: '1 Example Street' },
  CodeableConcept: { text: 'Example' },
  Coding: { display: 'Example' },
  ContactPoint: { value: '01632 960000' },
  HumanName: { text: 'Ada Example' },
  Identifier: { value: 'example-1' },
  Period: { start: '2026-01-31' },
  Quantity: { value: 1 },
};

/** Writes the shortest call of a builder that its types accept: what the definition needs, and nothing else. */
export class ExampleWriter {
  readonly #structure: StructureModel;
  readonly #names: PackageNames;

  constructor(structure: StructureModel, names: PackageNames) {
    this.#structure = structure;
    this.#names = names;
  }

  /** The call; undefined if nobody can say what is accepted. */
  example(): CallValue | undefined {
    const { content, fhirType } = this.#structure;
    const needed = this.#content(content, 0);
    const input = needed && isEmpty(needed) ? (this.#filler(fhirType, content) ?? needed) : needed;
    return input && call({ name: builderName(this.#structure), module: '' }, [input]);
  }

  #content(content: ContentModel, depth: number): ValueExpression | undefined {
    const value = asValueExtension(content);
    if (value) return this.#value(value.type, value.value, depth + 1);
    // No input takes the URL of an extension.
    const given = content.elements.filter(({ name }) => name !== 'url' || content.basePath !== 'Extension');
    const entries = given.flatMap((element) => this.#entries(element, content, depth + 1));
    const known = entries.filter((one) => one !== undefined);
    return known.length === entries.length ? object(known) : undefined;
  }

  #entries(element: ElementModel, content: ContentModel, depth: number): (ValueEntry | undefined)[] {
    const named = (name: string, value: ValueExpression | undefined): ValueEntry | undefined =>
      value && entry(name, value);
    const slices = [
      ...element.slices.filter(
        (slice) => isOwnNeed(slice, element) && !isImplied(slice.min, slice.type, this.#structure),
      ),
      ...siblingSlices(element).filter((slice) => slice.min > 0),
    ];
    return [
      ...slices.map((slice) => named(slice.propertyName, this.#slice(slice, depth))),
      ...(isNeeded(element, content, this.#structure) ? [named(element.name, this.#element(element, depth))] : []),
    ];
  }

  #element(element: ElementModel, depth: number): ValueExpression | undefined {
    const [type] = element.types;
    if (!type) return undefined;
    const value = this.#value(type, elementOf(type, element), depth);
    return element.isChoice ? value && object([entry(choiceKey(type, element), value)]) : value;
  }

  #slice(slice: SliceModel, depth: number): ValueExpression | undefined {
    const main = mainPart(slice);
    if (main === undefined) return this.#value(slice.type, slice, depth);
    const inside = slice.type.content ?? slice.type.inherited;
    const element = inside?.elements.find(({ name }) => name === main);
    return literal(element?.checkDigit === undefined ? 'Example' : checkedNumber);
  }

  #value(type: TypeModel, about: ElementModel | SliceModel, depth: number): ValueExpression | undefined {
    if (depth > mostDeep) return undefined;
    switch (type.kind) {
      case 'primitive':
        return 'name' in about ? this.#primitive(type, about) : undefined;
      case 'reference':
        return this.#reference(type);
      case 'resource':
        return undefined;
      case 'complex':
        return this.#complex(type, about, depth);
    }
  }

  /** A reference to an entry of the message takes the resource of the event, or what `ref` returns. */
  #reference({ targets, isBundled }: TypeModel & { kind: 'reference' }): ValueExpression {
    const [target = 'Patient', ...others] = targets;
    const isEntry = isBundled && others.length === 0 && this.#names.entriesOf(this.#structure, target).length > 0;
    if (isEntry) return call({ name: 'ref', module: '' }, [literal(`${target}/example`)]);
    return literal({ resourceType: target, id: 'example' });
  }

  #complex(
    type: TypeModel & { kind: 'complex' },
    { binding }: ElementModel | SliceModel,
    depth: number,
  ): ValueExpression | undefined {
    const set = codedSet(type, binding);
    if (set) {
      const name = this.#names.conceptsOf(set)[0]?.key;
      return name === undefined ? undefined : literal(name);
    }
    if (restrictingSet(type, binding)) return undefined;
    const content = type.content ?? type.inherited ?? this.#names.contentAt(type.home);
    const made = content && this.#content(content, depth);
    if (!content || !made) return undefined;
    return isEmpty(made) ? this.#filler(type.code, content) : made;
  }

  /** A value of a type without required elements; undefined if the profile restricts that element. */
  #filler(type: string, { elements }: ContentModel): ValueExpression | undefined {
    const filler = Object.hasOwn(fillers, type) ? fillers[type] : undefined;
    const [[name, value] = []] = Object.entries(filler ?? {});
    const element = elements.find((one) => one.name === name);
    const isFree = element?.max !== 0 && element?.fixed === undefined && element?.pattern === undefined;
    return name !== undefined && isFree ? object([entry(name, literal(value))]) : undefined;
  }

  #primitive(type: PrimitiveType, element: ElementModel): ValueExpression | undefined {
    const { binding, literals, isBeyondExtended, checkDigit } = element;
    if (isBeyondExtended) return undefined;
    if (literals && literals.length > 0) return literal(literals[0]);
    const set = type.code === 'code' && binding?.strength === 'required' ? binding.valueSet : undefined;
    const [concept] = set ? this.#names.conceptsOf(set) : [];
    if (concept) return literal(concept.code);
    if (checkDigit !== undefined) return literal(checkedNumber);
    if (type.json === 'boolean') return literal(true);
    return literal(type.json === 'number' ? 1 : (samples[type.code] ?? 'Example'));
  }
}

function isEmpty(value: ValueExpression): boolean {
  return value.kind === 'object' && value.entries.length === 0;
}
