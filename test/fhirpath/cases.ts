import type { ElementDefinition } from '../../generator/fhir/definitions.ts';
import type { Json } from '../../runtime/fhirpath/env.ts';
import { base, references, type Place } from './compiled.ts';

/** A random source that gives the same numbers in every run. */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Elements by the path of their parent. */
const children = new Map<string, ElementDefinition[]>();
const kinds = new Map<string, string>();

for (const definition of base.definitions) {
  if (definition.derivation === 'constraint') continue;
  kinds.set(definition.name, definition.kind);
  for (const element of definition.snapshot ?? []) {
    const parent = element.path.slice(0, Math.max(0, element.path.lastIndexOf('.')));
    children.set(parent, [...(children.get(parent) ?? []), element]);
  }
}

const deepest = 6;
const extension = { url: 'http://example.org/extension', valueString: 'a' };

/** Makes elements in which what an expression speaks of is there or not, with the values it speaks of or others. */
export class Maker {
  readonly #random: Random;
  readonly #names: ReadonlySet<string>;
  readonly #texts: readonly string[];
  readonly #numbers: readonly number[];
  readonly #mixed: boolean;
  /** How often an element that is spoken of is there. */
  #likely = 0.5;

  /** `more` are names of elements that have to be there for the expression to find anything. */
  constructor(expression: string, random: Random, more: readonly string[] = []) {
    this.#random = random;
    this.#names = new Set([...(expression.replace(/'[^']*'/g, '').match(/[A-Za-z]\w*/g) ?? []), ...more]);
    this.#texts = [...expression.matchAll(/'([^']*)'/g)].map(([, text = '']) => text);
    this.#numbers = (expression.match(/(?<![\w.])\d+/g) ?? []).map(Number);
    // Whether ids and extensions of primitives count as part of their value is a known difference.
    this.#mixed = !/isDistinct|!=|path =|url =/.test(expression);
  }

  /** A place for an invariant at a path: in a resource of that type, or in a datatype with a resource around it. */
  place(path: string): Place & { readonly parent: Json; readonly name: string } {
    const [root = '', ...steps] = path.split('.');
    this.#likely = this.#pick([0.1, 0.5, 0.9]);
    const top = this.#make(root, 0, steps[0]);
    const resource = kinds.get(root) === 'resource' ? top : this.#make('Patient', 1, 'contained');
    return { ...this.#descend(top, root, steps), resource };
  }

  #descend(
    top: Json,
    root: string,
    steps: readonly string[],
  ): { value: Json; sibling?: Json; parent: Json; name: string } {
    let found: { value: Json; sibling?: Json; parent: Json; name: string } = {
      value: top,
      parent: undefined,
      name: root,
    };
    steps.forEach((step, index) => {
      const name = step.replace('[x]', '');
      const parent = found.value ?? {};
      const key = step === name ? name : (Object.keys(parent).find((each) => each.startsWith(name)) ?? name);
      const path = [root, ...steps.slice(0, index + 1)].join('.');
      if (parent[key] === undefined && parent[`_${key}`] === undefined)
        this.#fill(parent, this.#elementAt(path), index + 1, steps[index + 1]);
      const at = Object.keys(parent).find((each) => each === key || (step !== name && each.startsWith(name))) ?? key;
      found = { value: first(parent[at]), sibling: first(parent[`_${at}`]), parent, name };
    });
    return found;
  }

  #elementAt(path: string): ElementDefinition {
    const parent = path.slice(0, path.lastIndexOf('.'));
    const element = children.get(parent)?.find((each) => each.path === path);
    if (element === undefined) throw new Error(`no element ${path}`);
    return element;
  }

  #make(type: string, depth: number, wanted?: string): Json {
    if (kinds.get(type) === 'primitive-type') return this.#primitive(type);
    if (type === 'Resource') return this.#make(this.#pick(['Patient', 'Observation', 'Organization']), depth + 1);
    const usual = this.#names.size > 0 ? this.#usual(type) : undefined;
    if (usual !== undefined && wanted === undefined && depth > 0) return usual;
    const made: Json = kinds.get(type) === 'resource' ? { resourceType: type } : {};
    for (const element of children.get(type) ?? []) {
      const name = nameOf(element);
      const isNamed = this.#names.has(name) && (depth < deepest || !isDeep(element));
      const isWanted = wanted !== undefined && wanted.replace('[x]', '') === name;
      if ((element.min ?? 0) > 0 || isWanted || (isNamed && this.#random() < this.#likely))
        this.#fill(made, element, depth + 1);
    }
    if (Object.keys(made).every((key) => key === 'id')) made.extension = [extension];
    return made;
  }

  /** Datatypes that say something as a whole. */
  #usual(type: string): Json {
    if (type === 'Reference' && !this.#names.has('startsWith'))
      return { reference: this.#pick([...references, '#a', '#b']) };
    if (type === 'Extension' && !this.#names.has('extension')) return extension;
    if (type === 'CodeableConcept') return { text: this.#pick(['a', 'b']) };
    if (type === 'Quantity' && !this.#names.has('value')) return this.#quantity();
    return undefined;
  }

  #quantity(): Json {
    return { value: this.#number(), system: 'http://unitsofmeasure.org', code: this.#pick(['mg', 'mg', '%']) };
  }

  #fill(holder: Json, element: ElementDefinition, depth: number, wanted?: string): void {
    const options = element.contentReference ?? (children.has(element.path) ? element.path : undefined);
    const type = options ?? this.#pick(this.#typesOf(element));
    const name = nameOf(element);
    const key = element.path.endsWith('[x]') ? name + type.charAt(0).toUpperCase() + type.slice(1) : name;
    const isList = element.max !== '1';
    if (kinds.get(type) === 'primitive-type' && type !== 'xhtml') this.#fillPrimitive(holder, key, type, isList);
    else holder[key] = isList ? this.#times(() => this.#make(type, depth, wanted)) : this.#make(type, depth, wanted);
  }

  #typesOf(element: ElementDefinition): readonly string[] {
    const codes = [...new Set((element.types ?? []).map(({ code }) => code))].filter((code) => code !== 'time');
    const named = codes.filter((code) => this.#names.has(code));
    return this.#random() < 0.5 && named.length > 0 ? named : codes;
  }

  #fillPrimitive(holder: Json, key: string, type: string, isList: boolean): void {
    const items = isList ? this.#times(() => this.#primitiveItem(type)) : [this.#primitiveItem(type)];
    const values = items.map(({ value }) => value ?? null);
    const siblings = items.map(({ sibling }) => sibling ?? null);
    if (values.some((value) => value !== null)) holder[key] = isList ? values : values[0];
    if (siblings.some((sibling) => sibling !== null)) holder[`_${key}`] = isList ? siblings : siblings[0];
  }

  #primitiveItem(type: string): { value?: Json; sibling?: Json } {
    const chance = this.#random();
    if (chance < 0.03) return { sibling: { id: 'p' } };
    if (chance < 0.12) return { sibling: { extension: [extension] } };
    if (chance < 0.15 && this.#mixed) return { value: this.#primitive(type), sibling: { id: 'p' } };
    return { value: this.#primitive(type) };
  }

  #primitive(type: string): Json {
    switch (type) {
      case 'boolean':
        return this.#random() < 0.5;
      case 'decimal':
        return this.#pick([this.#number(), 0.5, 1.5]);
      case 'integer':
      case 'unsignedInt':
      case 'positiveInt':
        return this.#number();
      case 'date':
        return this.#pick(['2019', '2020', '2020-05', '2020-05-04']);
      case 'dateTime':
        return this.#pick([
          '2019',
          '2020',
          '2020-05',
          '2020-05-04',
          '2020-05-04T10:00:00Z',
          '2020-05-04T12:30:00+02:00',
        ]);
      case 'instant':
        return this.#pick(['2020-05-04T10:00:00Z', '2020-05-04T12:30:00+02:00']);
      case 'xhtml':
        return this.#pick(divs);
      default:
        return this.#text();
    }
  }

  #number(): number {
    return this.#pick([-1, 0, 1, 2, 101, ...this.#numbers, ...this.#numbers]);
  }

  /** Of what the expression names, alone or with something added. */
  #text(): string {
    const known = this.#texts.length > 0 && this.#random() < 0.65;
    if (known) return this.#pick(this.#texts.flatMap((text) => [text, text, `${text}1`, `x${text}x`]));
    return this.#pick([
      'a',
      'a',
      'b',
      '#a',
      '#b',
      '-1',
      '0',
      '1',
      'Patient',
      'Patient.name',
      'http://unitsofmeasure.org',
      'StructureDefinition',
    ]);
  }

  #times<T>(make: () => T): T[] {
    const count = this.#pick([1, 1, 2, 3]);
    return Array.from({ length: count }, make);
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }
}

const xhtml = 'xmlns="http://www.w3.org/1999/xhtml"';
const divs: readonly string[] = [
  `<div ${xhtml}>Larkspur Lane</div>`,
  `<div ${xhtml}><p class="a">One &amp; two</p><img src="a.png" alt="b"/></div>`,
  `<div ${xhtml}><script>x</script></div>`,
  `<div ${xhtml}><p onclick="x">One</p></div>`,
  `<div ${xhtml}> </div>`,
];

function nameOf(element: ElementDefinition): string {
  return element.path.slice(element.path.lastIndexOf('.') + 1).replace('[x]', '');
}

function isDeep(element: ElementDefinition): boolean {
  return (
    element.contentReference !== undefined || ['contained', 'extension', 'modifierExtension'].includes(nameOf(element))
  );
}

function first(value: Json): Json {
  return Array.isArray(value) ? value[0] : value;
}
