import type { ModelContext } from './model-context.ts';

/** Which resource types references may point to. */
export class ReferenceTargets {
  readonly #context: ModelContext;

  constructor(context: ModelContext) {
    this.#context = context;
  }

  /** Resource types a reference may point to; a target that is not in the input leaves all that the base allows. */
  of(profiles: readonly string[], path: string): string[] {
    const types = profiles.map((profile) => this.#context.structure(profile)?.definition.type);
    const known = types.filter((type) => type !== undefined);
    const all = known.length === types.length ? known : [...known, ...this.#baseTargets(path)];
    if (all.includes('Resource')) return [];
    // A profile may not add targets; one that does is held to those of its base.
    const base = this.#baseTargets(path);
    const allowed = base.length === 0 || base.includes('Resource') ? all : all.filter((type) => base.includes(type));
    return [...new Set(allowed.length > 0 ? allowed : base)];
  }

  /** Whether a profile leaves out targets of the base. */
  narrows(targets: readonly string[], path: string): boolean {
    const base = this.#baseTargets(path);
    return targets.length > 0 && (base.length === 0 || base.some((type) => !targets.includes(type)));
  }

  #baseTargets(path: string): string[] {
    const base = this.#context.baseElement(path);
    return (
      base?.types.flatMap((type) => this.#context.structure(type.targetProfile ?? '')?.definition.type ?? []) ?? []
    );
  }
}
