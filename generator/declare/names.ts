import { contentsOf } from '../model/contents.ts';
import type { ConceptModel, ContentModel, InterfaceRef, StructureModel, ValueSetRef } from '../model/model.ts';
import type { PackageModel } from '../model/package-model.ts';
import { BareShapes } from './builder/bare-shapes.ts';
import { builtParts, isBuilt } from './message/message-parts.ts';
import type { Part } from './content-part.ts';

/** Names that only the whole package decides. */
export class PackageNames {
  readonly #interfaces: ReadonlyMap<string, ContentModel>;
  readonly #concepts: ReadonlyMap<string, readonly ConceptModel[]>;
  readonly bareShapes: BareShapes;
  /** Resource types that messages take as the input from which one is made. */
  readonly #parts: ReadonlySet<string>;
  readonly #entries: ReadonlyMap<string, readonly InterfaceRef[]>;

  constructor(model: PackageModel) {
    this.bareShapes = new BareShapes(model);
    const structures = model.families.flatMap((family) => family.structures);
    this.#interfaces = new Map(
      structures.flatMap(({ module, content }) =>
        contentsOf(content).map((one): [string, ContentModel] => [`${module}#${one.name}`, one]),
      ),
    );
    const sets = model.families.flatMap((family) => family.valueSets);
    this.#concepts = new Map(sets.map(({ module, concepts }) => [module, concepts]));
    this.#parts = new Set(model.messages.flatMap(builtParts).map(({ fhirType }) => fhirType));
    this.#entries = entriesByType(model);
  }

  /** What a definition says of that of which an interface is made. */
  contentAt({ name, module }: InterfaceRef): ContentModel | undefined {
    return this.#interfaces.get(`${module}#${name}`);
  }

  /** The concepts of an emitted value set. */
  conceptsOf({ module }: ValueSetRef): readonly ConceptModel[] {
    return this.#concepts.get(module) ?? [];
  }

  /** Whether messages take the input of such a resource in place of one. */
  isPart({ fhirType, role }: StructureModel): boolean {
    return role === 'base' && this.#parts.has(fhirType);
  }

  /** What the resources of a type are in the messages of the event of a definition; none where any may be there. */
  entriesOf({ module }: StructureModel, fhirType: string): readonly InterfaceRef[] {
    return this.#entries.get(`${eventOf(module)} ${fhirType}`) ?? [];
  }

  /** The input that belongs to an interface: `PatientInput`. FHIR has a `TaskInput` itself, so that of a Task is `TaskBuilderInput`. */
  inputName({ name, module }: Pick<InterfaceRef, 'name' | 'module'>): string {
    return this.#interfaces.has(`${module}#${name}Input`) ? `${name}BuilderInput` : `${name}Input`;
  }
}

/** Folder of an event: `events/` and its code. */
function eventOf(module: string): string {
  return module.split('/').slice(0, 2).join('/');
}

/** What builders make for the entries and roles of messages, by the folder of the event and the type. */
function entriesByType({ messages }: PackageModel): ReadonlyMap<string, readonly InterfaceRef[]> {
  const found = new Map<string, Map<string, InterfaceRef | undefined>>();
  for (const { module, kinds, cases } of messages) {
    const parts = [
      ...kinds.flatMap(({ entries, roles }) => [...entries, ...roles]),
      ...cases.flatMap((one) => one.parts.map(({ ref, structure }) => ({ ref, fhirType: structure.fhirType }))),
    ];
    for (const part of parts) {
      const key = `${eventOf(module)} ${part.fhirType}`;
      const isKnown = !('min' in part) || isBuilt(part);
      const refs = found.get(key) ?? new Map<string, InterfaceRef | undefined>();
      found.set(key, refs.set(`${part.ref.module}#${part.ref.name}`, isKnown ? part.ref : undefined));
    }
  }
  const certain = [...found].flatMap(([key, refs]): [string, InterfaceRef[]][] => {
    const all = [...refs.values()].filter((ref) => ref !== undefined);
    return all.length === refs.size ? [[key, all]] : [];
  });
  return new Map(certain);
}

function functionNames(structure: StructureModel): string[] {
  return [builderName, amenderName, isName, checkName, assertName, schemaName].map((nameOf) => nameOf(structure));
}

/** The shape of a profile without what is given by the names of codes. */
export function bareShapeName(name: string): string {
  return `${lowerFirst(name)}BareShape`;
}

export function shapeName(name: string): string {
  return `${lowerFirst(name)}Shape`;
}

/** The elements of a content, as XML has them. */
export function elementsName(name: string): string {
  return `${lowerFirst(name)}Elements`;
}

/** The rules of a type, of a part of one, or of a profile with all that it builds on. */
export function rulesName(name: string): string {
  return `${lowerFirst(name)}Rules`;
}

/** What a profile adds to the profile or type that it builds on. */
export function additionsName(name: string): string {
  return `${lowerFirst(name)}Additions`;
}

/** The members of a resource in JSON that no input of one has. */
export function refusedName(fhirType: string): string {
  return `NotIn${fhirType}Input`;
}

/** Makes what a message adds to a Bundle, out of the rules for what its entries hold. */
export function additionsWithName(name: string): string {
  return `${lowerFirst(name)}AdditionsWith`;
}

export function isName(structure: StructureModel): string {
  return `is${structure.name}`;
}

export function checkName(structure: StructureModel): string {
  return `check${structure.name}`;
}

export function assertName(structure: StructureModel): string {
  return `assert${structure.name}`;
}

/** The invariants of an abstract type. */
export function invariantsName(name: string): string {
  return `${lowerFirst(name)}Invariants`;
}

export function schemaName(structure: StructureModel): string {
  return `${lowerFirst(structure.name)}Schema`;
}

/** The codes of a value set, for guards. */
export function codesName(name: string): string {
  return `${lowerFirst(name)}Codes`;
}

/** What a builder takes for a coding, or a concept, that may have the codes of a value set only. */
export function codedInputName(setName: string, form: 'Coding' | 'CodeableConcept'): string {
  return `${setName}${form}Input`;
}

/** The builder of a structure: `patient`, `ethnicCategoryExtension`. */
export function builderName(structure: StructureModel): string {
  const name = lowerFirst(structure.name);
  return keywords.has(name) ? `${name}_` : name;
}

/** Words that no constant may have as its name. */
const keywords: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

export function amenderName(structure: StructureModel): string {
  return `amend${structure.name}`;
}

/** Every name that the file of a structure declares. */
export function declaredNames(structure: StructureModel, parts: readonly Part[], names: PackageNames): string[] {
  const isOwnType = structure.role === 'base' && structure.name === structure.fhirType;
  const declared = parts.flatMap(({ content, isSibling }) => [
    ...(isOwnType && !structure.isAbstract ? [rulesName(content.name)] : []),
    ...(content === structure.content && names.bareShapes.has(structure) ? [bareShapeName(content.name)] : []),
    ...(content.hasInterface ? [content.name] : []),
    ...(isSibling || structure.isAbstract
      ? []
      : [names.inputName({ name: content.name, module: structure.module }), shapeName(content.name)]),
  ]);
  const refused = names.isPart(structure) ? [refusedName(structure.fhirType)] : [];
  const { name, content } = structure;
  const rules = isOwnType
    ? []
    : [
        rulesName(content.name),
        additionsName(name),
        ...(structure.part === 'message' ? [additionsWithName(name)] : []),
      ];
  return structure.isAbstract ? declared : ['known', ...refused, ...rules, ...declared, ...functionNames(structure)];
}

function lowerFirst(name: string): string {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (start) => start.toLowerCase());
}
