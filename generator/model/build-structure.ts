import type { ResolvedStructure } from '../resolve/resolved.ts';
import type { AssignedName } from './assign-names.ts';
import { ContentBuilder } from './build-content.ts';
import type { UsageLookup } from './extension-usage.ts';
import { InheritedParts } from './inherited-parts.ts';
import { baseInterface, declaredInterface, type ModelContext } from './model-context.ts';
import type { InterfaceRef, StructureModel } from './model.ts';
import { baseFamily } from './naming-config.ts';

/** A structure with its subpath. */
export interface BuiltStructure {
  readonly subpath: string;
  readonly model: StructureModel;
}

/** What is known about messages before any structure is built. */
export interface MessageParts {
  /** Canonical URLs of the Bundles, with their kinds. */
  readonly bundles: ReadonlyMap<string, readonly string[]>;
  /** Subpaths whose profiles exist only for messages. */
  readonly subpaths: ReadonlySet<string>;
}

interface Entry extends BuiltStructure {
  readonly inherited: InheritedParts | undefined;
}

/** Maximum number of profiles that are built because others contain them; a line of bases does not count. */
const maxNesting = 50;

/** Builds the models of structures, each once; a profile of a profile needs that of its base first. */
export class StructureBuilder {
  readonly #context: ModelContext;
  readonly #names: ReadonlyMap<string, AssignedName>;
  readonly #messages: MessageParts;
  readonly #usageOf: UsageLookup;
  readonly #built = new Map<string, Entry | undefined>();
  readonly #building = new Set<string>();

  constructor(
    context: ModelContext,
    names: ReadonlyMap<string, AssignedName>,
    messages: MessageParts,
    usageOf: UsageLookup,
  ) {
    this.#context = context;
    this.#names = names;
    this.#messages = messages;
    this.#usageOf = usageOf;
  }

  /** Builds the model of a structure; undefined for one without a name, which has been reported. */
  build(resolved: ResolvedStructure): BuiltStructure | undefined {
    const { url } = resolved.definition;
    if (!this.#built.has(url)) {
      this.#building.add(url);
      this.#built.set(url, this.#make(resolved));
      this.#building.delete(url);
    }
    return this.#built.get(url);
  }

  #make(resolved: ResolvedStructure): Entry | undefined {
    const { definition, lineage, root } = resolved;
    const name = this.#names.get(definition.url);
    if (!name) return undefined;
    const isBase = name.subpath === baseFamily && definition.derivation !== 'constraint';
    const parent = this.#parent(lineage);
    const inherited = parent && new InheritedParts(parent.model, parent.inherited);
    const { type: fhirType } = definition;
    const kinds = this.#messages.bundles.get(definition.url);
    const isMessage = kinds !== undefined;
    const isPart = definition.kind === 'resource' && this.#messages.subpaths.has(name.subpath);
    const content = new ContentBuilder(this.#context, { fhirType, module: name.module, isBase, inherited }, (url) =>
      this.#partsOf(url),
    );
    const model: StructureModel = {
      role: name.subpath === baseFamily ? 'base' : 'profile',
      kind: definition.kind === 'resource' ? 'resource' : 'complex-type',
      isExtension: fhirType === 'Extension',
      isAbstract: definition.abstract,
      isBuilt:
        !definition.abstract &&
        !isMessage &&
        (!isBase || definition.kind !== 'resource' || this.#context.isProfiled(fhirType)),
      ...((isMessage || isPart) && { part: isMessage ? ('message' as const) : ('entry' as const) }),
      ...(kinds && { kinds }),
      name: name.name,
      module: name.module,
      canonical: definition.url,
      ...(definition.claims !== undefined && { claims: definition.claims }),
      ...(definition.version !== undefined && { version: definition.version }),
      fhirType,
      ...(parent && { parent: { name: parent.model.name, module: parent.model.module } }),
      ...(definition.title !== undefined && { title: definition.title }),
      ...(definition.description !== undefined && { description: definition.description }),
      ...(fhirType === 'Extension' && !isBase && { usage: this.#usageOf(resolved) }),
      content: content.root(
        root,
        name.name,
        this.#baseInterface(fhirType, isBase),
        definition.severityWhenReceived ?? root.severityWhenReceived,
      ),
    };
    return { subpath: name.subpath, model, inherited };
  }

  /**
   * Returns the parts of a profile; none while that profile is being built, because a profile may contain itself, and
   * none where profiles in profiles are so many that the stack would not hold them.
   */
  #partsOf(canonical: string): InheritedParts | undefined {
    const resolved = this.#context.structure(canonical);
    if (!resolved || resolved.definition.derivation !== 'constraint') return undefined;
    const { url } = resolved.definition;
    if (this.#building.has(url) || (this.#building.size >= maxNesting && !this.#built.has(url))) return undefined;
    this.build(resolved);
    const entry = this.#built.get(url);
    return entry && new InheritedParts(entry.model, entry.inherited);
  }

  /** Returns the nearest base profile that has a name; undefined if a profile constrains a type directly. */
  #parent([, ...bases]: readonly string[]): Entry | undefined {
    const resolved = bases.map((url) => this.#context.structure(url));
    const profiles = resolved.filter(
      (base) => base?.definition.derivation === 'constraint' && this.#names.has(base.definition.url),
    );
    // The furthest first, so that a long line of them is no deep recursion.
    for (const profile of profiles.toReversed()) if (profile) this.build(profile);
    return this.#built.get(profiles[0]?.definition.url ?? '');
  }

  /**
   * Returns the interface to extend: a base interface extends the declared one; a profile extends the base interface.
   */
  #baseInterface(fhirType: string, isBase: boolean): InterfaceRef {
    return isBase ? declaredInterface(this.#context, fhirType) : baseInterface(this.#context, fhirType);
  }
}
