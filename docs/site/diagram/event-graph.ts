import { cardinality } from '../../../generator/declare/doc-text.ts';
import type {
  EntryModel,
  FillingModel,
  MessageKindModel,
  MessageModel,
  RoleModel,
} from '../../../generator/model/package-model.ts';
import type { StructureModel } from '../../../generator/model/model.ts';
import type { ResolvedElement } from '../../../generator/resolve/resolved.ts';
import type { SiteModel } from '../model/read-model.ts';

/** How often something occurs in messages of one type. */
export interface Count {
  /** `new`, `update`, `delete`. */
  readonly type: string;
  readonly card: string;
}

/** A reference of the resources of a node. */
export interface GraphReference {
  /** Path of the element below the resource: `location.location`. */
  readonly path: string;
  /** Names of the nodes that it may lead to; none for one that leads out of the message. */
  readonly targets: readonly string[];
  /** Resource types, for one that leads out of the message. */
  readonly types: readonly string[];
  readonly isRequired: boolean;
}

/** Entries of a message: all of one type, or those of a role among them. */
export interface GraphNode {
  readonly name: string;
  readonly fhirType: string;
  /** The entries that a role is among. */
  readonly within?: string;
  readonly counts: readonly Count[];
  readonly profile?: StructureModel;
  readonly isFocus: boolean;
  readonly references: readonly GraphReference[];
}

export interface EventGraph {
  readonly types: readonly string[];
  readonly nodes: readonly GraphNode[];
}

/** Collects what a message of an event consists of, over all its types. */
export function eventGraph(message: MessageModel, model: SiteModel): EventGraph {
  const { kinds } = message;
  const parts = new Map<string, Part>();
  for (const kind of kinds) {
    for (const entry of [kind.header, ...kind.entries]) {
      addPart(parts, entry, kind);
      for (const role of rolesOf(kind, entry)) addPart(parts, role, kind);
    }
  }
  const all = [...parts.values()];
  return { types: kinds.map(({ type }) => type.code), nodes: all.map((part) => nodeOf(part, all, message, model)) };
}

/** Entries or a role, in the first type of message that has it. */
interface Part {
  readonly one: EntryModel | RoleModel;
  readonly kind: MessageKindModel;
  readonly counts: readonly Count[];
}

/** The roles that readers get, one below the other, as the event states them. */
function rolesOf({ roles }: MessageKindModel, { name }: EntryModel): RoleModel[] {
  return roles.filter(({ slice, isCheckOnly }) => slice === name && !isCheckOnly);
}

function addPart(parts: Map<string, Part>, one: EntryModel | RoleModel, kind: MessageKindModel): void {
  const known = parts.get(one.name);
  const count = { type: kind.type.code, card: cardinality(one) };
  parts.set(one.name, known ? { ...known, counts: [...known.counts, count] } : { one, kind, counts: [count] });
}

function nodeOf({ one, kind, counts }: Part, all: readonly Part[], message: MessageModel, model: SiteModel): GraphNode {
  const profile = 'slice' in one ? one.structure : one.profile;
  const isHeader = one === kind.header;
  const references = profile ? referencesOf(one, profile, { all, model, message }) : [];
  return {
    name: one.name,
    fhirType: one.fhirType,
    ...('slice' in one && { within: one.slice }),
    counts,
    ...(profile && { profile }),
    isFocus: one.name === kind.focus,
    references: isHeader ? references.map((reference) => atFocus(reference, kind)) : references,
  };
}

/** The header refers to the focus of the message, whatever else has the same type. */
function atFocus(reference: GraphReference, { focus }: MessageKindModel): GraphReference {
  return reference.path === 'focus' && focus !== undefined ? { ...reference, targets: [focus] } : reference;
}

interface ReferenceContext {
  readonly all: readonly Part[];
  readonly model: SiteModel;
  readonly message: MessageModel;
}

/**
 * The references of which the event says something: those that a builder fills in, those that one of its own profiles
 * states, and those that are always there.
 */
function referencesOf(
  one: EntryModel | RoleModel,
  profile: StructureModel,
  context: ReferenceContext,
): GraphReference[] {
  const { model } = context;
  const root = model.resolved.get(profile.canonical)?.root;
  const own = 'own' in one ? one.own : [profile];
  const stated = new Set(
    own.flatMap(({ canonical }) => model.resolved.get(canonical)?.definition.differential.map(({ id }) => id) ?? []),
  );
  const found: GraphReference[] = [];
  const visit = (element: ResolvedElement, isAlwaysThere: boolean): void => {
    const isRequired = isAlwaysThere && element.min > 0;
    if (element.max === 0) return;
    const path = element.id.split('.').slice(1).join('.');
    const filling = one.fillings.find((other) => other.path.join('.') === path);
    if (isReference(element) && (filling || isRequired || stated.has(element.id)))
      found.push(referenceOf(element, path, { isRequired, filling }, context));
    for (const inner of [...element.children, ...element.slices]) visit(inner, isRequired);
  };
  if (root) for (const element of root.children) visit(element, true);
  return found;
}

function isReference({ types }: ResolvedElement): boolean {
  return types.some(({ code }) => code === 'Reference');
}

function referenceOf(
  element: ResolvedElement,
  path: string,
  { isRequired, filling }: { readonly isRequired: boolean; readonly filling: FillingModel | undefined },
  { all, model }: ReferenceContext,
): GraphReference {
  const types = element.types.flatMap(({ targetProfile }) =>
    targetProfile === undefined ? [] : typeOf(targetProfile, model),
  );
  const plain = all.filter(({ one }) => !('slice' in one) && types.includes(one.fhirType)).map(({ one }) => one.name);
  const targets = filling && all.some(({ one }) => one.name === filling.role) ? [filling.role] : plain;
  return { path, targets, types: [...new Set(types)], isRequired };
}

function typeOf(canonical: string, { resolved }: SiteModel): string {
  return resolved.get(canonical)?.definition.type ?? canonical.slice(canonical.lastIndexOf('/') + 1);
}
