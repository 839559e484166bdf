import type { DerivedElement } from '../derived.ts';
import type { InterfaceProperty, InterfaceShape } from './read-interfaces.ts';
import type { Choice, PathTables } from './read-paths.ts';

/** The two sources: interfaces of `@types/fhir`, path tables of fhirpath. */
export interface Sources {
  readonly interfaces: ReadonlyMap<string, InterfaceShape>;
  readonly paths: PathTables;
}

type Cardinality = Pick<DerivedElement, 'path' | 'min' | 'max'>;

/** The types of anonymous structures; each such structure has an interface of its own in `fhir/r3`. */
const backboneTypes: ReadonlySet<string> = new Set(['BackboneElement', 'Element']);

/**
 * Derives the elements that an interface adds to its base, in specification order, nested ones after their parent.
 *
 * @param path place of the interface: `Patient`, `Patient.contact`
 * @throws Error if the sources contradict each other: one of them has changed, and the rules here need a look
 */
export function deriveElements(shape: InterfaceShape, path: string, sources: Sources): readonly DerivedElement[] {
  return shape.properties.flatMap((property) => {
    const choice = sources.paths.choices.get(`${path}.${property.name}`);
    if (choice === undefined) return deriveProperty(property, `${path}.${property.name}`, sources);
    const isFirst = `${path}.${property.name}` === `${choice.path}${choice.suffixes[0]}`;
    return isFirst ? [deriveChoice(choice, shape, sources.paths)] : [];
  });
}

function deriveProperty(property: InterfaceProperty, path: string, sources: Sources): readonly DerivedElement[] {
  const cardinality: Cardinality = { path, min: property.required ? 1 : 0, max: property.list ? '*' : '1' };
  const contentReference = sources.paths.contentReferences.get(path);
  if (contentReference !== undefined) {
    return [{ ...cardinality, contentReference, interface: onlyMember(property, path) }];
  }
  const type = sources.paths.types.get(path);
  if (type === undefined) throw new Error(`No type is known for ${path}.`);
  if (backboneTypes.has(type.code)) return deriveBackbone(property, type.code, cardinality, sources);
  const sibling = deriveSibling([property], [type.code], path);
  return [{ ...cardinality, types: [type.code], ...deriveTargets(property, type.targets), ...sibling }];
}

function deriveBackbone(
  property: InterfaceProperty,
  code: string,
  cardinality: Cardinality,
  sources: Sources,
): readonly DerivedElement[] {
  const name = onlyMember(property, cardinality.path);
  const shape = sources.interfaces.get(name);
  if (shape === undefined) throw new Error(`${cardinality.path} has the unknown interface ${name}.`);
  const element: DerivedElement = { ...cardinality, types: [code], interface: name };
  return [element, ...deriveElements(shape, cardinality.path, sources)];
}

function deriveChoice(choice: Choice, shape: InterfaceShape, paths: PathTables): DerivedElement {
  const members = choice.suffixes.map((suffix) => findMember(choice, suffix, shape));
  const types = choice.suffixes.map((suffix) => toTypeCode(suffix, paths));
  return {
    path: `${choice.path}[x]`,
    min: 0,
    max: members.some((it) => it.list) ? '*' : '1',
    types,
    ...deriveSibling(members, types, choice.path),
  };
}

function findMember(choice: Choice, suffix: string, shape: InterfaceShape): InterfaceProperty {
  const name = choice.path.slice(choice.path.lastIndexOf('.') + 1) + suffix;
  const member = shape.properties.find((it) => it.name === name);
  if (member === undefined) throw new Error(`${shape.name} lacks ${name}, a member of ${choice.path}[x].`);
  return member;
}

/**
 * Returns the type code of a suffix: `DateTime` becomes `dateTime`, but `Period` stays, because only primitive types
 * start with a small letter.
 */
function toTypeCode(suffix: string, paths: PathTables): string {
  const primitive = suffix.charAt(0).toLowerCase() + suffix.slice(1);
  return paths.parents.has(primitive) ? primitive : suffix;
}

/**
 * Derives the targets of references. The interfaces repeat `Reference` once per target; the path tables name a target
 * only if it is the only one. Neither source has them for a choice, in which `Reference` occurs once.
 */
function deriveTargets(
  property: InterfaceProperty,
  known: readonly string[],
): Pick<DerivedElement, 'target' | 'targets'> {
  const count = property.members.filter((it) => it === 'Reference').length;
  if (count > 1) return { targets: count };
  const [target] = known;
  return target === undefined ? {} : { target };
}

/**
 * Checks what the model relies on: primitive properties have a sibling, a list for a list, and no other property has
 * one.
 */
function deriveSibling(
  members: readonly InterfaceProperty[],
  types: readonly string[],
  path: string,
): Pick<DerivedElement, 'sibling'> {
  members.forEach((member, index) => {
    const expected = isPrimitive(types[index] ?? '') ? (member.list ? 'list' : 'one') : undefined;
    if (member.sibling !== expected) throw new Error(`The sibling of ${path} (${member.name}) is not as expected.`);
  });
  const sibling = members.find((it) => it.sibling !== undefined)?.sibling;
  return sibling === undefined ? {} : { sibling };
}

function isPrimitive(code: string): boolean {
  return /^[a-z]/.test(code);
}

function onlyMember(property: InterfaceProperty, path: string): string {
  const [name, ...others] = property.members;
  if (name === undefined || others.length > 0) throw new Error(`${path} is expected to have one type.`);
  return name;
}
