import ts from 'typescript';

/** A type that is too loose for writing data. */
export interface LooseType {
  /** Its place: `PatientInput.contained`. */
  readonly path: string;
  readonly type: string;
}

/** Modules whose exports are examined, as a file at a path imports them. */
export interface Looked {
  /** Names of exported types that end in `Input`, and of builders and amenders. */
  readonly names: readonly string[];
  readonly loose: readonly LooseType[];
}

/** FHIR interfaces that any resource satisfies, and a JavaScript one that any function does. */
const tooOpen = new Set(['Resource', 'DomainResource', 'Function']);

/**
 * Examines the input of all builders in the modules that a file imports as namespaces: finds `any`, `unknown`,
 * `object`, `{}`, functions, index signatures such as those of `Record`, and the general type of resources, at any
 * depth.
 */
export function findLooseTypes(file: string): Looked {
  const options: ts.CompilerOptions = { module: ts.ModuleKind.NodeNext, strict: true, types: [], noEmit: true };
  const program = ts.createProgram([file], { ...options, target: ts.ScriptTarget.ES2022 });
  const source = program.getSourceFile(file);
  if (!source) throw new Error(`There is no file ${file}.`);
  const checker = program.getTypeChecker();
  const walker = new Walker(checker);
  const specifiers = source.statements.filter(ts.isImportDeclaration).map((statement) => statement.moduleSpecifier);
  const symbols = specifiers.flatMap((specifier) => {
    const module = checker.getSymbolAtLocation(specifier);
    if (!module) throw new Error(`${specifier.getText(source)} is not found.`);
    return checker.getExportsOfModule(module);
  });
  const names = symbols.flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const types = inputsOf(symbol, checker);
    for (const type of types) walker.walk(type, symbol.name);
    return types.length > 0 ? [symbol.name] : [];
  });
  return { names, loose: walker.loose };
}

/** Returns the types in which data is written: a type named `…Input`, or the input of a builder or an amender. */
function inputsOf(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Type[] {
  if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias))
    return symbol.name.endsWith('Input') ? [checker.getDeclaredTypeOfSymbol(symbol)] : [];
  const type = checker.getTypeOfSymbol(symbol);
  const kind = type.aliasSymbol?.name;
  if (kind !== 'Builder' && kind !== 'Amender') return [];
  const parameters = type.getCallSignatures().flatMap((signature) => signature.parameters);
  return parameters.filter(({ name }) => name === 'input').map((parameter) => checker.getTypeOfSymbol(parameter));
}

class Walker {
  readonly loose: LooseType[] = [];
  readonly #seen = new Set<ts.Type>();
  readonly #checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  walk(type: ts.Type, path: string): void {
    if (this.#isLoose(type)) this.loose.push({ path, type: this.#checker.typeToString(type) });
    else if (!this.#seen.has(type)) this.#walkInto(type, path);
    this.#seen.add(type);
  }

  #walkInto(type: ts.Type, path: string): void {
    this.#seen.add(type);
    if (type.isUnionOrIntersection()) for (const part of type.types) this.walk(part, path);
    else if (this.#checker.isArrayType(type) || this.#checker.isTupleType(type))
      for (const item of this.#checker.getTypeArguments(type as ts.TypeReference)) this.walk(item, `${path}[]`);
    else if (isList(type))
      for (const { type: item } of this.#checker.getIndexInfosOfType(type)) this.walk(item, `${path}[]`);
    else if (type.flags & ts.TypeFlags.Object && !isWhole(type))
      for (const member of type.getProperties())
        this.walk(this.#checker.getTypeOfSymbol(member), `${path}.${member.name}`);
  }

  #isLoose(type: ts.Type): boolean {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) return true;
    if (!(type.flags & ts.TypeFlags.Object) || isWhole(type) || isList(type)) return false;
    if (this.#checker.isArrayType(type) || this.#checker.isTupleType(type)) return false;
    const isEmpty = type.getProperties().length === 0;
    const isOpen = this.#checker.getIndexInfosOfType(type).length > 0 || type.getCallSignatures().length > 0;
    return isEmpty || isOpen || tooOpen.has(type.symbol?.name);
  }
}

/** Recognises a list that is declared by its members, so that the compiler reports which member an item lacks. */
function isList(type: ts.Type): boolean {
  return ['ListOf', 'NonEmptyListOf'].includes(type.symbol?.name) && type.getNumberIndexType() !== undefined;
}

/** Recognises a moment, or a resource of one type, which may be contained: it is made elsewhere and used unchanged. */
function isWhole(type: ts.Type): boolean {
  const isResource = type.getProperty('resourceType') !== undefined;
  return type.symbol?.name === 'Date' || (isResource && !tooOpen.has(type.symbol?.name));
}
