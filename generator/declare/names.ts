import { contentsOf } from '../model/contents.ts';
import type { ConceptModel, ContentModel, InterfaceRef, StructureModel, ValueSetRef } from '../model/model.ts';
import type { PackageModel } from '../model/package-model.ts';
import { BareShapes } from './builder/bare-shapes.ts';
import { builtParts, isBuilt } from './message/message-parts.ts';
import type { Part } from './content-part.ts';

/** Names that depend on the whole package. */
export class PackageNames {
  readonly #interfaces: ReadonlyMap<string, ContentModel>;
  readonly #concepts: ReadonlyMap<string, readonly ConceptModel[]>;
  readonly bareShapes: BareShapes;
  /** Resource types that messages accept as builder input. */
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

  /** Returns the content of which an interface is made. */
  contentAt({ name, module }: InterfaceRef): ContentModel | undefined {
    return this.#interfaces.get(`${module}#${name}`);
  }

  /** Returns the concepts of an emitted value set. */
  conceptsOf({ module }: ValueSetRef): readonly ConceptModel[] {
    return this.#concepts.get(module) ?? [];
  }

  /** Returns whether messages accept the builder input of a resource instead of the resource. */
  isPart({ fhirType, role }: StructureModel): boolean {
    return role === 'base' && this.#parts.has(fhirType);
  }

  /** What the resources of a type are in the messages of the event of a definition; none where any may be there. */
  entriesOf({ module }: StructureModel, fhirType: string): readonly InterfaceRef[] {
    return this.#entries.get(`${eventOf(module)} ${fhirType}`) ?? [];
  }

  /**
   * Returns the name of an interface's input: `PatientInput`. FHIR itself has a `TaskInput`, so that of a Task is
   * `TaskBuilderInput`.
   */
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

/** Names the shape of a profile without the members that names of codes fill in. */
export function bareShapeName(name: string): string {
  return `${lowerFirst(name)}BareShape`;
}

export function shapeName(name: string): string {
  return `${lowerFirst(name)}Shape`;
}

/** Names the element table of a content. */
export function elementsName(name: string): string {
  return `${lowerFirst(name)}Elements`;
}

/** Names the rules of a type, of a part of one, or of a profile together with its base. */
export function rulesName(name: string): string {
  return `${lowerFirst(name)}Rules`;
}

/** Names what a profile adds to its base. */
export function additionsName(name: string): string {
  return `${lowerFirst(name)}Additions`;
}

/** Names the JSON members of a resource that its input must not have. */
export function refusedName(fhirType: string): string {
  return `NotIn${fhirType}Input`;
}

/** Names the function that creates what a message adds to a Bundle, given the rules for its entries. */
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

/** Names the invariants of an abstract type. */
export function invariantsName(name: string): string {
  return `${lowerFirst(name)}Invariants`;
}

export function schemaName(structure: StructureModel): string {
  return `${lowerFirst(structure.name)}Schema`;
}

/** Names the codes of a value set, for guards. */
export function codesName(name: string): string {
  return `${lowerFirst(name)}Codes`;
}

/** Names the builder input for a coding, or a concept, that is restricted to a value set. */
export function codedInputName(setName: string, form: 'Coding' | 'CodeableConcept'): string {
  return `${setName}${form}Input`;
}

/** Names the builder of a structure: `patient`, `ethnicCategoryExtension`. */
export function builderName(structure: StructureModel): string {
  const name = lowerFirst(structure.name);
  return keywords.has(name) ? `${name}_` : name;
}

/** Words that cannot be the name of a constant. */
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

/** Returns every name that the file of a structure declares. */
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
