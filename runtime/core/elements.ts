/**
 * Element tables list the elements of each type, in the order of the specification, and say how each is written in JSON
 * and XML. They are emitted once per type, and used by the reader and the writer of XML, by guards and by builders. A
 * table makes its content on first use, so that types may contain each other.
 */

/**
 * The content of an element: the name of a primitive type (`code`, `decimal`), `lang` for a code that is a language tag,
 * `Resource` for a resource of any type, or the table of a datatype or backbone element.
 */
export type ElementContent = string | ElementTable;

/**
 * Elements by name, in order. `[content]` in a list marks an element whose JSON property is an array, `value[x]` is a
 * choice with its JSON properties and their contents, and a leading `@` marks an XML attribute.
 */
export type ElementParts = Readonly<
  Record<string, ElementContent | readonly [ElementContent] | Readonly<Record<string, ElementContent>>>
>;

/** How a value is written. */
export const FORM = { text: 0, boolean: 1, integer: 2, decimal: 3, xhtml: 4, object: 5, resource: 6 } as const;
export type Form = (typeof FORM)[keyof typeof FORM];

/** One JSON property of a type; its name is also that of the element or attribute in XML. */
export interface ElementEntry {
  readonly name: string;
  /** The property with the id and extensions of a primitive. */
  readonly sibling: string;
  /** Name in FHIRPath: `value` for `valueString`. */
  readonly stem: string;
  /** The beginning of its XML, if it is a primitive with a value. */
  readonly start: string;
  /** Position among the elements of its type; the properties of a choice share one. */
  readonly order: number;
  readonly isChoice: boolean;
  readonly isList: boolean;
  readonly isAttribute: boolean;
  readonly form: Form;
  /** Name of the primitive type; empty for an object. */
  readonly type: string;
  /** The table of an object's type. */
  readonly table: ElementTable | undefined;
}

/** An element: its position, and its possible JSON properties. */
export interface ElementRow {
  /** As in an element id: `family`, `value[x]`. */
  readonly name: string;
  readonly order: number;
  readonly isChoice: boolean;
  readonly isList: boolean;
  readonly entries: readonly ElementEntry[];
  /** The table that contains it. */
  readonly owner: ElementTable;
}

/** The elements of a type or backbone element. */
export class ElementTable {
  /** Element id of the type: `Patient`, `Patient.contact`. */
  readonly path: string;
  readonly isResource: boolean;
  /** Names of the elements that have to be there, as far as a builder does not fill them in; separated by spaces. */
  readonly needs: string | undefined;
  readonly #parts: () => ElementParts;
  #entries: ReadonlyMap<string, ElementEntry> | undefined;
  #rows: ReadonlyMap<string, ElementRow> | undefined;
  #choices: readonly string[] | undefined;
  #sibling: ElementTable | undefined;

  constructor(path: string, isResource: boolean, parts: () => ElementParts, needs?: string) {
    this.path = path;
    this.isResource = isResource;
    this.#parts = parts;
    this.needs = needs;
  }

  /** The JSON properties, in element order. */
  get entries(): ReadonlyMap<string, ElementEntry> {
    return (this.#entries ??= new Map(entriesOf(this.#parts()).map((entry) => [entry.name, entry])));
  }

  /** The elements by name as in an element id, in element order. */
  get rows(): ReadonlyMap<string, ElementRow> {
    return (this.#rows ??= rowsOf(this));
  }

  /** Names of the choices. */
  get choices(): readonly string[] {
    return (this.#choices ??= [...this.rows.values()].filter(({ isChoice }) => isChoice).map(({ name }) => name));
  }

  /** The table of a primitive's id and extensions. */
  get sibling(): ElementTable {
    return (this.#sibling ??= siblingTable(() => extensionIn([this])));
  }
}

/** Creates the table of a resource type. */
export function resourceElements(type: string, parts: () => ElementParts, needs?: string): ElementTable {
  return new ElementTable(type, true, parts, needs);
}

/** Creates the table of a datatype or backbone element. */
export function typeElements(path: string, parts: () => ElementParts, needs?: string): ElementTable {
  return new ElementTable(path, false, parts, needs);
}

function rowsOf(owner: ElementTable): ReadonlyMap<string, ElementRow> {
  const rows = new Map<string, ElementRow & { readonly entries: ElementEntry[] }>();
  for (const entry of owner.entries.values()) {
    const { stem, order, isList, isChoice } = entry;
    const name = isChoice ? `${stem}[x]` : stem;
    const row = rows.get(name) ?? { name, order, isChoice, isList, entries: [], owner };
    row.entries.push(entry);
    rows.set(name, row);
  }
  return rows;
}

function entriesOf(parts: ElementParts): ElementEntry[] {
  return Object.entries(parts).flatMap(([key, part], order) => {
    if (typeof part === 'string' || part instanceof ElementTable) return entryOf(key, part, order);
    if (isListed(part)) return { ...entryOf(key, part[0], order), isList: true };
    const stem = key.slice(0, -'[x]'.length);
    return Object.entries(part).map(([member, content]) => ({
      ...entryOf(member, content, order),
      stem,
      isChoice: true,
    }));
  });
}

function isListed(part: object): part is readonly [ElementContent] {
  return Array.isArray(part);
}

function entryOf(key: string, content: ElementContent, order: number): ElementEntry {
  const isAttribute = key.startsWith('@');
  const name = isAttribute ? key.slice(1) : key;
  const table = typeof content === 'string' ? undefined : content;
  const form = typeof content === 'string' ? formOf(content) : FORM.object;
  const type = typeof content === 'string' && form !== FORM.resource ? content : '';
  return {
    name,
    sibling: `_${name}`,
    stem: name,
    start: `<${name} value="`,
    order,
    isChoice: false,
    isList: false,
    isAttribute,
    form,
    type,
    table,
  };
}

function formOf(type: string): Form {
  switch (type) {
    case 'boolean':
    case 'decimal':
    case 'xhtml':
      return FORM[type];
    case 'integer':
    case 'unsignedInt':
    case 'positiveInt':
      return FORM.integer;
    case 'Resource':
      return FORM.resource;
    default:
      return FORM.text;
  }
}

/** The tables that a reader or writer of XML uses: some resource types, and all types of their elements. */
export interface ElementTables {
  /** By resource type. */
  readonly resources: ReadonlyMap<string, ElementTable>;
  /** The table of a primitive's id and extensions. */
  readonly sibling: ElementTable;
}

/** Collects the tables of resource types; all other types are unknown, also inside a Bundle. */
export function elementTables(...resources: readonly ElementTable[]): ElementTables {
  return lazyTables(() => resources);
}

/** Collects the tables of a list that is made on first use. */
export function lazyTables(list: () => readonly ElementTable[]): ElementTables {
  let resources: ReadonlyMap<string, ElementTable> | undefined;
  const tables: ElementTables = {
    get resources() {
      return (resources ??= new Map(list().map((table) => [table.path, table])));
    },
    sibling: siblingTable(() => extensionIn([...tables.resources.values()])),
  };
  return tables;
}

function siblingTable(extension: () => ElementTable): ElementTable {
  return typeElements('Element', () => ({ '@id': 'string', extension: [extension()] }));
}

/** Returns the table of extensions, which every datatype refers to. */
function extensionIn(tables: readonly ElementTable[]): ElementTable {
  const seen = new Set(tables);
  for (const table of seen) {
    for (const { name, table: inner } of table.entries.values()) {
      if (name === 'extension' && inner) return inner;
      if (inner) seen.add(inner);
    }
  }
  return typeElements('Extension', () => ({}));
}
