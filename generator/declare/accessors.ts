import { compareText } from '../fhir/canonical.ts';
import type { ContentModel, FamilyModel, InterfaceRef, SliceModel, StructureModel, TypeModel } from '../model/model.ts';
import type { PackageModel } from '../model/package-model.ts';
import { siblingSlices } from './builder/parts.ts';
import type { AccessorDeclaration, OverloadDeclaration, SourceFileDeclaration } from './declarations.ts';
import { docOf, sliceMemberDoc } from './doc-text.ts';
import {
  entry,
  keyword,
  list,
  literal,
  named,
  object,
  type TypeExpression,
  union,
  unique,
  type ValueExpression,
} from './expressions.ts';
import { asValueExtension } from './extension-content.ts';
import { marksOf } from './slice-test.ts';

const runtime = '#runtime/build/accessors.js';

/** A function that reads one slice of one content. */
interface Accessor {
  readonly name: string;
  /** FHIR type from which the slice is read. */
  readonly owner: InterfaceRef;
  /** Interface of the content, for a name that is unique to it. */
  readonly ownerName: string;
  readonly isList: boolean;
  readonly path: readonly string[];
  readonly slice: SliceModel;
  /** Property of the item that is returned, for extensions with a value. */
  readonly member?: string;
  readonly result: TypeExpression;
}

/**
 * Declares the file with the accessors of a family: one function for each slice name, for all types that have such a
 * slice.
 */
export function declareAccessors(family: FamilyModel, model: PackageModel): SourceFileDeclaration[] {
  const finder = new AccessorFinder(model);
  const accessors = family.structures
    .filter((structure) => structure.role === 'profile')
    .flatMap((structure) => finder.find(structure));
  const groups = groupByName(accessors);
  if (groups.size === 0) return [];
  const sorted = [...groups].sort((a, b) => compareText(a[0], b[0]));
  return [
    {
      module: `${family.subpath}/accessors`,
      source: `the slices of ${family.subpath}`,
      declared: [...groups.keys()],
      declarations: sorted.map(([name, group]) => declareGroup(name, group)),
    },
  ];
}

/** Returns whether a profile adds the slice; the accessor of an inherited one belongs to the base profile. */
function isNew(slice: SliceModel): boolean {
  return slice.inherited === undefined;
}

/** Returns the backbone element in the base type, however many profiles constrain it. */
function plainHome({ inherited, home }: ContentModel): InterfaceRef {
  return inherited ? plainHome(inherited) : home;
}

/** Finds the slices of structures, and the types that reading them returns. */
class AccessorFinder {
  readonly #model: PackageModel;
  readonly #byCanonical: ReadonlyMap<string, StructureModel>;

  constructor(model: PackageModel) {
    this.#model = model;
    const structures = model.families.flatMap((family) => family.structures);
    this.#byCanonical = new Map(structures.map((structure) => [structure.canonical, structure]));
  }

  find(structure: StructureModel): Accessor[] {
    return this.#content(structure.content);
  }

  #content(content: ContentModel): Accessor[] {
    return content.elements.flatMap((element) => [
      ...element.slices
        .filter((slice) => isNew(slice) && isDiscriminated(slice))
        .map((slice) => this.#accessor(slice, [element.types[0]?.member ?? element.name], content)),
      ...siblingSlices(element)
        .filter(isNew)
        .map((slice) => this.#accessor(slice, [`_${element.types[0]?.member}`, 'extension'], content)),
      ...element.types.flatMap((type) =>
        type.kind !== 'primitive' && type.content ? this.#content(type.content) : [],
      ),
      ...element.slices.flatMap((slice) => this.#inSlice(slice)),
    ]);
  }

  #inSlice(slice: SliceModel): Accessor[] {
    return slice.type.content && slice.type.kind !== 'primitive' ? this.#content(slice.type.content) : [];
  }

  #accessor(slice: SliceModel, path: readonly string[], content: ContentModel): Accessor {
    const extension = this.#valueOf(slice);
    const owner = {
      name: content.basePath.includes('.') ? plainHome(content).name : content.basePath,
      module: this.#model.typesModule,
    };
    return {
      name: `${slice.propertyName}Of`,
      owner,
      ownerName: content.name,
      isList: slice.max > 1,
      path,
      slice,
      ...(extension && { member: extension.member }),
      result: extension ? this.#resultOf(extension) : named(slice.item),
    };
  }

  #resultOf(type: TypeModel): TypeExpression {
    if (type.kind === 'primitive') return keyword(type.json);
    return named(type.kind === 'reference' ? { name: type.code, module: this.#model.typesModule } : type.ref);
  }

  /** Returns the value of an extension slice that has one. */
  #valueOf(slice: SliceModel): TypeModel | undefined {
    if (slice.type.kind !== 'complex' || slice.type.code !== 'Extension') return undefined;
    const content = slice.type.content ?? this.#byCanonical.get(slice.type.profiles[0] ?? '')?.content;
    return content && asValueExtension(content)?.type;
  }
}

/** Returns whether a slice has usable discriminators; otherwise it cannot be read. */
function isDiscriminated({ undiscriminated, discriminators }: SliceModel): boolean {
  return undiscriminated === undefined && discriminators.length > 0;
}

/** Groups slices that are read alike, so that they share a function; others get the owner's name in theirs. */
function groupByName(accessors: readonly Accessor[]): Map<string, Accessor[]> {
  const groups = new Map<string, Accessor[]>();
  const byName = new Map<string, Accessor[]>();
  for (const accessor of accessors) addTo(byName, accessor.name, accessor);
  for (const [name, group] of byName) {
    const isAlike = group.every((one) => one.isList === group[0]?.isList) && !clashes(group);
    for (const accessor of group)
      addTo(groups, isAlike ? name : lowerFirst(accessor.ownerName) + upperFirst(name), accessor);
  }
  return groups;
}

function addTo(groups: Map<string, Accessor[]>, name: string, accessor: Accessor): void {
  const group = groups.get(name);
  if (group) group.push(accessor);
  else groups.set(name, [accessor]);
}

/** Returns whether an owner has two slices that are found in different ways, so that they cannot share a function. */
function clashes(group: readonly Accessor[]): boolean {
  const places = new Map<string, string>();
  return group.some((accessor) => {
    const place = JSON.stringify([accessor.path, accessor.slice.discriminators]);
    const known = places.get(accessor.owner.name);
    places.set(accessor.owner.name, place);
    return known !== undefined && known !== place;
  });
}

function declareGroup(name: string, group: readonly Accessor[]): AccessorDeclaration {
  const byOwner = new Map<string, Accessor[]>();
  for (const accessor of group) addTo(byOwner, accessor.owner.name, accessor);
  const isList = group[0]?.isList === true;
  return {
    kind: 'accessor',
    name,
    isList,
    overloads: [...byOwner.values()].map((own) => overload(own, isList)),
    read: { name: isList ? 'readSlices' : 'readSlice', module: runtime },
    places: unique(group.map(placeOf)),
  };
}

function overload(own: readonly Accessor[], isList: boolean): OverloadDeclaration {
  const [first] = own;
  if (!first) throw new Error('an overload without an accessor');
  const what = first.member === undefined ? 'The' : 'The value of the';
  const count = isList ? `${what} items of the slice` : `${what} slice`;
  const otherwise = isList ? '; an empty list if there are none' : ', or undefined if it is absent';
  return {
    doc: docOf([...sliceMemberDoc(first.slice).paragraphs, `${count}${otherwise}.`].join(' ')),
    owner: named(first.owner),
    result: union(own.map((one) => one.result)),
  };
}

function placeOf({ path, slice, member }: Accessor): ValueExpression {
  return object([
    entry('path', literal(path)),
    entry('marks', list(marksOf(slice.discriminators))),
    ...(member === undefined ? [] : [entry('member', literal(member))]),
  ]);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
