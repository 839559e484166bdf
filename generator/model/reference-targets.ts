import type { ModelContext } from './model-context.ts';

/** The resource types that references may have as targets. */
export class ReferenceTargets {
  readonly #context: ModelContext;

  constructor(context: ModelContext) {
    this.#context = context;
  }

  /** Returns the target types of a reference; if a target profile is not in the input, all types of the base. */
  of(profiles: readonly string[], path: string): string[] {
    const types = profiles.map((profile) => this.#context.structure(profile)?.definition.type);
    const known = types.filter((type) => type !== undefined);
    const all = known.length === types.length ? known : [...known, ...this.#baseTargets(path)];
    if (all.includes('Resource')) return [];
    // A profile must not add targets; if it does, those of its base apply.
    const base = this.#baseTargets(path);
    const allowed = base.length === 0 || base.includes('Resource') ? all : all.filter((type) => base.includes(type));
    return [...new Set(allowed.length > 0 ? allowed : base)];
  }

  /** Returns whether a profile excludes targets of the base. */
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
