/** What FHIR itself says of the elements of its types: the rules that the package checks by. */
import { registry } from '#package/check.js';
import type { BindingFacts, ElementFacts, InvariantFacts } from './element-facts.ts';

export type TypeRules = NonNullable<ReturnType<typeof registry.types.get>>;
type ElementRow = TypeRules['elements']['rows'] extends ReadonlyMap<string, infer Row> ? Row : never;
type Rules = NonNullable<NonNullable<TypeRules['content']['elements']>[string]>;
type ValueRules = NonNullable<NonNullable<Rules['members']>[string]>;
type Invariant = NonNullable<TypeRules['content']['invariants']>[number];

/** Names of the resource types. */
export function resourceTypes(): readonly string[] {
  return [...registry.types.keys()];
}

/** The rules of a resource type or a datatype; undefined for a name that is neither. */
export function typeNamed(name: string): TypeRules | undefined {
  return registry.types.get(name) ?? dataTypes().get(name);
}

let known: ReadonlyMap<string, TypeRules> | undefined;

/** The datatypes, which are parts of resource types and of each other. */
function dataTypes(): ReadonlyMap<string, TypeRules> {
  if (known) return known;
  const found = new Map<string, TypeRules>();
  const seen = new Set<TypeRules>(registry.types.values());
  for (const type of seen) {
    if (!type.elements.path.includes('.')) found.set(type.elements.path, type);
    for (const part of type.content.parts) seen.add(part);
  }
  return (known = found);
}

/** The elements of a type, in their order; those of what they hold are not among them. */
export function elementsOfType(type: TypeRules): readonly ElementFacts[] {
  return [...type.elements.rows.values()].map((row) => factsOf(type, row, `${type.elements.path}.${row.name}`));
}

/** The element at a path of a type of FHIR (`Patient.contact.name`); undefined where there is none. */
export function elementAt(path: string): ElementFacts | undefined {
  const [owner, name] = ownerOf(path);
  const row = owner && rowNamed(owner, name);
  return owner && row && factsOf(owner, row, path, name);
}

/** The elements of the backbone element at a path; none where what is there has a type of its own. */
export function elementsInside(path: string): readonly ElementFacts[] {
  const [owner, name] = ownerOf(path);
  const inner = owner && contentOf(owner, name);
  if (!inner?.elements.path.includes('.')) return [];
  return [...inner.elements.rows.values()].map((row) => factsOf(inner, row, `${path}.${row.name}`));
}

/** What an element belongs to, and its own name; undefined where the path leads nowhere. */
function ownerOf(path: string): readonly [owner: TypeRules | undefined, name: string] {
  const [root = '', ...names] = path.split('.');
  const last = names.pop() ?? '';
  let owner = typeNamed(root);
  for (const name of names) owner = owner && contentOf(owner, name);
  return [owner, last];
}

/** The type of what an element holds; undefined for a primitive and for a choice of several. */
function contentOf(owner: TypeRules, name: string): TypeRules | undefined {
  const row = rowNamed(owner, name);
  const table = row?.entries.find((entry) => isMember(entry.name, name, row))?.table;
  return table && (owner.partOf(table) ?? typeNamed(table.path));
}

/** The place of an element among those of its type, by the second name of its path; what is unknown comes last. */
export function orderOf(path: string): number {
  const [root = '', name] = path.split('.');
  if (name === undefined) return -1;
  const type = typeNamed(root);
  return (type && rowNamed(type, name)?.order) ?? Number.MAX_SAFE_INTEGER;
}

/** The invariants of a type as a whole, those that it has from abstract types among them. */
export function invariantsOf(type: TypeRules): readonly InvariantFacts[] {
  const { inherits = [], invariants = [] } = type.content;
  return [...inherits.flat(), ...invariants].map((one) => invariantFacts(one, type.elements.path));
}

/** A choice is named as a whole or by one of its types: `value[x]`, `valueString`. */
function rowNamed({ elements }: TypeRules, name: string): ElementRow | undefined {
  const row = elements.rows.get(name);
  if (row) return row;
  const entry = elements.entries.get(name);
  return entry?.isChoice === true ? elements.rows.get(`${entry.stem}[x]`) : undefined;
}

function isMember(entry: string, name: string, row: ElementRow): boolean {
  return entry === name || (name.endsWith('[x]') && row.entries.length === 1);
}

/** @param name that of one type of a choice, or that of the element */
function factsOf(owner: TypeRules, row: ElementRow, id: string, name = row.name): ElementFacts {
  const rules = owner.content.elements?.[row.name] ?? {};
  const entries = name === row.name ? row.entries : row.entries.filter((entry) => entry.name === name);
  const types = entries.map((entry) => typeText(entry, rules.members?.[entry.name] ?? rules));
  return {
    id,
    min: rules.min ?? 0,
    max: rules.max === undefined ? (row.isList ? '*' : '1') : String(rules.max),
    types: [...new Set(types)],
    short: null,
    definition: null,
    fixed: undefined,
    pattern: undefined,
    binding: bindingOf(rules) ?? null,
    slicedBy: [],
    invariants: (owner.content.invariants ?? [])
      .filter(({ at }) => at?.[0] === row.name)
      .map((one) => invariantFacts(one, id)),
    statedBy: [],
  };
}

function typeText({ type, table, form }: ElementRow['entries'][number], { targets }: ValueRules): string {
  const name = table?.path ?? (type === '' ? 'Resource' : type);
  if (name === 'Reference') return referenceText(targets);
  // A backbone element has no name but its place.
  return name.includes('.') && form !== undefined ? 'BackboneElement' : name;
}

/** A Reference with the types or profiles of its targets. */
export function referenceText(targets: readonly string[] = []): string {
  return targets.length === 0 ? 'Reference' : `Reference(${targets.join(' | ')})`;
}

function bindingOf({ codes, binding }: Rules): BindingFacts | undefined {
  if (codes) {
    const name = 'name' in codes ? String(codes.name) : '';
    return { strength: 'required', valueSet: name, codes: codes.among };
  }
  if (!binding) return undefined;
  const [strength, set] = binding;
  if (typeof set === 'string') return { strength, valueSet: set, codes: null };
  return { strength, valueSet: set.canonical ?? set.name, codes: set.canonical === undefined ? set.among : null };
}

function invariantFacts({ key, text, severity }: Invariant, element: string): InvariantFacts {
  return { key, severity: severity ?? 'error', text, element, profile: null };
}
