import ts from 'typescript';

/** An interface that a module of the emitted package exports. */
export interface ExportedInterface {
  readonly module: string;
  readonly name: string;
  /** The interface of the module `origin` that it extends, directly or through others; undefined without one. */
  readonly extends: string | undefined;
  /** The canonical URL behind `@see` in its doc comment: that of its definition. */
  readonly canonical: string | undefined;
}

/**
 * Returns the interfaces that modules export under names of their own, sorted by module and name. `from` is the file
 * from which modules are resolved; `origin`, such as `fhir/r3.js`, is the module of the interfaces that count as bases.
 */
export function listExportedInterfaces(from: string, modules: readonly string[], origin: string): ExportedInterface[] {
  const program = ts.createProgram([from], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: [],
    noEmit: true,
  });
  const source = program.getSourceFile(from);
  if (!source) throw new Error(`There is no file ${from}.`);
  const checker = program.getTypeChecker();
  const exportsOf = (specifier: string): ts.Symbol[] => {
    const literal = source.statements.filter(ts.isImportDeclaration).map((statement) => statement.moduleSpecifier);
    const found = literal.find((node) => ts.isStringLiteral(node) && node.text === specifier);
    const module = found && checker.getSymbolAtLocation(found);
    if (!module) throw new Error(`${from} does not import ${specifier}.`);
    return checker.getExportsOfModule(module);
  };
  const bases = new Map(exportsOf(origin).map((symbol) => [symbol, symbol.name]));

  const baseOf = (symbol: ts.Symbol): string | undefined => {
    const type = checker.getDeclaredTypeOfSymbol(symbol);
    if (bases.has(symbol) || !type.isClassOrInterface()) return bases.get(symbol);
    const found = checker.getBaseTypes(type).map((base) => baseOf(base.symbol));
    return found.find((name) => name !== undefined);
  };
  return modules.flatMap((module) =>
    exportsOf(module)
      .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
      .filter((symbol) => symbol.flags & ts.SymbolFlags.Interface && !bases.has(symbol))
      .map((symbol) => ({ module, name: symbol.name, extends: baseOf(symbol), canonical: seeOf(symbol) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  );
}

function seeOf(symbol: ts.Symbol): string | undefined {
  const tag = symbol.getJsDocTags().find(({ name }) => name === 'see');
  return tag && ts.displayPartsToString(tag.text).replace(/\s/g, '');
}
