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

/** The import that brings a profile's functions. */
export function importLine(structure: StructureModel, subpath: string, packageName: string): string {
  const names = [builderName(structure), checkName(structure), isName(structure)];
  return `import { ${names.join(', ')}, type ${structure.name} } from '${packageName}/${subpath}';`;
}
