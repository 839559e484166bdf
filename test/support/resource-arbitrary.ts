/** Random resources of every type, made from FHIR's definitions: structurally sound, with meaningless content. */
import fc from 'fast-check';
import type { BaseModel } from '../../generator/base/base-model.ts';
import type { ElementDefinition } from '../../generator/fhir/definitions.ts';

/** A number with its written form. */
export class Written {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Json = Record<string, unknown>;
type Arbitrary = fc.Arbitrary<unknown>;

/** Below this depth only primitives are made. */
const deepest = 5;
const mostElements = 4;
/** Characters that XML cannot represent, or reads differently in a narrative. */
const unfit = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/u;

const text = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    fc.constantFrom('a', ' b\t\r\n', `<&>"'`, '__proto__', ']]>', '007', '🙂'),
  )
  .filter((one) => !unfit.test(one));

const decimal = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.nat(999),
    fc.constantFrom('', '.0', '.10', '.500', 'e2', 'E-3', '.123456789012345678901234567890'),
  )
  .map((parts) => new Written(parts.join('')));

const escaped = text.map((one) => one.replace(/[&<>\r]/g, (char) => `&#${char.charCodeAt(0)};`));
const { div: xhtml } = fc.letrec<{ div: string; inner: string }>((tie) => ({
  div: fc
    .array(tie('inner'), { maxLength: 3 })
    .map((parts) => `<div xmlns="http://www.w3.org/1999/xhtml">${parts.join('')}</div>`),
  inner: fc.oneof(
    { depthSize: 'small' },
    escaped,
    fc.constantFrom('<br/>', '<br />', '<!-- a -->', '&#160;'),
    fc.array(tie('inner'), { maxLength: 2 }).map((parts) => `<p class='a "b"'\n>${parts.join('')}</p >`),
  ),
}));

export class ResourceArbitrary {
  readonly #base: BaseModel;
  readonly #types: ReadonlyMap<string, readonly ElementDefinition[]>;

  constructor(base: BaseModel) {
    this.#base = base;
    this.#types = new Map(base.definitions.map(({ name, snapshot = [] }) => [name, snapshot]));
  }

  /** All resource types that are not abstract. */
  get types(): string[] {
    const resources = this.#base.definitions.filter(({ kind, abstract }) => kind === 'resource' && !abstract);
    return resources.map(({ name }) => name);
  }

  resource(type: string, depth = 0): fc.Arbitrary<Json> {
    return this.#object(type, depth).map((members) => ({ resourceType: type, ...members }));
  }

  #object(path: string, depth: number): fc.Arbitrary<Json> {
    const [type = ''] = path.split('.');
    const all = (this.#types.get(type) ?? []).filter((one) => isChild(path, one.path) && one.max !== '0');
    const fit = depth < deepest ? all : all.filter((one) => this.#isPrimitive(one));
    return fc
      .subarray(fit, { minLength: Math.min(1, fit.length), maxLength: Math.min(mostElements, fit.length) })
      .chain((some) => fc.tuple(...some.map((element) => this.#members(element, depth))))
      .map((members) => Object.assign({}, ...members) as Json);
  }

  #isPrimitive({ types = [], contentReference }: ElementDefinition): boolean {
    return contentReference === undefined && types.every(({ code }) => this.#base.primitives[code] !== undefined);
  }

  /** Makes one element: its property and, for a primitive, its sibling. */
  #members(element: ElementDefinition, depth: number): fc.Arbitrary<Json> {
    const name = element.path.slice(element.path.lastIndexOf('.') + 1);
    if (element.contentReference !== undefined) {
      return this.#values(name, this.#object(element.contentReference.replace(/^.*#/, ''), depth + 1), element.max);
    }
    const codes = [...new Set((element.types ?? []).map(({ code }) => code))];
    return fc.constantFrom(...codes).chain((code) => {
      const member = name.endsWith('[x]') ? name.slice(0, -3) + code.charAt(0).toUpperCase() + code.slice(1) : name;
      const isAttribute = element.representation?.includes('xmlAttr') ?? false;
      if (this.#base.primitives[code] === undefined)
        return this.#values(member, this.#value(code, element, depth), element.max);
      const value = this.#primitive(code);
      if (isAttribute || code === 'xhtml') return value.map((one) => ({ [member]: one }));
      return this.#withSibling(member, value, element.max, depth);
    });
  }

  #values(name: string, value: Arbitrary, max: string | undefined): fc.Arbitrary<Json> {
    const values = max === '1' ? value : fc.array(value, { minLength: 1, maxLength: 2 });
    return values.map((one) => ({ [name]: one }));
  }

  #value(code: string, { path }: ElementDefinition, depth: number): Arbitrary {
    if (code === 'Resource')
      return fc
        .constantFrom('Basic', 'Patient', 'Bundle', 'Parameters')
        .chain((type) => this.resource(type, depth + 1));
    return this.#object(code === 'BackboneElement' || code === 'Element' ? path : code, depth + 1);
  }

  #primitive(code: string): Arbitrary {
    if (code === 'xhtml') return xhtml;
    if (code === 'decimal') return decimal;
    const type = this.#base.primitives[code]?.jsonType;
    return type === 'number' ? fc.integer() : type === 'boolean' ? fc.boolean() : text;
  }

  /** Makes a value, its sibling, or both; in lists item by item. */
  #withSibling(name: string, value: Arbitrary, max: string | undefined, depth: number): fc.Arbitrary<Json> {
    const extension = this.#object('Extension', Math.max(depth + 1, deepest - 1)).map((one) => ({
      url: 'urn:a',
      ...one,
    }));
    const beside = fc.oneof(fc.record({ id: text }), fc.record({ extension: fc.tuple(extension) }));
    const pair = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(value, fc.constant(null)) },
      { weight: 1, arbitrary: fc.tuple(value, beside) },
      { weight: 1, arbitrary: fc.tuple(fc.constant(null), beside) },
    );
    if (max === '1') return pair.map(([one, sibling]) => compact({ [name]: one, [`_${name}`]: sibling }));
    return fc.array(pair, { minLength: 1, maxLength: 3 }).map((pairs) =>
      compact({
        [name]: pairs.some(([one]) => one !== null) ? pairs.map(([one]) => one) : null,
        [`_${name}`]: pairs.some(([, sibling]) => sibling !== null) ? pairs.map(([, sibling]) => sibling) : null,
      }),
    );
  }
}

function compact(members: Json): Json {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

function isChild(parent: string, path: string): boolean {
  return path.startsWith(`${parent}.`) && !path.slice(parent.length + 1).includes('.');
}

/** Prints JSON with the written form of numbers. */
export function printJson(value: unknown): string {
  if (value instanceof Written) return value.text;
  if (Array.isArray(value)) return `[${value.map(printJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}:${printJson(part)}`)
    .join(',')}}`;
}
