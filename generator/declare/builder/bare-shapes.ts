import type { ContentModel, ElementModel, StructureModel, TypeModel } from '../../model/model.ts';
import type { PackageModel } from '../../model/package-model.ts';
import { elementOf } from '../element-of-type.ts';
import { codedSet } from './parts.ts';

/**
 * Profiles with a shape of their own that knows no constants: those of which other profiles say all anew that is given by
 * the names of codes, so that builders of these carry no codes and displays that they never take.
 */
export class BareShapes {
  /** The profiles whose bare shape another uses, by the other. */
  readonly #used = new Map<string, StructureModel>();
  readonly #needed: ReadonlySet<StructureModel>;

  constructor(model: PackageModel) {
    const structures = model.families.flatMap((family) => family.structures);
    const byRef = new Map(structures.map((structure) => [refOf(structure), structure]));
    for (const structure of structures) {
      const parent = structure.parent && byRef.get(refOf(structure.parent));
      if (parent && saysAllAnew(structure.content, namedElements(parent.content)))
        this.#used.set(refOf(structure), parent);
    }
    this.#needed = new Set(this.#used.values());
  }

  /** Whether a profile has one. */
  has(structure: StructureModel): boolean {
    return this.#needed.has(structure);
  }

  /** Whether a profile builds on that of its parent. */
  uses(structure: StructureModel): boolean {
    return this.#used.has(refOf(structure));
  }
}

function refOf({ module, name }: { readonly module: string; readonly name: string }): string {
  return `${module}#${name}`;
}

/** Names of the elements that a profile makes of the names of codes. */
export function namedElements(content: ContentModel): string[] {
  const named = content.elements.filter(
    (element) => element.isStated && element.types.some((type) => isNamed(type, elementOf(type, element))),
  );
  return named.map(({ name }) => name);
}

function isNamed(type: TypeModel, { binding }: ElementModel): boolean {
  return type.kind === 'complex' && codedSet(type, binding) !== undefined;
}

function saysAllAnew({ elements }: ContentModel, names: readonly string[]): boolean {
  const isSaidAnew = ({ isStated, max, types }: ElementModel): boolean =>
    isStated && (max === 0 || types.some(({ content }) => content !== undefined));
  return names.length > 0 && elements.filter(({ name }) => names.includes(name)).every(isSaidAnew);
}
