import type { Constraint } from '../fhir/definitions.ts';
import type { ResolvedElement } from '../resolve/resolved.ts';
import { baseHome, type ModelContext } from './model-context.ts';
import type { InterfaceRef } from './model.ts';

/** What states invariants, and the same in what it builds on. */
export interface Stating {
  readonly constraints: readonly Constraint[];
  readonly inherited?: Stating | undefined;
}

/** Tells which invariants of an element are those of its structure, and which of these others state too. */
export class OwnConstraints {
  readonly #context: ModelContext;
  readonly #fhirType: string;
  readonly #isBase: boolean;

  constructor(context: ModelContext, { fhirType, isBase }: { readonly fhirType: string; readonly isBase: boolean }) {
    this.#context = context;
    this.#fhirType = fhirType;
    this.#isBase = isBase;
  }

  /** Invariants that a definition adds to those of its base; ele-1 is part of the structure of every element. */
  of(element: ResolvedElement, inherited: Stating | undefined, basePaths: readonly string[]): Constraint[] {
    const base = this.#isBase ? [] : basePaths.flatMap((path) => this.#context.baseElement(path)?.constraints ?? []);
    const known = new Set(
      [...base, ...inheritedConstraints(inherited)].map((constraint) => `${constraint.key} ${constraint.expression}`),
    );
    return element.constraints.filter(
      ({ key, expression, isRestated }) =>
        key !== 'ele-1' && expression !== undefined && isRestated !== true && !known.has(`${key} ${expression}`),
    );
  }

  /** The abstract type that states an invariant for all types built on it; none in that type itself. */
  sharedBy({ source }: Constraint): InterfaceRef | undefined {
    const structure = source === undefined ? undefined : this.#context.structure(source);
    if (!structure?.definition.abstract || structure.definition.type === this.#fhirType) return undefined;
    return structure.definition.kind === 'resource' ? baseHome(this.#context, structure.definition.type) : undefined;
  }
}

function inheritedConstraints(inherited: Stating | undefined): readonly Constraint[] {
  return inherited ? [...inherited.constraints, ...inheritedConstraints(inherited.inherited)] : [];
}
