import type { Member, TypeKind, TypeLookup } from './type-lookup.ts';

/** The part of a StructureDefinition that the look-up uses. */
export interface TypeDefinition {
  readonly name: string;
  readonly kind: string;
  readonly abstract: boolean;
  readonly derivation?: string;
  readonly baseDefinition?: string;
  readonly snapshot?: readonly TypeElement[];
}

/** The part of an ElementDefinition that the look-up uses. */
export interface TypeElement {
  readonly path: string;
  readonly min?: number;
  readonly max?: string;
  readonly types?: readonly { readonly code: string }[];
  readonly contentReference?: string;
}

const kinds: Readonly<Record<string, TypeKind>> = {
  'primitive-type': 'primitive',
  'complex-type': 'complex',
  resource: 'resource',
};

/**
 * Builds the types of a release from its definitions: primitive types, datatypes and resources, with snapshots. Ignores
 * profiles.
 */
export function buildTypeLookup(definitions: readonly TypeDefinition[]): TypeLookup {
  return new Types(definitions.filter((definition) => definition.derivation !== 'constraint'));
}

class Types implements TypeLookup {
  readonly #definitions: ReadonlyMap<string, TypeDefinition>;
  /** Elements by the path of their parent. */
  readonly #children = new Map<string, TypeElement[]>();
  readonly #members = new Map<string, readonly Member[]>();

  constructor(definitions: readonly TypeDefinition[]) {
    this.#definitions = new Map(definitions.map((definition) => [definition.name, definition]));
    for (const element of definitions.flatMap(({ snapshot = [] }) => snapshot)) {
      const parent = element.path.slice(0, Math.max(0, element.path.lastIndexOf('.')));
      const siblings = this.#children.get(parent);
      if (siblings) siblings.push(element);
      else this.#children.set(parent, [element]);
    }
  }

  kindOf(type: string): TypeKind | undefined {
    const definition = this.#definitions.get(type);
    if (definition) return kinds[definition.kind];
    return type.includes('.') && this.#children.has(type) ? 'complex' : undefined;
  }

  isA(type: string, ancestor: string): boolean {
    for (let at: string | undefined = type; at !== undefined; at = this.#parentOf(at)) if (at === ancestor) return true;
    return false;
  }

  /** Returns the parent of a type; a part of a type is an Element. */
  #parentOf(type: string): string | undefined {
    const definition = this.#definitions.get(type);
    if (definition) return definition.baseDefinition?.replace(/.*\//, '');
    return type.includes('.') ? 'Element' : undefined;
  }

  membersOf(type: string, name: string): readonly Member[] {
    const key = `${type}.${name}`;
    const known = this.#members.get(key) ?? this.#findMembers(type, name);
    this.#members.set(key, known);
    return known;
  }

  #findMembers(type: string, name: string): readonly Member[] {
    const found = this.#concrete(type).flatMap((concrete) => this.#memberOf(concrete, name));
    return [...new Map(found.map((member) => [JSON.stringify(member), member])).values()];
  }

  #memberOf(type: string, name: string): readonly Member[] {
    if (this.kindOf(type) === 'primitive') return this.#primitiveMember(name);
    const element = this.#children.get(type)?.find(({ path }) => nameIn(path) === name);
    return element === undefined ? this.#memberOfChoice(type, name) : [this.#toMember(element)];
  }

  /**
   * Returns one type of a choice, by the name of its property. FHIRPath has no such name, but published invariants use
   * it, and other validators, which find elements by their names in the text, evaluate it.
   */
  #memberOfChoice(type: string, name: string): readonly Member[] {
    const properties = this.#choiceProperties(type).filter((property) => property.name === name);
    return properties.length === 0 ? [] : [{ properties, isChoice: false, isList: false, isRequired: false }];
  }

  #choiceProperties(type: string): readonly Member['properties'][number][] {
    const choices = (this.#children.get(type) ?? []).filter(({ path }) => path.endsWith('[x]'));
    return choices.flatMap((element) => this.#toMember(element).properties);
  }

  /** Returns the member of a primitive type. Its `value` is the primitive itself, and no element. */
  #primitiveMember(name: string): readonly Member[] {
    const element = this.#children.get('Element')?.find(({ path }) => nameIn(path) === name);
    return element === undefined ? [] : [this.#toMember(element)];
  }

  #toMember(element: TypeElement): Member {
    const name = nameIn(element.path);
    const isChoice = element.path.endsWith('[x]');
    const types = this.#typesOf(element);
    return {
      properties: types.map((type) => ({
        name: isChoice ? name + type.charAt(0).toUpperCase() + type.slice(1) : name,
        type,
      })),
      isChoice,
      isList: element.max !== undefined && element.max !== '0' && element.max !== '1',
      isRequired: (element.min ?? 0) > 0,
    };
  }

  #typesOf(element: TypeElement): readonly string[] {
    if (element.contentReference !== undefined) return [element.contentReference];
    if (this.#children.has(element.path)) return [element.path];
    return [...new Set((element.types ?? []).map(({ code }) => code))];
  }

  /** Returns the resources that an abstract resource stands for; all types for `*`; any other type itself. */
  #concrete(type: string): readonly string[] {
    if (type === '*') return [...this.#children.keys()];
    if (!(this.#definitions.get(type)?.kind === 'resource' && this.#definitions.get(type)?.abstract)) return [type];
    return [...this.#definitions.values()]
      .filter(({ name, kind, abstract }) => kind === 'resource' && !abstract && this.isA(name, type))
      .map(({ name }) => name);
  }

  childTypesOf(type: string): readonly string[] {
    const elements = this.#concrete(type).flatMap((concrete) => this.#children.get(concrete) ?? []);
    return [...new Set(elements.flatMap((element) => this.#typesOf(element)))];
  }

  typesAt(path: string): readonly string[] {
    const [root = '', ...steps] = path.split('.');
    if (this.kindOf(root) === undefined) return [];
    return steps.reduce<readonly string[]>(
      (types, step) => [...new Set(types.flatMap((type) => this.#step(type, step)))],
      [root],
    );
  }

  /** Resolves a step, which names an element or one type of a choice: `value[x]` or `valueQuantity`. */
  #step(type: string, step: string): readonly string[] {
    const members = this.membersOf(type, step.replace('[x]', ''));
    return members.flatMap(({ properties }) => properties.map((property) => property.type));
  }
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replace('[x]', '');
}
