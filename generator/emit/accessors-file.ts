import { compareText } from '../fhir/canonical.ts';
import type {
  ContentModel,
  FamilyModel,
  InterfaceRef,
  PackageModel,
  SliceModel,
  StructureModel,
  TypeModel,
} from '../model/model.ts';
import { siblingSlices } from './builder/parts.ts';
import {
  type Code,
  ident,
  typeName,
  valueName,
  literal,
  code,
  object,
  entry,
  list,
  union,
  unique,
} from '../code/code.ts';
import { docLines } from '../code/comment.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import { asValueExtension } from './extension-content.ts';
import { sliceMemberDoc } from './member-doc.ts';
import { marksOf } from './slice-test.ts';
import type { Templates } from './templates.ts';

const runtime = '#runtime/accessors.js';

/** One slice of one content: what reads it back. */
interface Accessor {
  readonly name: string;
  /** Plain FHIR type that the slice is read from. */
  readonly owner: InterfaceRef;
  /** Interface of the content, for a name that tells it apart. */
  readonly ownerName: string;
  readonly isList: boolean;
  readonly path: readonly string[];
  readonly slice: SliceModel;
  /** Property of the item that is returned, for extensions with a value. */
  readonly member?: string;
  readonly result: ResultType;
}

type ResultType = { readonly ref: InterfaceRef } | { readonly json: string };

/** The file with the accessors of a family: one function for each name of a slice, whatever it is read from. */
export function emitAccessors(family: FamilyModel, model: PackageModel, templates: Templates): EmittedFile | undefined {
  const finder = new AccessorFinder(model);
  const accessors = family.structures
    .filter((structure) => structure.role === 'profile')
    .flatMap((structure) => finder.find(structure));
  const groups = groupByName(accessors);
  if (groups.size === 0) return undefined;
  const module = `${family.subpath}/accessors`;
  const sections = [...groups]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([name, group]) => renderGroup(name, group, templates));
  return emitFile(module, `the slices of ${family.subpath}`, groups.keys(), sections);
}

/** What a profile inherits is read back by what belongs to the profile that has it. */
function isNew(slice: SliceModel): boolean {
  return slice.inherited === undefined;
}

/** What a backbone element is a form of in its base type, however many profiles say more of it. */
function plainHome({ inherited, home }: ContentModel): InterfaceRef {
  return inherited ? plainHome(inherited) : home;
}

/** Finds the slices of structures, and what reading one of them gives. */
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
        .filter((slice) => isNew(slice) && isTold(slice))
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
      result: extension ? this.#resultOf(extension) : { ref: slice.item },
    };
  }

  #resultOf(type: TypeModel): ResultType {
    if (type.kind === 'primitive') return { json: type.json };
    return { ref: type.kind === 'reference' ? { name: type.code, module: this.#model.typesModule } : type.ref };
  }

  /** The value of an extension slice that holds one. */
  #valueOf(slice: SliceModel): TypeModel | undefined {
    if (slice.type.kind !== 'complex' || slice.type.code !== 'Extension') return undefined;
    const content = slice.type.content ?? this.#byCanonical.get(slice.type.profiles[0] ?? '')?.content;
    return content && asValueExtension(content)?.type;
  }
}

/** A slice that nothing tells cannot be read. */
function isTold({ untold, discriminators }: SliceModel): boolean {
  return untold === undefined && discriminators.length > 0;
}

/** Slices that are read alike share a function; where they are not, the owner tells their functions apart. */
function groupByName(accessors: readonly Accessor[]): Map<string, Accessor[]> {
  const groups = new Map<string, Accessor[]>();
  const add = (name: string, accessor: Accessor): void =>
    void groups.set(name, [...(groups.get(name) ?? []), accessor]);
  const byName = new Map<string, Accessor[]>();
  for (const accessor of accessors) byName.set(accessor.name, [...(byName.get(accessor.name) ?? []), accessor]);
  for (const [name, group] of byName) {
    const isAlike = group.every((one) => one.isList === group[0]?.isList) && !clashes(group);
    for (const accessor of group) add(isAlike ? name : lowerFirst(accessor.ownerName) + upperFirst(name), accessor);
  }
  return groups;
}

/** Two slices of one owner that are found in different ways cannot share a function. */
function clashes(group: readonly Accessor[]): boolean {
  const places = new Map<string, string>();
  return group.some((accessor) => {
    const place = JSON.stringify([accessor.path, accessor.slice.discriminators]);
    const known = places.get(accessor.owner.name);
    places.set(accessor.owner.name, place);
    return known !== undefined && known !== place;
  });
}

function renderGroup(name: string, group: readonly Accessor[], templates: Templates): Code {
  const byOwner = new Map<string, Accessor[]>();
  for (const accessor of group)
    byOwner.set(accessor.owner.name, [...(byOwner.get(accessor.owner.name) ?? []), accessor]);
  const isList = group[0]?.isList === true;
  const overloads = [...byOwner.values()].map((own) => overload(own, isList));
  return templates.render('accessor', {
    name: ident(name),
    overloads,
    read: valueName(isList ? 'readSlices' : 'readSlice', runtime),
    places: unique(group.map(placeOf)),
  });
}

function overload(own: readonly Accessor[], isList: boolean): object {
  const [first] = own;
  if (!first) throw new Error('an overload without an accessor');
  const results = [...new Map(own.map(({ result }) => [JSON.stringify(result), result])).values()].map((result) =>
    'json' in result ? ident(result.json) : typeName(result.ref),
  );
  const result = union(results);
  const what = first.member === undefined ? 'The' : 'The value of the';
  const count = isList ? `${what} items of the slice` : `${what} slice`;
  return {
    doc: docLines(
      `${sliceMemberDoc(first.slice).join(' ')} ${count}${isList ? '; an empty list if there are none' : ', or undefined if it is absent'}.`,
    ),
    owner: typeName(first.owner),
    result: isList ? code`Array<${result}>` : code`${result} | undefined`,
  };
}

function placeOf({ path, slice, member }: Accessor): Code {
  const parts = [
    entry('path', literal(path)),
    entry('marks', list(marksOf(slice.discriminators))),
    ...(member === undefined ? [] : [entry('member', literal(member))]),
  ];
  return object(parts);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
