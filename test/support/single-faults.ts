/** Lists the single faults that a sound value can be given, derived from its model, each with its path. */
import { restrictingSet } from '../../generator/declare/builder/parts.ts';
import type { ContentModel, ElementModel, SliceModel, TypeModel } from '../../generator/model/model.ts';
import type { Json } from './input-arbitrary.ts';
import type { ModelIndex } from './model-index.ts';

/** A fault that a copy of a value can be given. */
export interface SingleFault {
  readonly kind: 'missing' | 'wrong type' | 'null' | 'wrong code' | 'malformed' | 'unknown' | 'too many';
  /** FHIRPath of the faulty element. */
  readonly path: string;
  /** Names that lead to the change, and the new value; undefined if it is removed. */
  readonly place: readonly string[];
  readonly value: unknown;
}

/** The place of a value. */
interface At {
  readonly path: string;
  readonly place: readonly string[];
  /** Names of the surrounding slice's discriminators, from here: another value there would make it another slice. */
  readonly discriminators: readonly (readonly string[])[];
}

export class FaultFinder {
  readonly #index: ModelIndex;

  constructor(index: ModelIndex) {
    this.#index = index;
  }

  /** Returns every known single fault for a value of a content. */
  find(value: Json, content: ContentModel, root: string): SingleFault[] {
    return this.#content(value, content, { path: root, place: [], discriminators: [] });
  }

  #content(value: Json, content: ContentModel, at: At): SingleFault[] {
    const unknown: SingleFault = { kind: 'unknown', path: `${at.path}.zzz`, place: [...at.place, 'zzz'], value: 1 };
    return [unknown, ...content.elements.flatMap((element) => this.#element(value, element, at))];
  }

  #element(value: Json, element: ElementModel, at: At): SingleFault[] {
    const type = element.types.find((one) => value[one.member] !== undefined);
    if (!type || element.max === 0) return [];
    const discriminators = at.discriminators.filter(([name]) => name === element.name).map((names) => names.slice(1));
    const here: At = { path: `${at.path}.${element.name}`, place: [...at.place, type.member], discriminators };
    const own = value[type.member];
    const isFixed = discriminators.some((names) => names.length === 0);
    const inside = Array.isArray(own)
      ? own.flatMap((item, index) => this.#item(item, element, type, step(here, index)))
      : this.#item(own, element, type, here);
    return [
      ...this.#missing(value, element, type, here),
      ...this.#tooMany(own, element, here),
      ...(isFixed ? [] : inside),
    ];
  }

  /** Removes a required element, unless it is a discriminator or its parent's only element. */
  #missing(value: Json, element: ElementModel, type: TypeModel, at: At): SingleFault[] {
    const isNeeded = element.minItems > 0 && value[`_${type.member}`] === undefined;
    const others = Object.keys(value).filter((name) => name !== 'id' && name !== type.member);
    if (!isNeeded || at.discriminators.length > 0 || others.length === 0) return [];
    return [{ kind: 'missing', path: at.path, place: at.place, value: undefined }];
  }

  /** Adds one more item to a slice, or a list, that has its maximum. */
  #tooMany(own: unknown, element: ElementModel, at: At): SingleFault[] {
    if (!Array.isArray(own)) return [];
    const full = element.slices.map((slice) =>
      own.filter((item) => isIn(item, slice)).slice(0, slice.max === 1 ? 1 : 0),
    );
    const items = full.flat();
    if (element.max === own.length) items.push(own[0]);
    return items.map((item: unknown) => ({ kind: 'too many', path: at.path, place: at.place, value: [item, ...own] }));
  }

  #item(item: unknown, element: ElementModel, type: TypeModel, at: At): SingleFault[] {
    const slice = element.slices.find((one) => isIn(item, one));
    const discriminators = slice?.discriminators.map(({ path }) => path.split('.')) ?? [];
    const here = { ...at, discriminators: [...at.discriminators, ...discriminators] };
    const wrong = (kind: SingleFault['kind'], value: unknown): SingleFault => ({
      kind,
      path: at.path,
      place: at.place,
      value,
    });
    const isDiscriminated = here.discriminators.length > 0;
    const faults = isDiscriminated ? [] : [wrong('wrong type', wrongTypeFor(item)), wrong('null', null)];
    const own = slice?.type ?? type;
    const binding = slice ? slice.binding : element.binding;
    if (own.kind === 'primitive') {
      if (/^(?:date|dateTime|instant)$/.test(own.code)) faults.push(wrong('malformed', '2026-02-30T07:15:00Z'));
      const isListed = binding?.strength === 'required' && binding.valueSet?.isClosed;
      if (own.code === 'code' && (isListed || element.literals)) faults.push(wrong('wrong code', 'zzz'));
      return isDiscriminated ? [] : faults;
    }
    if (!isJson(item)) return faults;
    if (restrictingSet(own, binding) && !isDiscriminated) faults.push(wrong('wrong code', recoded(item, own)));
    const content = this.#index.contentOf(own);
    return content ? [...faults, ...this.#content(item, content, here)] : faults;
  }
}

/** Returns a copy of a value with a fault. */
export function withFault(value: unknown, fault: Pick<SingleFault, 'place' | 'value'>): unknown {
  const [name, ...place] = fault.place;
  if (name === undefined) return fault.value;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Json) }) as Json;
  const part = withFault(copy[name], { place, value: fault.value });
  if (part === undefined) delete copy[name];
  else copy[name] = part;
  return copy;
}

function step(at: At, index: number): At {
  return { ...at, path: `${at.path}[${index}]`, place: [...at.place, String(index)] };
}

function isIn(item: unknown, slice: SliceModel): boolean {
  return slice.discriminators.every(({ path, value }) => value !== undefined && has(item, path.split('.'), value));
}

function has(value: unknown, [name, ...path]: readonly string[], wanted: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => has(item, name === undefined ? [] : [name, ...path], wanted));
  if (name === undefined) return JSON.stringify(value) === JSON.stringify(wanted);
  return isJson(value) && has(value[name], path, wanted);
}

function wrongTypeFor(value: unknown): unknown {
  if (typeof value === 'string') return 7;
  return typeof value === 'object' ? 'zzz' : 'zzz';
}

/** Returns a copy with unknown codes. */
function recoded(value: Json, type: TypeModel): Json {
  if (type.code === 'Coding') return { ...value, code: 'zzz' };
  const codings = Array.isArray(value['coding']) ? (value['coding'] as Json[]) : [];
  return { ...value, coding: codings.map((coding) => ({ ...coding, code: 'zzz' })) };
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
