import { allLanguages } from '../fhir/canonical.ts';
import type { ElementDefinition } from '../fhir/definitions.ts';
import {
  lazyTables,
  resourceElements,
  typeElements,
  type ElementContent,
  type ElementParts,
  type ElementTable,
  type ElementTables,
} from '../../runtime/core/elements.ts';
import type { BaseModel } from './base-model.ts';

/** Returns the element tables of a FHIR release, for reading its resources from XML. Each is made on first use. */
export function elementTablesOf(base: BaseModel): ElementTables {
  const maker = new TableMaker(base);
  const resources = base.definitions.filter(({ kind, abstract }) => kind === 'resource' && !abstract);
  return lazyTables(() => resources.map(({ name }) => maker.table(name)));
}

class TableMaker {
  readonly #base: BaseModel;
  readonly #definitions: ReadonlyMap<string, BaseModel['definitions'][number]>;
  readonly #tables = new Map<string, ElementTable>();

  constructor(base: BaseModel) {
    this.#base = base;
    this.#definitions = new Map(base.definitions.map((definition) => [definition.name, definition]));
  }

  /** Returns the table of a type (`Patient`), or of an element with elements of its own (`Patient.contact`). */
  table(path: string): ElementTable {
    const known = this.#tables.get(path);
    if (known) return known;
    const isResource = this.#definitions.get(path)?.kind === 'resource';
    const made = (isResource ? resourceElements : typeElements)(path, () => this.#parts(path));
    this.#tables.set(path, made);
    return made;
  }

  #parts(path: string): ElementParts {
    const [type = ''] = path.split('.');
    const all = this.#definitions.get(type)?.snapshot ?? [];
    const children = all.filter((element) => isChild(path, element.path) && element.max !== '0');
    return Object.fromEntries(children.map((element) => this.#part(element)));
  }

  #part(element: ElementDefinition): [string, ElementParts[string]] {
    const name = element.path.slice(element.path.lastIndexOf('.') + 1);
    const contents = this.#contents(element);
    if (name.endsWith('[x]')) {
      const stem = name.slice(0, -'[x]'.length);
      return [name, Object.fromEntries(contents.map(([code, content]) => [stem + upperFirst(code), content]))];
    }
    const content = contents[0]?.[1] ?? 'string';
    const isAttribute = element.representation?.includes('xmlAttr') ?? false;
    return [isAttribute ? `@${name}` : name, element.max === '1' ? content : [content]];
  }

  #contents({
    path,
    types = [],
    contentReference,
    binding,
  }: ElementDefinition): [code: string, content: ElementContent][] {
    if (contentReference !== undefined) return [['', this.table(contentReference.replace(/^.*#/, ''))]];
    const codes = [...new Set(types.map(({ code }) => code))];
    const isLanguage = binding?.maxValueSet === allLanguages;
    return codes.map((code) => [code, isLanguage && code === 'code' ? 'lang' : this.#content(code, path)]);
  }

  #content(code: string, path: string): ElementContent {
    if (this.#base.primitives[code] || code === 'Resource') return code;
    return this.table(code === 'BackboneElement' || code === 'Element' ? path : code);
  }
}

function isChild(parent: string, path: string): boolean {
  return path.startsWith(`${parent}.`) && !path.slice(parent.length + 1).includes('.');
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
