import type { ElementType } from '../fhir/definitions.ts';
import { choiceMember } from '../fhir/element-address.ts';
import type { ResolvedElement } from '../resolve/resolved.ts';
import { baseHome, baseInterface, type ModelContext } from './model-context.ts';
import type { InterfaceRef, TypeModel } from './model.ts';
import { ReferenceTargets } from './reference-targets.ts';
import { onlyProfile, profilesOf } from './resource-types.ts';

/** Module of the branded reference type. */
const referenceModule = '#runtime/core/reference.js';

/** A type of an element, without what the structure says inside it. */
export interface BareType {
  readonly type: TypeModel;
  /** What FHIR defines there: the name of a type, or the path of an element. */
  readonly basePath: string;
  /** The interface on which one for the element is based. */
  readonly parent: InterfaceRef;
}

/** Looks up what stands for the types of elements. */
export class BareTypes {
  readonly #context: ModelContext;
  readonly #isBase: boolean;
  readonly #targets: ReferenceTargets;

  constructor(context: ModelContext, isBase: boolean) {
    this.#context = context;
    this.#isBase = isBase;
    this.#targets = new ReferenceTargets(context);
  }

  /** The type of an element that repeats another one, at `basePath`. */
  repeating(element: ResolvedElement, basePath: string): BareType {
    const parent = baseInterface(this.#context, basePath);
    const home = baseHome(this.#context, basePath);
    const type = { kind: 'complex', code: 'BackboneElement', member: element.name, ref: parent, home } as const;
    return { type: { ...type, profiles: [] }, basePath, parent };
  }

  /** The type with this code; `types` are those of the element that have it, and `path` is that of the element in FHIR. */
  of(code: string, types: readonly ElementType[], element: ResolvedElement, path: string): BareType {
    const member = element.name.endsWith('[x]') ? choiceMember(element.name, code) : element.name;
    const json = this.#context.facts.jsonTypeOf(code);
    if (json !== undefined) {
      const parent = { name: 'Element', module: this.#context.facts.typesModule };
      const hasSibling = this.#context.facts.hasSibling(path);
      return { type: { kind: 'primitive', code, member, json, hasSibling }, basePath: code, parent };
    }
    if (code === 'Reference') return this.#reference(code, types, member, path);
    const isBackbone = code === 'BackboneElement' || (code === 'Element' && element.children.length > 0);
    return this.#complex(code, types, member, isBackbone ? path : code);
  }

  #reference(code: string, types: readonly ElementType[], member: string, path: string): BareType {
    const targetProfiles = [...new Set(types.flatMap((type) => type.targetProfile ?? []))];
    const targets = this.#targets.of(targetProfiles, path);
    const parent =
      targets.length > 0
        ? { name: 'Ref', module: referenceModule, targets }
        : { name: 'Reference', module: this.#context.facts.typesModule };
    return {
      type: {
        kind: 'reference',
        code,
        member,
        ref: parent,
        home: baseHome(this.#context, code),
        targets,
        isNarrowed: !this.#isBase && this.#targets.narrows(targets, path),
        targetProfiles,
        isBundled: types.every(({ aggregation }) => aggregation?.join() === 'bundled'),
      },
      basePath: code,
      parent,
    };
  }

  #complex(code: string, types: readonly ElementType[], member: string, basePath: string): BareType {
    const profiles = profilesOf(this.#context, types);
    const profile = types.some((type) => type.profile === undefined) ? undefined : onlyProfile(this.#context, profiles);
    const ref = profile ?? baseInterface(this.#context, basePath);
    const home = profile ?? baseHome(this.#context, basePath);
    return { type: { kind: 'complex', code, member, ref, home, profiles }, basePath, parent: ref };
  }
}
