import { lines, type Code } from './code.ts';
import { codePrinter } from './print.ts';
import { importsOf, symbolsIn } from './symbols.ts';

/** A source file before it is printed. */
export interface SourceFile {
  /** Path from the root of the package, without an extension: `base/patient`. */
  readonly module: string;
  /** The comment at its beginning. */
  readonly header: Code;
  /** Every name that it declares, so that an import of the same name gets another one. */
  readonly declared: Iterable<string>;
  /** Its declarations, separated by empty lines. */
  readonly sections: readonly Code[];
}

/** Prints a source file: its header, its imports, and its declarations. */
export function printFile({ module, header, declared, sections }: SourceFile): string {
  const { nameOf, statements } = importsOf(module, declared, symbolsIn(sections));
  const print = codePrinter(nameOf);
  const start = print(lines([header, ...statements]));
  return `${[start, ...sections.map((section) => print(section).trimEnd())].join('\n\n')}\n`;
}
