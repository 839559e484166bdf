import { baseTypeUrl } from '../fhir/canonical.ts';
import type { ElementDefinition, Slicing, StructureDefinition } from '../fhir/definitions.ts';
import { formatAddress, type AddressStep } from '../fhir/element-address.ts';
import { narrowChoice } from './apply-differential.ts';
import { choiceNamed, isKnown, memberNamed, memberType, namesType, sliceOfType } from './choice-members.ts';
import type { DifferentialChoices } from './differential-choices.ts';
import type { ElementReport } from './element-report.ts';
import { isOnlyValue, reportOnlyValue, reportSlicing } from './report-slicing.ts';
import type { StructureLookup } from './resolved.ts';
import { addSlice, childMeant, descend, isExtensionElement, namesLike, sliceNamed } from './snapshot-edits.ts';
import { cloneUntouched, touch, typeCodes, type SnapshotNode } from './snapshot-node.ts';
import { stop, type Unresolvable } from './unresolvable.ts';

const maxDepth = 40;

/** The place of a differential's element, and the nodes around it. */
export interface Located {
  node: SnapshotNode;
  readonly trail: SnapshotNode[];
}

/** The snapshots of other definitions, as far as they are known; undefined for any other. */
export interface Trees {
  of(definition: StructureDefinition): SnapshotNode | undefined;
  at(canonical: string): SnapshotNode | undefined;
}

/** What a differential is laid over. */
export interface Differential {
  /** The type that the definition constrains. */
  readonly type: string;
  readonly root: SnapshotNode;
  readonly choices: DifferentialChoices;
}

/**
 * Finds the nodes of a snapshot to which the elements of a differential lead. On the way it unfolds types, opens
 * slicings that need not be stated, and adds slices.
 */
export class ElementLocator {
  readonly #differential: Differential;
  readonly #lookup: StructureLookup;
  readonly #trees: Trees;

  constructor(differential: Differential, lookup: StructureLookup, trees: Trees) {
    this.#differential = differential;
    this.#lookup = lookup;
    this.#trees = trees;
  }

  /** Finds the node of an element; undefined if there is none and the element only prohibits it. */
  locate(element: ElementDefinition, steps: readonly AddressStep[], report: ElementReport): Located | undefined {
    const { root, choices } = this.#differential;
    if (steps.length > maxDepth) throw stop(report, 'resolve/too-deep', `The path has ${steps.length} segments.`);
    if (steps[0]?.name !== root.name) {
      throw stop(report, 'resolve/element-not-found', `Path ${element.path} does not start with ${root.name}.`);
    }
    const located: Located = { node: root, trail: [] };
    const isType = (name: string): boolean => this.#lookup.structure(baseTypeUrl(name)) !== undefined;
    for (const [index, step] of steps.entries()) {
      if (index === 0) continue;
      located.trail.push(located.node);
      this.#unfold(located.node, report);
      const at = steps.slice(0, index);
      const choice = choiceNamed(located.node, step);
      const member = choice && memberNamed(choice, step);
      if (!choice) {
        this.#enterChild(located, step, at, report);
      } else if (member === undefined || isKnown(choice, step, isType)) {
        located.node = choice;
        if (member === undefined) continue;
        const isSliced = choice.slicing !== undefined || choices.isSliced(at, choice.name);
        this.#enterMemberOrSlice(located, step, member, isSliced, report);
      } else if (index === steps.length - 1 && element.max === '0' && namesType(choice, member, isType)) {
        return undefined;
      } else throw this.#noElement(located, step, at, report);
    }
    return located;
  }

  /** Takes one step down, into a child or one of its slices; adds the slice if the differential does. */
  #enterChild(located: Located, step: AddressStep, at: readonly AddressStep[], report: ElementReport): void {
    const child = located.node.children.find(({ name }) => name === step.name);
    if (!child) throw this.#noElement(located, step, at, report);
    located.node = child;
    if (step.slice !== undefined) this.#enterSlice(located, step.slice, step, report);
  }

  #noElement(
    { node }: Located,
    { name }: AddressStep,
    at: readonly AddressStep[],
    report: ElementReport,
  ): Unresolvable {
    const message = `${formatAddress(at)} has no element ${name}${childMeant(name, node)}`;
    return stop(report, 'resolve/element-not-found', message);
  }

  /** Takes one step down, to one type of a choice, or to a slice whose name is unrelated to its type. */
  #enterMemberOrSlice(
    located: Located,
    step: AddressStep,
    member: string,
    isSliced: boolean,
    report: ElementReport,
  ): void {
    const type = memberType(located.node, member);
    const isNamed = step.slice !== undefined && step.slice !== member;
    if (type !== undefined && !isNamed) {
      this.#enterMember(located, member, type, isSliced);
      return;
    }
    // `valueQuantity:weight` is the slice `weight`, which has that type.
    openSlicing(located, slicedByType);
    this.#enterSlice(located, step.slice ?? member, step, report);
    if (type !== undefined) located.node.types = located.node.types.filter(({ code }) => code === type);
  }

  /** Returns the node for one type of a choice: a slice by type, or the choice narrowed to that type. */
  #enterMember(located: Located, member: string, type: string, isSliced: boolean): void {
    const choice = located.node;
    const existing = choice.slices.find(({ sliceName }) => sliceName === member) ?? sliceOfType(choice, type);
    if (existing || (isSliced && typeCodes(choice.types).length > 1)) {
      openSlicing(located, slicedByType);
      const slice = existing ?? addSlice(choice, member);
      slice.types = slice.types.filter((candidate) => candidate.code === type);
      located.trail.push(choice);
      located.node = slice;
      if (!existing) touchTrail(located);
      return;
    }
    if (typeCodes(choice.types).length > 1) touchTrail(located);
    narrowChoice(choice, type);
  }

  #enterSlice(located: Located, name: string, { isFromId }: AddressStep, report: ElementReport): void {
    const sliced = located.node;
    const [sliceName = name, ...others] = isFromId ? namesLike(name, sliced) : [name];
    if (others.length > 0) {
      const message = `No slice is called ${name}; it may mean ${[sliceName, ...others].join(' or ')}.`;
      throw stop(report, 'resolve/element-not-found', message);
    }
    const existing = sliceNamed(sliced, sliceName);
    // Extensions are always discriminated by their URL, even if the definition does not say so.
    if (isExtensionElement(sliced)) openSlicing(located, slicedByUrl);
    if (!existing && isOnlyValue(sliced)) {
      reportOnlyValue(sliced, sliceName, report);
      return;
    }
    if (!existing) reportSlicing(sliced, sliceName, report);
    located.trail.push(sliced);
    located.node = existing ?? addSlice(sliced, sliceName);
    if (!existing) touchTrail(located);
  }

  /** Adds the children of a node from its type, type profile or contentReference. */
  #unfold(node: SnapshotNode, report: ElementReport): void {
    if (node.children.length > 0) return;
    const source =
      node.contentReference === undefined
        ? this.#contentOfType(node, report)
        : this.#contentOfReference(node.contentReference, report);
    node.children = source.children.map(cloneUntouched);
  }

  #contentOfReference(reference: string, report: ElementReport): SnapshotNode {
    const base = this.#lookup.structure(baseTypeUrl(this.#differential.type));
    const tree = base && this.#trees.of(base);
    const found = tree && descend(tree, reference);
    if (!found)
      throw stop(report, 'resolve/content-reference-not-found', `contentReference #${reference} names no element.`);
    return found;
  }

  #contentOfType(node: SnapshotNode, report: ElementReport): SnapshotNode {
    const codes = typeCodes(node.types);
    // The parts common to all types of a choice are those of Element.
    const code = codes.length === 1 ? (codes[0] ?? 'Element') : 'Element';
    const profiles = [...new Set(node.types.map((type) => type.profile))];
    const profile = codes.length === 1 && profiles.length === 1 ? profiles[0] : undefined;
    const own = profile === undefined ? undefined : this.#trees.at(profile);
    const base = own ?? this.#trees.at(baseTypeUrl(code));
    if (!base) throw stop(report, 'resolve/element-not-found', `Type ${code} is unknown.`);
    return base;
  }
}

const slicedByUrl: Slicing = { discriminators: [{ type: 'value', path: 'url' }], ordered: false, rules: 'open' };

const slicedByType: Slicing = { discriminators: [{ type: 'type', path: '$this' }], ordered: false, rules: 'open' };

/** Gives a node the implied slicing, unless it has one. */
function openSlicing(located: Located, slicing: Slicing): void {
  if (located.node.slicing) return;
  located.node.slicing = slicing;
  touchTrail(located);
}

/** Notes that the differential states something here. */
export function touchTrail(located: Located): void {
  for (const node of located.trail) touch(node, 'below');
  touch(located.node, 'here');
}
