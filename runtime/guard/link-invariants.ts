/** How the linker prepares the invariants of a table: what wakes them, and where they are tested. */
import type { Properties } from '../core/json.js';
import { invariantsOf, keeps } from './explain-invariants.js';
import { hasSibling } from './explain-type.js';
import { MOST_BITS, readWhenEmpty, repeatedAddress } from './link-values.js';
import { nodeOf, type FastInvariants, type Node, type SlowTest } from './node.js';
import type { InvariantRule } from './rules.js';

/** The invariants of a table. */
export interface LinkedInvariants {
  readonly invariants: FastInvariants | undefined;
  /** By property: the bits of the invariants that it wakes. */
  readonly wakes: ReadonlyMap<string, number>;
  /** By property: the bits of the invariants that only a rare text of it wakes. */
  readonly wakesRarely: ReadonlyMap<string, number>;
  /** By property: the invariants of its value. */
  readonly tests: ReadonlyMap<string, readonly InvariantRule[]>;
  /** Invariants without a bit. */
  readonly slow: readonly SlowTest[];
  /** True if an invariant may produce a note that nothing announces. */
  readonly isNoted: boolean;
}

const linked = /*@__PURE__*/ new WeakMap<Node, LinkedInvariants>();

/**
 * Returns the invariants of a table. Most layers state none, such as those of a slice that fixes a code: all tables that
 * differ in such layers share one result.
 */
export function linkInvariants({ type, layers }: Node): LinkedInvariants {
  const stating = layers.filter(({ inherits, invariants }) => inherits !== undefined || invariants !== undefined);
  const owner = nodeOf(type, stating);
  let known = linked.get(owner);
  if (known === undefined) linked.set(owner, (known = new InvariantLinker(owner).link()));
  return known;
}

class InvariantLinker {
  readonly #node: Node;
  readonly #slow: SlowTest[] = [];
  #isNoted = false;
  readonly #wakes = new Map<string, number>();
  readonly #wakesRarely = new Map<string, number>();
  readonly #tests = new Map<string, InvariantRule[]>();

  constructor(node: Node) {
    this.#node = node;
  }

  link(): LinkedInvariants {
    const invariants = this.#invariants();
    return {
      invariants,
      wakes: this.#wakes,
      wakesRarely: this.#wakesRarely,
      tests: this.#tests,
      slow: this.#slow,
      isNoted: this.#isNoted,
    };
  }

  #invariants(): FastInvariants | undefined {
    const { type, layers } = this.#node;
    const all = [...new Set([type.content, ...layers].flatMap(invariantsOf))];
    if (all.length === 0) return undefined;
    const { elements } = type;
    // Invariants with a condition get the lowest bits, so that a bit is also their index in `woken`.
    const { woken, always } = this.#conditions(all.filter(({ holds }) => holds));
    const some: number[] = [];
    const one: number[] = [];
    let bits = woken.length;
    const presence = all.filter(({ holds }) => !holds);
    // For the few that are only warnings, it is enough to know that there may be one.
    if (presence.some(({ severity }) => severity === 'warning')) this.#isNoted = true;
    for (const rule of presence.filter(({ severity }) => severity !== 'warning')) {
      if (bits > MOST_BITS) this.#slow.push((value, run) => !keeps(rule, elements, value as Properties, run));
      else if (rule.one) one.push(this.#wakeBy([rule.one[0]], bits++), this.#wakeBy([rule.one[1]], bits++));
      else some.push(this.#wakeBy(rule.some ?? [], bits++));
    }
    const hasMore = some.length > 0 || one.length > 0 || always.length > 0;
    return { woken, wakeable: (1 << woken.length) - 1, always, some, one, hasMore };
  }

  #conditions(rules: readonly InvariantRule[]): Pick<FastInvariants, 'woken' | 'always'> {
    const woken: InvariantRule[] = [];
    const always: InvariantRule[] = [];
    for (const rule of rules) {
      const names = this.#waking(rule);
      if (names === undefined || woken.length === MOST_BITS) always.push(rule);
      else if (names.length > 0) {
        const bit = 1 << (woken.push(rule) - 1);
        const rare = RARE[`${this.#node.type.elements.path} ${rule.key}`];
        for (const name of names) add(name === rare ? this.#wakesRarely : this.#wakes, name, bit);
      }
    }
    return { woken, always };
  }

  /** Makes the properties of elements set a bit. */
  #wakeBy(names: readonly string[], place: number): number {
    const bit = 1 << place;
    for (const name of names) {
      for (const entry of this.#node.type.elements.rows.get(name)?.entries ?? []) {
        add(this.#wakes, entry.name, bit);
        add(this.#wakes, entry.sibling, bit);
      }
    }
    return bit;
  }

  /**
   * Returns the properties that wake an invariant: none if something else tests it, undefined if it is always tested.
   */
  #waking(rule: InvariantRule): readonly string[] | undefined {
    const { at, holds, key } = rule;
    if (!holds) return undefined;
    if (at) return this.#ofValue(rule, at) ? [`_${at[1]}`] : [at[1], `_${at[1]}`];
    // Counting the addresses also tests that no two entries have the same one.
    if (key === 'bdl-7' && this.#node.type.elements.path === 'Bundle') {
      this.#slow.push(repeatedAddress(rule));
      return [];
    }
    return readWhenEmpty(holds);
  }

  /** Adds an invariant to the tests of a property's value, if possible; then only the property's sibling wakes it. */
  #ofValue(rule: InvariantRule, [, property]: readonly [string, string]): boolean {
    const entry = this.#node.type.elements.entries.get(property);
    const knowsSibling = (rule.holds?.length ?? 0) > 2;
    if (!entry || entry.isList || (knowsSibling && hasSibling(entry))) return false;
    const tests = this.#tests.get(property) ?? [];
    this.#tests.set(property, [...tests, rule]);
    return true;
  }
}

function add(bits: Map<string, number>, name: string, bit: number): void {
  bits.set(name, (bits.get(name) ?? 0) | bit);
}

/** Invariants that only rare texts can break, with the property that has the text. */
const RARE: Readonly<Record<string, string>> = { 'Reference ref-1': 'reference', 'Bundle.entry bdl-8': 'fullUrl' };
