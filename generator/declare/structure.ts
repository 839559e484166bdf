import type { Targets } from '../targets.ts';
import type { ContentModel, ElementModel, InterfaceRef, StructureModel } from '../model/model.ts';
import { declareBuilder } from './builder/builder-declarations.ts';
import type { Declaration, InterfaceDeclaration, SourceFileDeclaration } from './declarations.ts';
import { literal, named, runtimeType, type TypeExpression, union } from './expressions.ts';
import type { ContentLookup } from './list-types.ts';
import { membersOf } from './members.ts';
import { declaredNames, type PackageNames } from './names.ts';
import type { Part } from './content-part.ts';
import { partsOf } from './part.ts';
import { declareGuard } from './rules/guard-declaration.ts';
import { declareProfileRules } from './rules/profile-rules.ts';
import type { RuleTools } from './rules/rules-context.ts';
import { declareTypeRules } from './rules/type-rules.ts';
import { sourceOf } from './source.ts';

/** What structures are declared with. */
export interface StructureTools extends RuleTools {
  /** Name of the package, used as the vendor of its Standard Schemas. */
  readonly packageName: string;
  readonly targets: Targets;
}

/** Declares the file of one structure: its interfaces, parts first, then its builder, its rules, and its guard, as targeted. */
export function declareStructure(
  structure: StructureModel,
  names: PackageNames,
  tools: StructureTools,
): SourceFileDeclaration {
  const parts = partsOf(structure);
  return {
    module: structure.module,
    source: sourceOf(structure),
    declared: declaredNames(structure, parts, names),
    declarations: [
      ...parts
        .filter(({ content }) => content.hasInterface)
        .map((part) => {
          const kinds = part.content === structure.content ? (structure.kinds ?? []) : [];
          return declareInterface(part, kinds, (ref) => names.contentAt(ref));
        }),
      ...(tools.targets.builders ? declareBuilder({ structure, names }, parts) : []),
      ...(tools.targets.guards ? declareChecks(structure, tools) : []),
    ],
  };
}

function declareChecks(structure: StructureModel, tools: StructureTools): Declaration[] {
  const rules = isOwnType(structure) ? declareTypeRules(structure, tools) : declareProfileRules(structure, tools);
  return [...rules, ...declareGuard(structure, tools.packageName)];
}

/** Returns whether a structure is a FHIR type itself, and not a profile, even one that FHIR publishes. */
function isOwnType({ role, name, fhirType }: StructureModel): boolean {
  return role === 'base' && name === fhirType;
}

function declareInterface(
  { content, doc }: Part,
  kinds: readonly string[],
  contentAt: ContentLookup,
): InterfaceDeclaration {
  const parent = parentType(content.extends);
  return {
    kind: 'interface',
    name: content.name,
    doc,
    extends: [parent, ...(kinds.length > 0 ? [kindMark(kinds)] : [])],
    members: content.elements
      .filter((element) => element.isStated && !isSaidByParent(element, content))
      .flatMap((element) => membersOf(element, parent, contentAt)),
  };
}

/** Returns whether the interface of all extensions without a value already excludes the element. */
function isSaidByParent(element: ElementModel, content: ContentModel): boolean {
  return (
    content.basePath === 'Extension' &&
    element.name === 'value' &&
    element.max === 0 &&
    !content.extends.module.endsWith('.js')
  );
}

function parentType(ref: InterfaceRef): TypeExpression {
  return named(ref, ref.targets ? [union(ref.targets.map(literal))] : []);
}

/** Returns the type that states the kind of a message for the compiler. */
function kindMark(kinds: readonly string[]): TypeExpression {
  return runtimeType('message/message', 'OfKind', [union(kinds.map(literal))]);
}
