import { neededBySlices } from '../../model/contents.ts';
import type { ContentModel, ElementModel, ReceivedSeverity, StructureModel, TypeModel } from '../../model/model.ts';
import { elementOf } from '../element-of-type.ts';
import { entry, literal, object, type ValueEntry, type ValueExpression } from '../expressions.ts';
import { invariantEntries } from './invariant-rules.ts';
import { isEqual } from './is-equal.ts';
import type { RuleTools } from './rules-context.ts';
import { slicingEntries } from './slice-rules.ts';
import { checkedBindings, innerEntries, limitsOf, objectOrNothing, type InnerRules } from './value-rules.ts';

/** Declares what a profile adds to its type: only its own constraints. */
export class ContentRulesWriter {
  readonly #structure: StructureModel;
  readonly #tools: RuleTools;
  readonly #profile: InnerRules['profile'];
  /** Elements whose values discriminate the slice that a content is an item of. */
  readonly #decided: ReadonlyMap<ContentModel, ReadonlySet<string>>;

  constructor(structure: StructureModel, tools: RuleTools, profile: InnerRules['profile']) {
    this.#structure = structure;
    this.#tools = tools;
    this.#profile = profile;
    this.#decided = decidedNames(structure.content, new Map());
  }

  /** Declares the rules of a content: its elements and invariants. */
  content(content: ContentModel): ValueExpression {
    const elements = content.elements.flatMap((element) => this.#element(element, content));
    return object([
      ...(elements.length > 0 ? [entry('elements', object(elements))] : []),
      ...invariantEntries(content, this.#structure, this.#tools),
      ...receivedEntry(content.severityWhenReceived),
    ]);
  }

  #inner(content: ContentModel): InnerRules {
    return { of: (inside) => this.content(inside), profile: this.#profile, content };
  }

  #element(element: ElementModel, content: ContentModel): ValueEntry[] {
    if (!element.isStated) return [];
    const entries = this.#elementEntries(element, content);
    if (entries.length === 0) return [];
    const name = element.isChoice ? `${element.name}[x]` : element.name;
    return [entry(name, object([...entries, ...receivedEntry(element.severityWhenReceived)]))];
  }

  #elementEntries(element: ElementModel, content: ContentModel): ValueEntry[] {
    const decided = this.#decided.get(content);
    if (element.fixed && decided?.has(element.name)) return [];
    if (element.max === 0 && element.inherited?.max === 0) return [];
    if (element.max === 0) return notUsed(element, content);
    const counts = cardinality(element);
    // Values of excluded types do not count.
    const known = counts.length > 0 ? 0 : (element.inherited?.excluded.length ?? 0);
    return [
      ...counts,
      ...(element.excluded.length > known ? onlyTypes(element, content) : []),
      ...this.#types(element, content, decided),
      ...slicingEntries(element, this.#inner(content)),
    ];
  }

  /** Declares the rules for values; of a choice, by the properties of its types. */
  #types(element: ElementModel, content: ContentModel, decided: ReadonlySet<string> | undefined): ValueEntry[] {
    const ofType = (type: TypeModel): ValueEntry[] => this.#type(type, elementOf(type, element), content, decided);
    const [only] = element.types;
    if (!element.isChoice) return only ? ofType(only) : [];
    const members = element.types.flatMap((type): ValueEntry[] => {
      const entries = ofType(type);
      const isOwn = type.own !== undefined && type.own.severityWhenReceived !== element.severityWhenReceived;
      const all = entries.length > 0 && isOwn ? [...entries, ...receivedEntry(type.own.severityWhenReceived)] : entries;
      const rules = objectOrNothing(all);
      return rules ? [entry(type.member, rules)] : [];
    });
    return members.length > 0 ? [entry('members', object(members))] : [];
  }

  #type(
    type: TypeModel,
    element: ElementModel,
    content: ContentModel,
    decided: ReadonlySet<string> | undefined,
  ): ValueEntry[] {
    const { fixed, pattern, binding, inherited } = element;
    const limits = limitsOf(element, type);
    const isOfType = type.kind === 'resource' && type.types.length > 0 && !decided?.has(`${element.name}.resourceType`);
    return [
      ...(fixed && !isEqual(fixed, inherited?.fixed) ? [entry('fixed', literal(fixed.value))] : []),
      ...(pattern && !isEqual(pattern, inherited?.pattern) ? [entry('pattern', literal(pattern.value))] : []),
      ...(limits && !isEqual(limits, inherited && limitsOf(inherited, type)) ? [entry('limits', literal(limits))] : []),
      ...(fixed ? [] : checkedBindings(binding, inherited?.binding, type)),
      ...(isOfType ? [entry('resourceTypes', literal(type.types))] : []),
      ...innerEntries(type, inherited?.types ?? [], this.#inner(content)),
    ];
  }
}

/** The severity of a breach in a received message, if it is below error. */
export function receivedEntry(severity: ReceivedSeverity | undefined): ValueEntry[] {
  return severity === undefined ? [] : [entry('whenReceived', literal(severity))];
}

function notUsed(element: ElementModel, content: ContentModel): ValueEntry[] {
  if (element.isChoice) return onlyTypes(element, content);
  return [entry('max', literal(0)), entry('unused', literal(membersOf(element)))];
}

/** Returns the JSON properties of an element, including siblings of primitives. */
function membersOf(element: ElementModel): string[] {
  return element.types.flatMap((type) =>
    type.kind === 'primitive' && type.hasSibling ? [type.member, `_${type.member}`] : [type.member],
  );
}

/** Declares which types of a choice are allowed; none if it is prohibited. */
function onlyTypes(element: ElementModel, content: ContentModel): ValueEntry[] {
  const isUnused = element.max === 0;
  const hasNamesake = content.elements.some(
    ({ name }) => name.startsWith(element.name) && /[A-Z]/.test(name.charAt(element.name.length)),
  );
  const max = isUnused ? [entry('max', literal(0))] : [];
  // One by one, if the names of the types could be mistaken for those of other elements.
  if (hasNamesake) {
    const excluded = element.excluded.flatMap(({ member, isPrimitive }) =>
      isPrimitive ? [member, `_${member}`] : [member],
    );
    return [...max, entry('unused', literal(isUnused ? membersOf(element) : excluded))];
  }
  return [...max, entry('only', literal(isUnused ? [] : element.types.map(({ member }) => member)))];
}

function cardinality(element: ElementModel): ValueEntry[] {
  const isLimited = element.isList && element.max !== Infinity;
  // Required slices imply more than a required list.
  const ofSlices = neededBySlices(element.slices);
  const min = element.min > ofSlices ? element.min : 0;
  // The base type already requires the URL of an extension.
  if ((min === 0 && !isLimited) || element.id.endsWith('Extension.url') || isRepeated(element)) return [];
  return [
    ...(min > 0 ? [entry('min', literal(min))] : []),
    ...(element.max === Infinity || !element.isList ? [] : [entry('max', literal(element.max))]),
  ];
}

/** Returns whether the base profile states the same cardinality. */
function isRepeated({ inherited, min, max, minItems }: ElementModel): boolean {
  return inherited?.min === min && inherited.max === max && inherited.minItems === minItems;
}

/** Returns the names of the elements whose texts discriminate the slice of each content. */
function decidedNames(
  whole: ContentModel,
  found: Map<ContentModel, Set<string>>,
): ReadonlyMap<ContentModel, ReadonlySet<string>> {
  const slices = whole.elements.flatMap((element) => element.slices);
  for (const { type, discriminators, undiscriminated } of slices) {
    if (!type.content || undiscriminated !== undefined) continue;
    const names = found.get(type.content) ?? new Set<string>();
    for (const { path, value } of discriminators) if (typeof value === 'string') names.add(path);
    found.set(type.content, names);
  }
  const inner = [...whole.elements.flatMap((element) => element.types), ...slices.map((slice) => slice.type)];
  for (const { content } of inner) if (content) decidedNames(content, found);
  return found;
}
