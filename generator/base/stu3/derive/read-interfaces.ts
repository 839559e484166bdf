import { Project, SyntaxKind, type InterfaceDeclaration, type PropertySignature, type TypeNode } from 'ts-morph';

/** A property of an interface of `fhir/r3`, without its `_` sibling. */
export interface InterfaceProperty {
  readonly name: string;
  readonly required: boolean;
  /** True if any member of the declared union is an array. */
  readonly list: boolean;
  /** Names of the types in the declared union, without array brackets and `undefined`. */
  readonly members: readonly string[];
  readonly sibling?: 'one' | 'list';
}

export interface InterfaceShape {
  readonly name: string;
  readonly base?: string;
  readonly generic: boolean;
  readonly properties: readonly InterfaceProperty[];
}

/**
 * Reads every interface of a declaration file of `@types/fhir`, as written, without type checking.
 *
 * @param text content of a file such as `r3.d.ts`
 * @returns the interfaces by name, properties in the order of the file
 */
export function readInterfaces(text: string): ReadonlyMap<string, InterfaceShape> {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { noLib: true } });
  const declarations = project.createSourceFile('interfaces.d.ts', text).getInterfaces();
  return new Map(declarations.map((declaration) => [declaration.getName(), readInterface(declaration)]));
}

function readInterface(declaration: InterfaceDeclaration): InterfaceShape {
  const base = declaration.getExtends()[0]?.getExpression().getText();
  const parameters = new Map(
    declaration.getTypeParameters().map((it) => [it.getName(), it.getConstraintOrThrow().getText()]),
  );
  const all = declaration.getProperties();
  const siblings = new Map(
    all.filter(isSibling).map((it) => [it.getName().slice(1), isList(it) ? 'list' : 'one'] as const),
  );
  return {
    name: declaration.getName(),
    ...(base === undefined ? {} : { base }),
    generic: parameters.size > 0,
    properties: all
      .filter((it) => !isSibling(it) && !isDiscriminator(it))
      .map((it) => readProperty(it, parameters, siblings)),
  };
}

function readProperty(
  property: PropertySignature,
  parameters: ReadonlyMap<string, string>,
  siblings: ReadonlyMap<string, 'one' | 'list'>,
): InterfaceProperty {
  const name = property.getName();
  const sibling = siblings.get(name);
  return {
    name,
    required: !property.hasQuestionToken(),
    list: isList(property),
    members: unionOf(property)
      .map((node) => nameOf(node))
      .map((it) => parameters.get(it) ?? it),
    ...(sibling === undefined ? {} : { sibling }),
  };
}

function isSibling(property: PropertySignature): boolean {
  return property.getName().startsWith('_');
}

/**
 * Returns whether a property states the type of a resource: it is read-only, unlike the element `payee.resourceType`.
 */
function isDiscriminator(property: PropertySignature): boolean {
  return property.getName() === 'resourceType' && property.isReadonly();
}

/**
 * Returns whether a property is a list. A list of references with several targets is declared `Reference |
 * Reference[]`, so one array is enough.
 */
function isList(property: PropertySignature): boolean {
  return unionOf(property).some((node) => node.isKind(SyntaxKind.ArrayType));
}

function unionOf(property: PropertySignature): readonly TypeNode[] {
  const node = property.getTypeNodeOrThrow();
  const members = node.isKind(SyntaxKind.UnionType) ? node.getTypeNodes() : [node];
  return members.filter((member) => !member.isKind(SyntaxKind.UndefinedKeyword));
}

/** Returns the name in `Name`, `Name[]` and `Name<T>[]`. */
function nameOf(node: TypeNode): string {
  if (node.isKind(SyntaxKind.ArrayType)) return nameOf(node.getElementTypeNode());
  return node.isKind(SyntaxKind.TypeReference) ? node.getTypeName().getText() : node.getText();
}
