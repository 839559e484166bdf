/**
 * Where extensions may be used. The context of an extension names elements by their paths, from a resource or from a
 * datatype, or names a datatype, or an extension around it.
 *
 * @see http://hl7.org/fhir/STU3/defining-extensions.html#context
 */
import type { ElementTable } from '../core/elements.js';
import { describe } from '../core/describe.js';
import type { Row } from './node.js';
import type { Frame } from './run.js';
import type { Walk } from './walk-state.js';

/** Where an extension may be used. */
export interface ExtensionUsage {
  /** Paths of elements, names of types, and URLs of extensions; none if it may be used anywhere. */
  readonly contexts: readonly string[];
  /** It belongs in `modifierExtension`, and only there. */
  readonly isModifier: boolean;
}

/** What has an extension, or an object around that. */
export interface Place {
  /** Path of its type: `Patient`, `Patient.contact`, `HumanName`, `string`. */
  readonly path: string;
  readonly isResource: boolean;
  /** The property that has it; undefined for the outermost object. */
  readonly key: string | undefined;
}

/** Says why an extension may not be used on an object; undefined if it may. */
export function misuseOf(url: string, usage: ExtensionUsage, owner: Frame): string | undefined {
  const { contexts, isModifier } = usage;
  if (isModifier !== (owner.key === MODIFIERS)) {
    const [is, belongs] = isModifier ? ['is a modifier', MODIFIERS] : ['is not a modifier', 'extension'];
    return `the extension ${describe(url)} ${is}, so it belongs in ${belongs}`;
  }
  if (isInContext(usage, placesAround(owner), () => owner.value['url'])) return undefined;
  return `the extension ${describe(url)} may be used on ${contexts.join(', ')} only, not here`;
}

const MODIFIERS = 'modifierExtension';

/** Returns what has an extension and the objects around that, innermost first. */
function placesAround(owner: Frame): Place[] {
  const places = owner.key.startsWith('_') ? [primitivePlace(owner.elements, owner.key)] : [];
  for (let at: Frame | undefined = owner; at; at = at.outer) {
    const outer: Frame | undefined = at.outer;
    places.push(placeOf(at.elements, outer?.key));
    if (at.elements.isResource) break;
  }
  return places;
}

/** Returns whether an extension may be used in a property: the same for the fast walk. */
export function isUsable(w: Walk, { key, owner }: Row, usage: ExtensionUsage): boolean {
  if (owner === undefined) return w.unsure();
  if (usage.isModifier !== (key === MODIFIERS)) return false;
  const isOfPrimitive = key.startsWith('_');
  const { contexts } = usage;
  if (contexts.length === 0 || (!isOfPrimitive && contexts.includes(owner.path))) return true;
  const places = placesOnTrail(w, owner, isOfPrimitive ? w.level - 1 : w.level);
  const all = isOfPrimitive ? [primitivePlace(owner, key), ...places] : places;
  // The tables do not tell which extension is around another one.
  return isInContext(usage, all, () => w.unsure());
}

/** Returns an object at a level and those around it, innermost first. */
function placesOnTrail({ trail = [] }: Walk, innermost: ElementTable, level: number): Place[] {
  const places: Place[] = [];
  let table = innermost;
  for (let i = level - 1; ; i--) {
    const row = table.isResource ? undefined : trail[i];
    places.push(placeOf(table, row?.key));
    if (row?.owner === undefined) return places;
    table = row.owner;
  }
}

/** Returns whether an extension may be used in a place, given innermost first with the objects around it. */
export function isInContext({ contexts }: ExtensionUsage, places: readonly Place[], around: () => unknown): boolean {
  return contexts.length === 0 || contexts.some((context) => isNamed(context, places, around));
}

function isNamed(context: string, places: readonly Place[], around: () => unknown): boolean {
  if (context.includes(':')) return around() === context;
  const [inner] = places;
  if (inner && isOfKind(context, inner)) return true;
  let rest = context;
  for (const { path, isResource, key } of places) {
    if (rest === path) return true;
    if (isResource || key === undefined) return false;
    const end = lastNamed(rest, key);
    if (end < 0) return false;
    rest = rest.slice(0, end);
  }
  return false;
}

/** Returns where the last name of a path begins, if it means a property: `value` and `valueQuantity` do for that. */
function lastNamed(path: string, key: string): number {
  const end = path.lastIndexOf('.');
  const name = path.slice(end + 1);
  const isStem = key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length));
  return name === key || isStem ? end : -1;
}

/** Returns whether a context names a general type of a place. */
function isOfKind(context: string, { path, isResource }: Place): boolean {
  switch (context) {
    case 'Resource':
    case 'DomainResource':
      return isResource;
    case 'Element':
      return !isResource;
    case 'BackboneElement':
      return path.includes('.');
    default:
      return BASES[path] === context;
  }
}

/** Types that specialise another. */
const BASES: Readonly<Record<string, string>> = {
  code: 'string',
  id: 'string',
  markdown: 'string',
  oid: 'uri',
  positiveInt: 'integer',
  unsignedInt: 'integer',
  Age: 'Quantity',
  Count: 'Quantity',
  Distance: 'Quantity',
  Duration: 'Quantity',
  Money: 'Quantity',
  SimpleQuantity: 'Quantity',
};

function placeOf({ path, isResource }: ElementTable, key: string | undefined): Place {
  return { path, isResource, key };
}

/** Returns the place of the primitive whose sibling property has a name, such as `_family`. */
function primitivePlace(owner: ElementTable, sibling: string): Place {
  const key = sibling.slice(1);
  return { path: owner.entries.get(key)?.type ?? '', isResource: false, key };
}
