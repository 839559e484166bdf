import { lastSegment, parseCanonical } from '../fhir/canonical.ts';
import { contentsOf } from '../model/contents.ts';
import type { ContentModel, ElementModel, StructureModel, TypeModel, ValueSetModel } from '../model/model.ts';
import type { PackageModel } from '../model/package-model.ts';

/** A part of the package with its subpath. */
export interface Placed<T> {
  readonly subpath: string;
  readonly model: T;
}

/** Look-ups in one of the compared models. */
export class ModelIndex {
  /** Profiles and extensions, by canonical URL. */
  readonly structures: ReadonlyMap<string, Placed<StructureModel>>;
  readonly valueSets: ReadonlyMap<string, Placed<ValueSetModel>>;
  /** Canonical URLs of the value sets that are binding somewhere. */
  readonly requiredSets: ReadonlySet<string>;
  readonly #base: ReadonlyMap<string, ContentModel>;
  readonly #canonicals: ReadonlyMap<string, string>;

  constructor({ families }: PackageModel) {
    const placed = families.flatMap(({ subpath, structures }) => structures.map((model) => ({ subpath, model })));
    const contents = placed.map(({ model }) => ({ model, contents: contentsOf(model.content) }));
    this.structures = new Map(
      placed.filter(({ model }) => model.role === 'profile').map((one) => [one.model.canonical, one]),
    );
    this.valueSets = new Map(
      families.flatMap(({ subpath, valueSets }) =>
        valueSets.map((model): [string, Placed<ValueSetModel>] => [model.canonical, { subpath, model }]),
      ),
    );
    this.requiredSets = new Set(contents.flatMap((one) => one.contents.flatMap(requiredIn)));
    this.#base = new Map(
      contents
        .filter(({ model }) => model.role === 'base')
        .flatMap(({ model, contents: [root, ...parts] }) => [
          // Age and the like are of the type Quantity, and have rules of their own.
          ...(root ? [[lastSegment(model.canonical), root] as const] : []),
          ...parts.map((part) => [part.basePath, part] as const),
        ]),
    );
    this.#canonicals = new Map(placed.map(({ model }) => [model.module, model.canonical]));
  }

  /** Returns the codes of a value set, with their systems; undefined if not all of them are known. */
  codesOf(canonical: string): readonly string[] | undefined {
    const set = this.valueSets.get(parseCanonical(canonical).url)?.model;
    return set?.isClosed === true ? set.concepts.map(({ system = '', code }) => `${system}|${code}`) : undefined;
  }

  /** Returns the canonical URL of the structure in a module; undefined if it is not emitted. */
  canonicalAt(module: string): string | undefined {
    return this.#canonicals.get(module);
  }

  /** Returns the rules of a type about which its definition says nothing: those of its profile, or of FHIR itself. */
  contentBehind(type: TypeModel, basePath: string): ContentModel | undefined {
    const [profile, ...others] = type.kind === 'complex' ? type.profiles : [];
    const own =
      profile === undefined || others.length > 0 ? undefined : this.structures.get(parseCanonical(profile).url);
    return own?.model.content ?? this.#base.get(basePath);
  }
}

function requiredIn({ elements }: ContentModel): string[] {
  return elements.flatMap((element) => [
    ...requiredBy(element),
    ...element.slices.flatMap(requiredBy),
    ...element.types.flatMap(({ own }) => (own ? requiredBy(own) : [])),
  ]);
}

function requiredBy({ binding }: Pick<ElementModel, 'binding'>): string[] {
  return [binding, binding?.maximum].flatMap((one) =>
    one?.strength === 'required' && one.canonical !== undefined ? [parseCanonical(one.canonical).url] : [],
  );
}
