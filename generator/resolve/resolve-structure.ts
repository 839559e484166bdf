import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { baseTypeUrl, parseCanonical } from '../fhir/canonical.ts';
import type { ElementDefinition, StructureDefinition } from '../fhir/definitions.ts';
import { addressesOf } from '../fhir/element-address.ts';
import { applyDifferential } from './apply-differential.ts';
import { choicesOf } from './differential-choices.ts';
import { ElementLocator, touchTrail, type Trees } from './element-locator.ts';
import type { ElementReport } from './element-report.ts';
import { listBases, maxNesting, maxUnfolding } from './list-bases.ts';
import { MissingProfiles, remedyFor, tellMissing } from './missing-definition.ts';
import { reportId, reportProhibited } from './report-address.ts';
import type { ResolvedStructure, StructureLookup } from './resolved.ts';
import { settleChoices } from './settle-choices.ts';
import { settleTypes, withTypesOfProfiles } from './settle-types.ts';
import { fingerprint } from './snapshot-edits.ts';
import { cloneUntouched, freezeTree, parseMax, treeOf, type SnapshotNode } from './snapshot-node.ts';
import { statementsOf } from './statements.ts';
import { stop, Unresolvable } from './unresolvable.ts';

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

/**
 * Creates snapshots: follows `baseDefinition` down to a base type and applies each differential on top. Results are
 * kept, so that every definition is resolved once.
 */
export class StructureResolver {
  readonly #lookup: StructureLookup;
  readonly #report: Report;
  readonly #working = new Map<string, WorkingStructure | undefined>();
  readonly #inProgress = new Set<string>();
  readonly #trees: Trees = {
    of: (definition) => this.#structure(definition)?.root,
    at: (canonical) => this.#structureAt(canonical)?.root,
  };

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
    const message = url === undefined ? 'No base is stated.' : tellMissing('Base', url, this.#lookup);
    const hint = url === undefined ? undefined : remedyFor(url, `${type} is the base`, this.#lookup);
    this.#fail(definition, 'resolve/base-not-found', message, hint);
    return { working, isStandIn: true };
  }

  #layOver(definition: StructureDefinition, base: WorkingStructure, isStandIn: boolean): SnapshotNode {
    // In the copy, nothing counts as stated by this definition yet.
    const root = cloneUntouched(base.root);
    const statements = statementsOf(definition).map((element) => withTypesOfProfiles(element, this.#lookup));
    const missing = new MissingProfiles(this.#lookup);
    const addresses = addressesOf(statements);
    const differential = { type: definition.type, root, choices: choicesOf(statements, addresses) };
    const locator = new ElementLocator(differential, this.#lookup, this.#trees);
    const prohibited = new Set<SnapshotNode>();
    for (const [index, element] of statements.entries()) {
      const report: ElementReport = (code, message, hint) => {
        // The slicing may be in the base that is missing.
        if (isStandIn && code === 'resolve/slice-not-sliceable') return;
        this.#fail(definition, code, message, hint, element);
      };
      this.#refuseEmptyCardinality(element, report);
      reportId(element, report);
      const found = locator.locate(element, addresses[index] ?? [], report);
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
    throw stop(
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

  #structureAt(canonical: string): WorkingStructure | undefined {
    const definition = this.#lookup.structure(parseCanonical(canonical).url);
    // A definition may contain itself, as an extension inside an extension does: there, only its type is known.
    const isInside = definition && this.#inProgress.has(definition.url);
    return definition && !isInside && this.#inProgress.size < maxUnfolding ? this.#structure(definition) : undefined;
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
