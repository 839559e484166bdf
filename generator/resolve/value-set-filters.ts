import type { ValueSetFilter } from '../fhir/definitions.ts';
import { asMember, isWhole, type CodeSystemIndex, type IndexedConcept } from './code-system-index.ts';
import { intersect, knownSet, openSet, unite, type ConceptSet } from './concept-set.ts';
import { readEcl, snomedCt } from './ecl-codes.ts';
import type { ExpandedConcept } from './expanded-value-set.ts';

/** What the filters of an include need. */
export interface FilterContext {
  readonly system: string;
  /** The code system, if it is in the input. */
  readonly index: CodeSystemIndex | undefined;
  /** Called for a code in a filter that is missing from a complete code system. */
  unknownCode(code: string): void;
  /** Called for a filter that breaks the rules of its system. */
  malformed(filter: ValueSetFilter): void;
}

type Test = (concept: IndexedConcept) => boolean;

/**
 * Returns the concepts that pass the filters of an include; parts that only a terminology service can decide are open.
 *
 * Filters are joined by "and", with one exception: several `=` or `in` filters on the same property of one include. A
 * concept has one code, so that joining `concept = A` and `concept = B` by "and" would select nothing; authors who
 * write that mean alternatives, and so they are read.
 *
 * @see http://hl7.org/fhir/STU3/valueset.html#compositions
 */
export function applyFilters(filters: readonly ValueSetFilter[], context: FilterContext): ConceptSet {
  const groups = new Map<string, ConceptSet[]>();
  filters.forEach((filter, i) => {
    const group = filter.op === '=' || filter.op === 'in' ? `same ${filter.property}` : `filter ${i}`;
    groups.set(group, [...(groups.get(group) ?? []), applyFilter(filter, context)]);
  });
  return [...groups.values()].map(unite).reduce(intersect);
}

function applyFilter(filter: ValueSetFilter, context: FilterContext): ConceptSet {
  if (context.system === snomedCt) return applySnomedFilter(filter, context);
  if (!namesCodes(filter)) return applyToSystem(filter, context);
  return namedCodes(filter.op === 'in' ? filter.value.split(',') : [filter.value], context);
}

/**
 * Returns whether a filter lists codes, so that the code system is not needed. For SNOMED CT that depends on its value.
 */
export function namesCodes({ property, op }: ValueSetFilter): boolean {
  return isCode(property) && (op === '=' || op === 'in');
}

/**
 * Applies a filter on SNOMED CT, in which `concept in 123` names a reference set, and `constraint` contains an
 * expression.
 */
function applySnomedFilter(filter: ValueSetFilter, context: FilterContext): ConceptSet {
  const { property, op } = filter;
  if (op !== '=' || (!isCode(property) && property !== 'constraint')) return applyToSystem(filter, context);
  const reading = readEcl(filter.value);
  if (reading.kind === 'codes') return knownSet(reading.concepts.map((concept) => named(concept, context)));
  if (reading.kind === 'malformed') context.malformed(filter);
  const reason =
    reading.kind === 'malformed'
      ? 'the expression is not valid in the SNOMED CT grammar'
      : 'the expression needs SNOMED CT';
  return undecided(filter, reason, context);
}

function namedCodes(codes: readonly string[], context: FilterContext): ConceptSet {
  const present = codes.map((code) => code.trim()).filter((code) => code !== '');
  return knownSet(present.map((code) => named({ system: context.system, code }, context)));
}

/** Returns the concept that a filter names, which is a member even if its code system does not know it. */
function named(concept: ExpandedConcept, { index, unknownCode }: FilterContext): ExpandedConcept {
  const known = index?.find(concept.code);
  if (known === undefined && index && isWhole(index)) unknownCode(concept.code);
  const display = concept.display ?? known?.display;
  return { ...concept, code: known?.code ?? concept.code, ...(display !== undefined && { display }) };
}

function applyToSystem(filter: ValueSetFilter, context: FilterContext): ConceptSet {
  const { index } = context;
  if (index === undefined && context.system === snomedCt)
    return undecided(filter, 'the filter needs SNOMED CT', context);
  if (index === undefined) return undecided(filter, 'the code system is not in the input', context);
  if (index.content !== 'complete')
    return undecided(filter, `the content of the code system is ${index.content}`, context);
  if (index.hasOnlyCodes && !(isCode(filter.property) && !isHierarchical(filter.op)))
    return undecided(filter, 'only the codes of the code system are known', context);
  const test = testOf(filter, index, context);
  if (typeof test === 'string') return undecided(filter, test, context);
  return knownSet(index.concepts.filter(test).map(asMember));
}

/** Returns the test that a filter applies to each concept, or the reason why there is none. */
function testOf(filter: ValueSetFilter, index: CodeSystemIndex, context: FilterContext): Test | string {
  if (isCode(filter.property) && isHierarchical(filter.op)) return hierarchyTest(filter, index, context);
  if (!isCode(filter.property) && !isLink(filter.property) && filter.property !== 'display') {
    const known = index.concepts.some(({ properties }) => properties.some(({ code }) => code === filter.property));
    if (!known) return `no concept of the code system has the property ${filter.property}`;
  }
  return propertyTest(filter, index);
}

function hierarchyTest({ op, value }: ValueSetFilter, index: CodeSystemIndex, context: FilterContext): Test | string {
  const start = index.find(value);
  if (start === undefined) {
    context.unknownCode(value.trim());
    return `the code system has no code ${value.trim()}`;
  }
  const others = op === 'generalizes' ? index.above(start.code) : index.below(start.code);
  const self = (concept: IndexedConcept): boolean => concept.code === start.code;
  if (op === 'descendent-of') return (concept) => others.has(concept.code);
  if (op === 'is-not-a') return (concept) => !self(concept) && !others.has(concept.code);
  return (concept) => self(concept) || others.has(concept.code);
}

function propertyTest({ property, op, value }: ValueSetFilter, index: CodeSystemIndex): Test | string {
  const values = (concept: IndexedConcept): string[] => valuesOf(concept, property, index);
  const listed = new Set(value.split(',').map((each) => each.trim()));
  switch (op) {
    case '=':
      return (concept) => values(concept).includes(value.trim());
    case 'in':
      return (concept) => values(concept).some((each) => listed.has(each));
    case 'not-in':
      return (concept) => !values(concept).some((each) => listed.has(each));
    case 'exists':
      return (concept) => values(concept).length > 0 === (value.trim() !== 'false');
    case 'regex':
      return regexTest(value, index, values);
    default:
      return `the operator ${op} is not supported`;
  }
}

/**
 * Returns the test of a regular expression. The specification does not say whether it has to match the whole value: if
 * both readings select the same concepts, the result is certain; otherwise there is none.
 */
function regexTest(
  source: string,
  index: CodeSystemIndex,
  values: (concept: IndexedConcept) => string[],
): Test | string {
  const texts = index.concepts.flatMap(values);
  if (mayRunAway(source, texts)) return 'the regular expression may take too long';
  const [anywhere, whole] = [compile(source), compile(`^(?:${source})$`)];
  if (anywhere === undefined || whole === undefined) return 'the regular expression cannot be read';
  const differs = texts.some((text) => anywhere.test(text) !== whole.test(text));
  if (differs) return 'the regular expression is ambiguous';
  return (concept) => values(concept).some((text) => whole.test(text));
}

/**
 * Returns whether matching may take too long: exponential time if a repeated group contains a repetition, and a high
 * power of the length if repetitions follow each other. Short patterns without repeated groups on short texts are safe.
 */
function mayRunAway(source: string, texts: readonly string[]): boolean {
  const repetitions = source.match(/[*+?{]/g)?.length ?? 0;
  return repetitions > 4 || /\)[*+{]|\\[1-9k]/.test(source) || texts.some((text) => text.length > 200);
}

function compile(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}

function valuesOf(concept: IndexedConcept, property: string, index: CodeSystemIndex): string[] {
  if (isCode(property)) return [concept.code];
  if (isLink(property)) return [...index.next(concept.code, property)];
  if (property === 'display') return concept.display === undefined ? [] : [concept.display];
  return concept.properties.filter(({ code }) => code === property).map(({ value }) => String(value));
}

function undecided(filter: ValueSetFilter, reason: string, { system }: FilterContext): ConceptSet {
  return openSet({ system, reason, filter });
}

function isCode(property: string): boolean {
  return property === 'concept' || property === 'code';
}

function isHierarchical(op: string): boolean {
  return op === 'is-a' || op === 'descendent-of' || op === 'is-not-a' || op === 'generalizes';
}

/** Returns whether a property names the codes next to a concept in the hierarchy, which nesting states too. */
function isLink(property: string): property is 'parent' | 'child' {
  return property === 'parent' || property === 'child';
}
