import type { ResolvedElement, ResolvedStructure } from '../resolve/resolved.ts';

/** A slice of a profile for an extension. */
export interface SlicedExtension {
  /** Canonical URL of the extension, perhaps with a version. */
  readonly extension: string;
  /** Canonical URL of the profile. */
  readonly profile: string;
  /** Id of the slice. */
  readonly element: string;
  /** What has the extension: a path from the profile's type, or the URL of the extension around it. */
  readonly place: string;
  /** All names of that place by which the context of an extension may call it. */
  readonly names: readonly string[];
  readonly isModifier: boolean;
}

/** What has an extension: the paths by which it may be called, and its types. */
interface Owner {
  readonly paths: readonly string[];
  readonly types: readonly string[];
}

/** Finds the slices for extensions in a snapshot, wherever they are. */
export function findSlicedExtensions({ definition, root }: ResolvedStructure): SlicedExtension[] {
  if (definition.derivation !== 'constraint') return [];
  const { url: profile, type, kind } = definition;
  const found: SlicedExtension[] = [];
  const visit = (element: ResolvedElement, owner: Owner): void => {
    for (const child of element.children) {
      if (isExtensions(child)) found.push(...child.slices.flatMap((slice) => slicesOf(slice, owner)));
      const inner = innerOwner(child, owner);
      visit(child, inner);
      for (const slice of child.slices) visit(slice, innerOwner(slice, owner));
    }
  };
  const slicesOf = (slice: ResolvedElement, owner: Owner): SlicedExtension[] => {
    const place = type === 'Extension' && owner.paths[0] === type ? profile : (owner.paths[0] ?? type);
    const names = [...owner.paths, ...owner.types, place];
    return slice.types.flatMap(({ code, profile: extension }): SlicedExtension[] => {
      if (code !== 'Extension' || extension === undefined) return [];
      return [{ extension, profile, element: slice.id, place, names, isModifier: slice.name === 'modifierExtension' }];
    });
  };
  visit(root, { paths: [type], types: kind === 'resource' ? ['Resource', 'DomainResource'] : ['Element'] });
  return found;
}

function isExtensions({ name }: ResolvedElement): boolean {
  return name === 'extension' || name === 'modifierExtension';
}

/** Returns how an element is called: `Condition.code.coding` is also `CodeableConcept.coding`, and a `Coding`. */
function innerOwner({ name, types }: ResolvedElement, outer: Owner): Owner {
  const codes = [...new Set(types.map(({ code }) => code))];
  const stem = name.replace(/\[x\]$/, '');
  // The parts of a datatype are also called after the datatype.
  const ofTypes = outer.types.filter((type) => !generalTypes.has(type)).map((type) => `${type}.${stem}`);
  const paths = [...outer.paths.map((path) => `${path}.${stem}`), ...ofTypes];
  return { paths, types: [...codes, 'Element'] };
}

const generalTypes: ReadonlySet<string> = new Set(['Resource', 'DomainResource', 'Element', 'BackboneElement']);
