import type {
  ConceptModel,
  ContentModel,
  StructureModel,
  TypeModel,
  ValueSetRef,
} from '../../generator/model/model.ts';
import type { PackageModel } from '../../generator/model/package-model.ts';
import { contentsOf } from '../../generator/model/contents.ts';

/** Finds the parts of a model to which others refer. */
export class ModelIndex {
  readonly #structures = new Map<string, StructureModel>();
  readonly #contents = new Map<string, ContentModel>();
  readonly #concepts = new Map<string, readonly ConceptModel[]>();

  constructor(model: PackageModel) {
    for (const family of model.families) {
      for (const structure of family.structures) {
        this.#structures.set(structure.module, structure);
        for (const content of contentsOf(structure.content))
          this.#contents.set(`${structure.module}#${content.name}`, content);
      }
      for (const set of family.valueSets) this.#concepts.set(set.module, set.concepts);
    }
  }

  /** Returns the structure of a module such as `careconnect/patient`. */
  structure(module: string): StructureModel {
    return found(this.#structures.get(module), module);
  }

  get structures(): readonly StructureModel[] {
    return [...this.#structures.values()];
  }

  /** Returns the content of a type's values: the definition's own, or that of the type that it names. */
  contentOf(type: TypeModel): ContentModel | undefined {
    if (type.content) return type.content;
    if (type.kind !== 'complex' && type.kind !== 'reference') return undefined;
    return this.#contents.get(`${type.home.module}#${type.home.name}`);
  }

  concepts(set: ValueSetRef): readonly ConceptModel[] {
    return found(this.#concepts.get(set.module), set.module);
  }
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
