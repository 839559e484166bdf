/** Gathers the resources of a message. */
import type { Resource } from 'fhir/r3.js';
import { InputError } from '../core/errors.js';
import { isUuid, newUuid, idOf, type IdOptions } from '../core/ids.js';
import { isObject, itemsOf, isSame, type Properties } from '../core/json.js';
import { members } from '../core/plain.js';
import { isUrn, resourceOf } from '../core/references.js';
import type { Places } from './message-places.js';

/** A resource of the message, and the id that it goes by there. */
export interface Collected {
  readonly resource: Properties;
  readonly id: string;
  readonly path: string;
}

/** Gathers resources, and all that references of theirs lead to: each once, in the order in which they are met. */
export class Collector {
  readonly #options: IdOptions;
  readonly #places: Places;
  readonly #byKey = new Map<string, Collected>();
  /** Ids in the message, by what a reference may say. */
  readonly #byText = new Map<string, string>();
  readonly #ids: Map<object, string>;
  readonly #followed = new Set<object>();

  constructor(options: IdOptions, places: Places, ids = new Map<object, string>()) {
    this.#options = options;
    this.#places = places;
    this.#ids = ids;
  }

  /** An empty one that gives resources the ids that this one gave them. */
  startAgain(): Collector {
    return new Collector(this.#options, this.#places, this.#ids);
  }

  all(): Collected[] {
    return [...this.#byKey.values()];
  }

  /** Adds a resource that is known by where it was given, wherever else it is met. */
  addGiven(resource: Properties, path: string): void {
    if (!this.#places.has(resource)) this.#places.set(resource, path);
    this.add(resource, path);
  }

  add(resource: Properties, met: string): void {
    const path = this.placeOf(resource, met);
    const id = this.idOf(resource);
    const key = keyOf(resource, id);
    const known = this.#byKey.get(key);
    if (known) return refuseOther(known, resource, path);
    this.#byKey.set(key, { resource, id, path });
    this.#byText.set(`urn:uuid:${id}`, id);
    this.#byText.set(keyOf(resource, resource['id']), id);
    this.#inside(resource, path);
  }

  /** The id in the message: that of the resource where it is a UUID, else one that is made for it. */
  idOf(resource: Properties): string {
    const known = this.#ids.get(resource);
    if (known !== undefined) return known;
    const given = idOf(resource as unknown as Resource, this.#options);
    // Two objects with one type and id are one resource.
    const id = isUuid(given) ? given : (this.#byText.get(keyOf(resource, given)) ?? newUuid(this.#options));
    this.#ids.set(resource, id);
    return id;
  }

  /** The address in the message of what a reference leads to; undefined where that is not in the message. */
  addressOf(reference: Properties): string | undefined {
    const target = resourceOf(reference) as unknown as Properties | undefined;
    if (target && this.#byKey.has(keyOf(target, this.idOf(target)))) return `urn:uuid:${this.idOf(target)}`;
    const text = String(reference['reference']);
    const id = this.#byText.get(isUrn(text) ? text.toLowerCase() : text);
    return id === undefined ? undefined : `urn:uuid:${id}`;
  }

  /** Adds what a value is, or leads to. */
  follow(value: unknown, path: string): void {
    if (Array.isArray(value)) value.forEach((item, index) => this.follow(item, `${path}[${index}]`));
    if (!isObject(value) || this.#followed.has(value)) return;
    this.#followed.add(value);
    const target = resourceOf(value) as unknown as Properties | undefined;
    if (typeof value['resourceType'] === 'string') this.add(value, path);
    else if (target) this.add(target, path);
    else this.#inside(value, this.placeOf(value, path));
  }

  /** Where a value was given; `path` where that is not known otherwise. */
  placeOf(value: object, path: string): string {
    return this.#places.get(value) ?? path;
  }

  #inside(value: Properties, path: string): void {
    for (const [name, part] of members(value, path))
      if (name === 'contained') this.#insideContained(part, `${path}.contained`);
      else this.follow(part, `${path}.${name}`);
  }

  /** What is contained is no entry, and what it leads to is. */
  #insideContained(contained: unknown, path: string): void {
    itemsOf(contained).forEach((item, index) => {
      if (!isObject(item) || this.#followed.has(item)) return;
      this.#followed.add(item);
      this.#inside(item, `${path}[${index}]`);
    });
  }
}

function keyOf(resource: Properties, id: unknown): string {
  return `${String(resource['resourceType'])}/${String(id)}`;
}

/** The same resource may be given twice; another one under its id would be lost. */
function refuseOther(known: Collected, resource: Properties, path: string): void {
  if (isSame(known.resource, resource)) return;
  const rule = `has the same id as ${known.path} but different content`;
  throw new InputError(path, undefined, rule);
}
