/** Plans the entries of a message: which resources it has, and what each has to be. */
import type { Registry } from '../check.js';
import { layersIn } from '../guard/link-values.js';
import { MANY, type Layer } from '../guard/node.js';
import { layersOf, type FollowedRules, type SliceRules, type TypeRules } from '../guard/rules.js';
import type { EntryPart, MessageParts } from '../message/message-parts.js';
import type { KindRules } from '../message/message-rules.js';
import { hasProfiles, type Link } from './links.js';

/** An entry of a message. */
export interface EntryPlan {
  /** Name under which the builder of the message takes it: `patient`. */
  readonly name: string;
  readonly type: TypeRules;
  readonly layers: readonly Layer[];
  /** Canonical URL of the profile that it claims. */
  readonly claim: string | undefined;
  /** Canonical URLs of all profiles that it keeps. */
  readonly profiles: readonly string[];
  readonly part: EntryPart | undefined;
  readonly isOptional: boolean;
}

/** How many entries a part of a message has. */
export interface Count {
  readonly min: number;
  readonly max: number;
}

/** What the entries of a kind of message may be. */
export class EntryPlanner {
  readonly #registry: Registry;
  readonly #kind: KindRules;
  readonly #slices: readonly SliceRules[];
  readonly #parts: ReadonlyMap<string, EntryPart>;

  constructor(registry: Registry, kind: KindRules, parts: ReadonlyMap<string, EntryPart>) {
    this.#registry = registry;
    this.#kind = kind;
    this.#parts = parts;
    const layers = registry.profiles.get(kind.profile)?.layers ?? layersOf(kind.rules);
    this.#slices = layers.flatMap(({ content }) => content.elements?.['entry']?.slicing?.slices ?? []);
  }

  get names(): readonly string[] {
    return [...this.#parts.keys()];
  }

  /** Returns how many entries have a name. A slice whose entries all have roles has no others. */
  countOf(name: string): Count {
    const role = this.#kind.roles.find((one) => one.name === name);
    if (role) return role;
    const slice = this.#slices.find((one) => one.name === name);
    if (!slice) return { min: 0, max: 1 };
    const { min = 0, max = MANY } = slice;
    const roles = this.#kind.roles.filter((one) => one.slice === name);
    return roles.length > 0 ? { min: 0, max: 0 } : { min, max };
  }

  /** Returns the slices whose entries have roles: how many entries they need, and the names of the roles. */
  get shared(): readonly { readonly name: string; readonly min: number; readonly roles: readonly string[] }[] {
    return this.#slices.flatMap(({ name, min = 0 }) => {
      const roles = this.#kind.roles.filter(({ slice }) => slice === name).map((role) => role.name);
      return roles.length > 0 && min > 0 ? [{ name, min, roles }] : [];
    });
  }

  /** Returns the entry of a name. */
  entryOf(name: string, isOptional: boolean): EntryPlan | undefined {
    const part = this.#parts.get(name);
    if (!part) return undefined;
    const role = this.#kind.roles.find((one) => one.name === name);
    const claim = part.shape?.parts().profile;
    return this.#entry(name, part.type, claim, role?.rules, part, isOptional);
  }

  /** Returns the header. */
  header({ header }: MessageParts): EntryPlan | undefined {
    return this.#entry('header', 'MessageHeader', header.parts().profile, undefined, undefined, false);
  }

  /** Returns an entry that is there because a reference leads to it; undefined if no slice takes it. */
  entryFor(type: string, link: Link): EntryPlan | undefined {
    const slice = this.#slices.find((one) => one.is === type);
    const part = [...this.#parts].find(([, one]) => {
      const claim = one.shape?.parts().profile;
      return one.type === type && hasProfiles(type, this.#chain(claim), link);
    });
    if (!slice && !part) return undefined;
    const wanted = link.profiles.flat().find((url) => this.#registry.profiles.get(url)?.type.elements.path === type);
    const claim = part?.[1].shape?.parts().profile ?? wanted;
    return this.#entry(`other ${type}`, type, claim, undefined, undefined, true);
  }

  #entry(
    name: string,
    typeName: string,
    claim: string | undefined,
    added: FollowedRules | undefined,
    part: EntryPart | undefined,
    isOptional: boolean,
  ): EntryPlan | undefined {
    const type = this.#registry.types.get(typeName);
    if (!type) return undefined;
    const slice = this.#slices.find(({ is }) => is === typeName)?.inside?.elements?.['resource'];
    const profile = claim === undefined ? undefined : this.#registry.profiles.get(claim);
    const own = profile ? profile.layers.map(({ content }) => content) : [];
    const role = added ? layersOf(added).map(({ content }) => content) : [];
    const layers = [...new Set([...own, ...(slice ? layersIn(slice) : []), ...role])];
    return { name, type, layers, claim, profiles: this.#chain(claim), part, isOptional };
  }

  /** Returns the canonical URLs of a profile and of those that it constrains. */
  #chain(claim: string | undefined): readonly string[] {
    const profile = claim === undefined ? undefined : this.#registry.profiles.get(claim);
    return profile ? profile.layers.map((layer) => layer.profile) : [];
  }
}
