import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { baseTypeUrl, parseCanonical } from '../fhir/canonical.ts';
import type { ElementDefinition, Slicing, StructureDefinition } from '../fhir/definitions.ts';
import { addressesOf, formatAddress, type AddressStep } from '../fhir/element-address.ts';
import { applyDifferential, narrowChoice } from './apply-differential.ts';
import type { ElementReport } from './element-report.ts';
import { choiceNamed, isKnown, memberNamed, memberType, namesType, sliceOfType } from './choice-members.ts';
import { choicesOf, type DifferentialChoices } from './differential-choices.ts';
import { MissingProfiles, remedyFor } from './missing-definition.ts';
import { statementsOf } from './statements.ts';
import type { ResolvedStructure, StructureLookup } from './resolved.ts';
import { cloneUntouched, freezeTree, parseMax, touch, treeOf, typeCodes, type SnapshotNode } from './snapshot-node.ts';
import {
  addSlice,
  descend,
  fingerprint,
  isExtensionElement,
  namesIn,
  namesLike,
  sliceNamed,
} from './snapshot-edits.ts';
import { reportId, reportProhibited } from './report-address.ts';
import { settleChoices } from './settle-choices.ts';
import { listBases, maxNesting, maxUnfolding } from './list-bases.ts';
import { isOnlyValue, reportOnlyValue, reportSlicing } from './report-slicing.ts';
import { settleTypes, withTypesOfProfiles } from './settle-types.ts';

const maxDepth = 40;

/** Stops the work on one definition; the reason has been reported. */
class Unresolvable extends Error {}

interface WorkingStructure {
  readonly definition: StructureDefinition;
  readonly lineage: readonly string[];
  readonly root: SnapshotNode;
}

/** What a definition constrains; a stand-in is the type itself, where its base is not in the input. */
interface Base {
  readonly working: WorkingStructure;
  readonly isStandIn: boolean;
}

/** The place of a differential's element, and the nodes around it. */
interface Located {
  node: SnapshotNode;
  readonly trail: SnapshotNode[];
}

/**
 * Creates snapshots: follows `baseDefinition` down to a base type and applies each differential on top. Results are
 * kept, so that every definition is resolved once.
 */
export class StructureResolver {
  readonly #lookup: StructureLookup;
  readonly #report: Report;
  readonly #working = new Map<string, WorkingStructure | undefined>();
  readonly #inProgress = new Set<string>();

  constructor(lookup: StructureLookup, report: Report) {
    this.#lookup = lookup;
    this.#report = report;
  }

  /** Returns the snapshot of a definition, or undefined after reporting why there is none. */
  resolve(definition: StructureDefinition): ResolvedStructure | undefined {
    // One after another, so that a long line of bases needs no room on the stack.
    if (!this.#working.has(definition.url))
      for (const base of listBases(definition, this.#lookup)) this.#structure(base);
    const working = this.#structure(definition);
    return working && { definition, lineage: working.lineage, root: freezeTree(working.root) };
  }

  #structure(definition: StructureDefinition): WorkingStructure | undefined {
    const known = this.#working.get(definition.url);
    if (known || this.#working.has(definition.url)) return known;
    if (this.#inProgress.has(definition.url)) {
      this.#fail(
        definition,
        'resolve/base-cycle',
        `The definition is its own base, by way of ${[...this.#inProgress].join(' → ')}.`,
      );
      return undefined;
    }
    if (this.#inProgress.size >= maxNesting) {
      this.#fail(definition, 'resolve/base-unusable', `More than ${maxNesting} definitions need one another.`);
      return undefined;
    }
    this.#inProgress.add(definition.url);
    const made = this.#make(definition);
    this.#inProgress.delete(definition.url);
    this.#working.set(definition.url, made);
    return made;
  }

  #make(definition: StructureDefinition): WorkingStructure | undefined {
    const { derivation, snapshot } = definition;
    // A snapshot that does not begin with its root is unusable, and the definition needs a base.
    if (derivation !== 'constraint' && snapshot?.[0]?.path.includes('.') === false) {
      return { definition, lineage: [definition.url], root: treeOf(snapshot) };
    }
    const base = this.#base(definition);
    if (!base) return undefined;
    try {
      const root = this.#layOver(definition, base.working, base.isStandIn);
      return { definition, lineage: [definition.url, ...base.working.lineage], root };
    } catch (error) {
      if (error instanceof Unresolvable) return undefined;
      throw error;
    }
  }

  #base(definition: StructureDefinition): Base | undefined {
    const url = definition.baseDefinition;
    const base = url === undefined ? undefined : this.#lookup.structure(url);
    if (!base) return this.#standIn(definition);
    const working = this.#structure(base);
    if (!working) {
      // That the definition is its own base has been reported already.
      if (base.url === definition.url) return undefined;
      this.#fail(definition, 'resolve/base-unusable', `Base ${url} could not be resolved.`);
      return undefined;
    }
    if (base.type !== definition.type) {
      this.#fail(
        definition,
        'resolve/base-type-mismatch',
        `Type ${definition.type} differs from ${base.type} of its base ${base.url}.`,
      );
      return undefined;
    }
    return { working, isStandIn: false };
  }

  /** Returns the type itself as the base of a definition whose own base is not in the input. */
  #standIn(definition: StructureDefinition): Base | undefined {
    const { type, baseDefinition: url } = definition;
    const base = this.#lookup.structure(baseTypeUrl(type));
    const working = base && base.url !== definition.url && base.type === type ? this.#structure(base) : undefined;
    if (!working) {
      this.#fail(definition, 'resolve/type-not-found', `There is no base, and no type ${type}.`);
      return undefined;
    }
    const stated = url === undefined ? 'No base is stated' : `Base ${url} is not in the input`;
    const hint = url === undefined ? undefined : remedyFor(url, `${type} is the base`);
    this.#fail(definition, 'resolve/base-not-found', `${stated}.`, hint);
    return { working, isStandIn: true };
  }

  #layOver(definition: StructureDefinition, base: WorkingStructure, isStandIn: boolean): SnapshotNode {
    // In the copy, nothing counts as stated by this definition yet.
    const root = cloneUntouched(base.root);
    const statements = statementsOf(definition).map((element) => withTypesOfProfiles(element, this.#lookup));
    const missing = new MissingProfiles(this.#lookup);
    const addresses = addressesOf(statements);
    const choices = choicesOf(statements, addresses);
    const prohibited = new Set<SnapshotNode>();
    for (const [index, element] of statements.entries()) {
      const report: ElementReport = (code, message, hint) => {
        // The slicing may be in the base that is missing.
        if (isStandIn && code === 'resolve/slice-not-sliceable') return;
        this.#fail(definition, code, message, hint, element);
      };
      this.#refuseEmptyCardinality(element, report);
      reportId(element, report);
      const found = this.#locate(definition, root, element, addresses[index] ?? [], choices, report);
      if (!found) continue;
      reportProhibited(found.trail, element, prohibited, report);
      const before = fingerprint(found.node);
      const { types } = found.node;
      applyDifferential(found.node, element, report);
      if (element.types) {
        missing.report(found.node.types, report);
        settleTypes(found.node, types, this.#lookup, report);
        this.#takeExtensionCardinality(found.node, element);
      }
      if (fingerprint(found.node) !== before) touchTrail(found);
    }
    settleChoices(root, (id, code, message) => this.#fail(definition, code, message, undefined, { id }));
    return root;
  }

  /** Such a cardinality excludes every value, and it is unclear which of the two numbers is meant. */
  #refuseEmptyCardinality({ id, min = 0, max = '*' }: ElementDefinition, report: ElementReport): void {
    if (min <= parseMax(max)) return;
    throw this.#stop(
      report,
      'resolve/empty-cardinality',
      `Cardinality ${min}..${max} of ${id} has a minimum above its maximum.`,
    );
  }

  /** Gives an extension slice without a cardinality that of the extension's own root element. */
  #takeExtensionCardinality(node: SnapshotNode, element: ElementDefinition): void {
    const [type, ...others] = node.types;
    if (type?.code !== 'Extension' || type.profile === undefined || others.length > 0) return;
    const extension = this.#structureAt(type.profile)?.root;
    if (!extension) return;
    if (element.min === undefined) node.min = Math.max(node.min, extension.min);
    if (element.max === undefined) node.max = Math.min(node.max, extension.max);
  }

  /** Finds the node of an element; undefined if there is none and the element only prohibits it. */
  #locate(
    definition: StructureDefinition,
    root: SnapshotNode,
    element: ElementDefinition,
    steps: readonly AddressStep[],
    choices: DifferentialChoices,
    report: ElementReport,
  ): Located | undefined {
    if (steps.length > maxDepth) throw this.#stop(report, 'resolve/too-deep', `The path has ${steps.length} segments.`);
    if (steps[0]?.name !== root.name) {
      throw this.#stop(report, 'resolve/element-not-found', `Path ${element.path} does not start with ${root.name}.`);
    }
    const located: Located = { node: root, trail: [] };
    const isType = (name: string): boolean => this.#lookup.structure(baseTypeUrl(name)) !== undefined;
    for (const [index, step] of steps.entries()) {
      if (index === 0) continue;
      located.trail.push(located.node);
      this.#unfold(definition, located.node, report);
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
    const message = `${formatAddress(at)} has no element ${name}${namesIn(node)}.`;
    return this.#stop(report, 'resolve/element-not-found', message);
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
      throw this.#stop(report, 'resolve/element-not-found', message);
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
  #unfold(definition: StructureDefinition, node: SnapshotNode, report: ElementReport): void {
    if (node.children.length > 0) return;
    const source =
      node.contentReference === undefined
        ? this.#contentOfType(node, report)
        : this.#contentOfReference(definition, node.contentReference, report);
    node.children = source.children.map(cloneUntouched);
  }

  #contentOfReference(definition: StructureDefinition, reference: string, report: ElementReport): SnapshotNode {
    const base = this.#lookup.structure(baseTypeUrl(definition.type));
    const tree = base && this.#structure(base)?.root;
    const found = tree && descend(tree, reference);
    if (!found)
      throw this.#stop(
        report,
        'resolve/content-reference-not-found',
        `contentReference #${reference} names no element.`,
      );
    return found;
  }

  #contentOfType(node: SnapshotNode, report: ElementReport): SnapshotNode {
    const codes = typeCodes(node.types);
    // The parts common to all types of a choice are those of Element.
    const code = codes.length === 1 ? (codes[0] ?? 'Element') : 'Element';
    const profiles = [...new Set(node.types.map((type) => type.profile))];
    const profile = codes.length === 1 && profiles.length === 1 ? profiles[0] : undefined;
    const own = profile === undefined ? undefined : this.#structureAt(profile);
    const base = own ?? this.#structureAt(baseTypeUrl(code));
    if (!base) throw this.#stop(report, 'resolve/element-not-found', `Type ${code} is unknown.`);
    return base.root;
  }

  #structureAt(canonical: string): WorkingStructure | undefined {
    const definition = this.#lookup.structure(parseCanonical(canonical).url);
    // A definition may contain itself, as an extension inside an extension does: there, only its type is known.
    const isInside = definition && this.#inProgress.has(definition.url);
    return definition && !isInside && this.#inProgress.size < maxUnfolding ? this.#structure(definition) : undefined;
  }

  #stop(report: ElementReport, code: DiagnosticCode, message: string): Unresolvable {
    report(code, message);
    return new Unresolvable(message);
  }

  #fail(
    definition: StructureDefinition,
    code: DiagnosticCode,
    message: string,
    hint?: string,
    element?: Pick<ElementDefinition, 'id'>,
  ): void {
    this.#report(
      diagnostic(
        code,
        message,
        { file: definition.source.file, canonical: definition.url, element: element?.id },
        hint,
      ),
    );
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

function touchTrail(located: Located): void {
  for (const node of located.trail) touch(node, 'below');
  touch(located.node, 'here');
}
