import { builderName, isName, checkName } from '../../../generator/declare/names.ts';
import type { StructureModel } from '../../../generator/model/model.ts';
import type { SiteModel } from '../model/read-model.ts';
import type { ExampleBook } from '../examples/example-book.ts';
import type { LinkBook } from './link-book.ts';

/** What every page of the reference is made with. */
export interface ReferenceContext {
  readonly model: SiteModel;
  readonly links: LinkBook;
  readonly examples: ExampleBook;
  readonly base: string;
}

/** The room for a line of code, in characters. */
const mostColumns = 104;

/** An import, with a line for each name where one line is too long. */
export function importOf(names: readonly string[], module: string): string {
  const line = `import { ${names.join(', ')} } from '${module}';`;
  if (line.length <= mostColumns) return line;
  return ['import {', ...names.map((name) => `  ${name},`), `} from '${module}';`].join('\n');
}

/** The import that brings a profile's functions. */
export function importLine(structure: StructureModel, subpath: string, packageName: string): string {
  const names = [builderName(structure), checkName(structure), isName(structure), `type ${structure.name}`];
  return importOf(names, `${packageName}/${subpath}`);
}
