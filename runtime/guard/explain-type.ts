/** The explaining walk over FHIR types: finds everything that is wrong with a value, with its place. */
import type { ElementEntry, ElementTable } from '../core/elements.js';
import { FORM } from '../core/elements.js';
import { isObject, type Properties } from '../core/json.js';
import { languageRule } from '../primitives/language-tag.js';
import { referenceRule } from '../primitives/literal-reference.js';
import { rules as formats, type PrimitiveName, type Rule } from '../primitives/rules.js';
import { dangling, enter, entries, isEntryUrn, leave } from './bundle.js';
import { exactly } from './codes.js';
import { noteConceptId } from './concept-id.js';
import { additionsGuard, explainBindings, followedGuard } from './explain-content.js';
import { explainInvariants } from './explain-invariants.js';
import { formatNumber, isElementId, isOfFormat, LANGUAGE, REFERENCE } from './formats.js';
import { missing, no, twice, unknown } from './faults.js';
import { codeSystem, identifierSystem, isQuantity, strangeCode, unknownCode } from './known-code.js';
import { noteDisplay } from './known-display.js';
import { knownExtension, modifier } from './known-extension.js';
import { contained, layered, resource } from './layers.js';
import { narrativeText } from './narrative.js';
import { targetsOnly } from './reference-guard.js';
import { bindingsOf, type ElementRules, ProfileRules, type TypeRules, type ValueRules } from './rules.js';
import type { Guard, Run } from './run.js';
import { each, noContent, notObject, one, primitives as eachPrimitive, sibling, siblings } from './structure.js';

/** Tests the value of one property; true means stop. */
type Test = (run: Run, owner: Properties, value: unknown) => boolean;

/** A property of a type. */
interface Row {
  readonly test: Test;
  /** True for a property that contains objects. */
  readonly isInner: boolean;
  /** Set if the element is required or a choice. */
  readonly bit: number;
  readonly choice: { readonly stem: string; readonly order: number } | undefined;
}

interface Required {
  readonly name: string;
  readonly order: number;
  readonly bit: number;
}

/** Tables derived once from the rules of a type. */
interface Prepared {
  readonly rows: ReadonlyMap<string, Row>;
  readonly required: readonly Required[];
  /** The names from which one is suggested for an unknown property. */
  readonly names: readonly string[];
}

const byRules = /*@__PURE__*/ new WeakMap<TypeRules, Guard>();

/** Returns the guard of a FHIR type. */
export function typeGuard(rules: TypeRules): Guard {
  const known = byRules.get(rules);
  if (known) return known;
  let prepared: Prepared | undefined;
  const guard: Guard = (value, run) => explainType(rules, (prepared ??= prepare(rules)), value, run);
  byRules.set(rules, guard);
  return guard;
}

/** Returns the guard of a profile: its type first, then what each profile adds. */
export function profileGuard(rules: ProfileRules): Guard {
  const { base, own } = rules;
  const whole = base instanceof ProfileRules ? profileGuard(base) : typeGuard(base);
  const added = additionsGuard(own);
  return (value, run) => layered(run, value, whole, added, own.elements.path, own.profile);
}

function explainType(rules: TypeRules, prepared: Prepared, value: unknown, run: Run): boolean {
  if (!isObject(value)) return notObject(run, value);
  const { elements } = rules;
  const mark = run.faults;
  const outside = elements.path === 'Bundle' ? enter(run, value) : undefined;
  const { frame } = run;
  run.frame = { elements, value, key: '', outer: frame };
  const stops = explainProperties(rules, prepared, value, run) || explainBeyond(elements.path, value, run);
  run.frame = frame;
  if (stops) return false;
  if (run.faults === mark && explainInvariants(rules.content, elements, value, run)) return false;
  if (outside) leave(run, outside);
  return run.faults === mark;
}

/** Tests the properties of an object; true means stop. */
function explainProperties(rules: TypeRules, prepared: Prepared, value: Properties, run: Run): boolean {
  const { isResource } = rules.elements;
  let properties = 0;
  let seen = 0;
  for (const key in value) {
    const x = value[key];
    if (x === undefined) continue;
    properties++;
    // A text or a number produces no notes.
    if (run.only !== undefined && typeof x !== 'object') continue;
    if (run.frame) run.frame.key = key;
    const row = prepared.rows.get(key);
    if (run.only !== undefined && !row?.isInner) continue;
    if (row === undefined) {
      if (unknown(run, value, key, prepared.names)) return true;
      continue;
    }
    const { choice, bit } = row;
    if (choice && (seen & bit) !== 0 && twice(run, value, choice.stem, choice.order)) return true;
    seen |= bit;
    if (row.test(run, value, x)) return true;
  }
  if (run.only !== undefined) return false;
  if (!isResource && properties < 2 && noContent(run, value, properties)) return true;
  if (isResource && value['resourceType'] === undefined && missing(run, 'resourceType', -1)) return true;
  for (const { bit, name, order } of prepared.required) {
    if ((seen & bit) === 0 && missing(run, name, order)) return true;
  }
  return false;
}

/** Tests FHIR's rules for some types beyond their elements and invariants; true means stop. */
function explainBeyond(path: string, value: Properties, run: Run): boolean {
  switch (path) {
    case 'Bundle':
      return (run.only === undefined || run.options.direction === 'receive') && entries(run, value);
    case 'Reference':
      return dangling(run, value);
    case 'Extension':
      return knownExtension(run, value, 2);
    case 'Coding':
      noteConceptId(run, value, 4);
      noteDisplay(run, value, 5);
      return unknownCode(run, value, 4) || codeSystem(run, value);
    case 'Identifier':
      return identifierSystem(run, value);
    default:
      return isQuantity(path) && strangeCode(run, value, 6);
  }
}

function prepare(rules: TypeRules): Prepared {
  const { elements, content } = rules;
  const rows = new Map<string, Row>();
  const required: Required[] = [];
  let bits = 0;
  if (elements.isResource)
    rows.set('resourceType', { test: typeTest(elements.path), isInner: false, bit: 0, choice: undefined });
  for (const row of elements.rows.values()) {
    const { name, order, isChoice } = row;
    const own = content.elements?.[name] ?? NONE;
    const isRequired = (own.min ?? 0) > 0;
    const bit = isRequired || isChoice ? 2 ** bits++ : 0;
    if (isRequired) required.push({ name, order, bit });
    for (const entry of row.entries) {
      const choice = isChoice ? { stem: entry.stem, order } : undefined;
      const value = own.members?.[entry.name] ?? own;
      rows.set(entry.name, { test: entryTest(rules, entry, name, value), isInner: entry.type === '', bit, choice });
      const beside = siblingTest(rules, entry, name);
      if (beside) rows.set(entry.sibling, { test: beside, isInner: true, bit: entry.isList ? 0 : bit, choice });
    }
  }
  return { rows, required, names: namesOf(elements) };
}

const NONE: ElementRules = {};

function namesOf(elements: ElementTable): string[] {
  return [...elements.rows.keys()];
}

function typeTest(type: string): Test {
  return (run, _owner, value) => value !== type && no(run, 'resourceType', -1, exactly(type), value);
}

function entryTest(rules: TypeRules, entry: ElementEntry, name: string, value: ValueRules): Test {
  if (entry.form !== FORM.object && entry.form !== FORM.resource)
    return primitiveTest(rules.elements, entry, name, value);
  const { order, isList } = entry;
  const guard = guardOf(rules, entry, value);
  const walk = isList ? each : one;
  if (bindingsOf(value).length === 0) return (run, _owner, x) => walk(run, x, name, order, guard);
  return (run, _owner, x) => walk(run, x, name, order, guard) || explainBindings(value, x, name, order, run);
}

/** Returns the guard of an element's type. */
function guardOf(rules: TypeRules, { form, name, table }: ElementEntry, { as, targets, follows }: ValueRules): Guard {
  if (form === FORM.resource) return name === 'contained' ? contained : resource;
  const part = table && rules.partOf(table);
  if (!part) throw new Error(`the rules of ${rules.elements.path} do not say what ${name} holds`);
  const guard = as ? profileGuard(as) : typeGuard(part);
  if (name === 'modifierExtension') return modifier(guard);
  const more = [...(follows ?? []).map(followedGuard), ...(targets ? [targetsOnly(...targets)] : [])];
  return more.length === 0 ? guard : successively(guard, more);
}

function successively(guard: Guard, more: readonly Guard[]): Guard {
  return (value, run) => {
    const mark = run.faults;
    if (!guard(value, run) && run.stop) return false;
    for (const next of more) if (!next(value, run) && run.stop) return false;
    return run.faults === mark;
  };
}

function primitiveTest(owner: ElementTable, entry: ElementEntry, name: string, { codes }: ValueRules): Test {
  const { order, isList } = entry;
  if (entry.type === 'xhtml') return (run, _owner, value) => narrativeText(run, value, name, order);
  const { test, rule } = codes ? { test: codes.has, rule: codes as Rule } : formatOf(owner, entry);
  if (isList) return (run, value) => eachPrimitive(run, value, entry.name, order, test, rule);
  // The address of an entry was tested when the entries of the Bundle were indexed.
  if (formatNumber(owner, entry) >= REFERENCE)
    return (run, _owner, x) => !isEntryUrn(run, x) && !test(x) && no(run, name, order, rule, x);
  return (run, _owner, x) => !test(x) && no(run, name, order, rule, x);
}

/** Returns the test of a primitive element, and its rule in words. */
function formatOf(owner: ElementTable, entry: ElementEntry): { test: (value: unknown) => boolean; rule: Rule } {
  const format = formatNumber(owner, entry);
  const name = (isElementId(entry) ? 'elementId' : entry.type) as PrimitiveName;
  const rule = format === REFERENCE ? referenceRule : format === LANGUAGE ? languageRule : formats[name];
  return { test: (value) => isOfFormat(format, value), rule };
}

/** Returns the test of a primitive's id and extensions; some primitives never have any. */
function siblingTest(rules: TypeRules, entry: ElementEntry, name: string): Test | undefined {
  if (!hasSibling(entry)) return undefined;
  const { extension } = rules;
  if (!extension) return undefined;
  const guard = typeGuard(extension);
  const { order, isList } = entry;
  if (isList) return (run, owner) => siblings(run, owner, entry.name, order, guard);
  return (run, owner) => sibling(run, owner, entry.name, order, guard, name);
}

/** Returns whether a primitive may have an id and extensions. */
export function hasSibling(entry: ElementEntry): boolean {
  return entry.type !== '' && entry.type !== 'xhtml' && !isElementId(entry);
}
