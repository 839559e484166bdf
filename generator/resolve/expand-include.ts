import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { diagnostic, type DiagnosticLocation, type Report } from '../diagnostics/diagnostic.ts';
import { parseCanonical } from '../fhir/canonical.ts';
import type { ValueSet, ValueSetFilter, ValueSetInclude } from '../fhir/definitions.ts';
import { asMember, isWhole, type CodeSystemIndex } from './code-system-index.ts';
import { intersect, knownSet, openSet, unite, type ConceptSet } from './concept-set.ts';
import { snomedCt } from './ecl-codes.ts';
import type { ExpandedConcept, OpenPart, TerminologyLookup } from './expanded-value-set.ts';
import { whyMissing } from './missing-definition.ts';
import { tidyConcept } from './tidy-text.ts';
import { applyFilters, namesCodes, type FilterContext } from './value-set-filters.ts';

/** The reason why a value set is expanded: where to report, and how deep the imports are. */
export interface Place {
  readonly at: DiagnosticLocation;
  readonly depth: number;
}

/** What the parts of one expansion share. */
export interface ExpansionContext {
  readonly lookup: TerminologyLookup;
  readonly report: Report;
  system(url: string): CodeSystemIndex | undefined;
  members(canonical: string, from: Place): ConceptSet;
}

/** The value set that contains an include. */
export interface IncludeOwner {
  readonly definition: ValueSet;
  readonly depth: number;
  readonly context: ExpansionContext;
}

/** One include that is being expanded. */
interface Job extends IncludeOwner {
  readonly include: ValueSetInclude;
  readonly path: string;
  /** Filters whose faults have been reported. */
  readonly malformed: Set<ValueSetFilter>;
  at(path?: string): DiagnosticLocation;
  tell(code: DiagnosticCode, message: string, path?: string): void;
}

/**
 * Terminologies on FHIR's own list that are never published as a CodeSystem resource, so that its absence is no
 * mistake.
 */
const external = new Set([
  snomedCt,
  'http://loinc.org',
  'http://unitsofmeasure.org',
  'http://hl7.org/fhir/sid/icd-10',
  'urn:ietf:bcp:13',
  'urn:ietf:bcp:47',
  'urn:iso:std:iso:3166',
  'urn:iso:std:iso:4217',
]);

/**
 * Returns the codes of an include (or exclude): those of its system, narrowed to those of every value set that it
 * names.
 *
 * @param path of the include, such as `ValueSet.compose.include[0]`
 * @see http://hl7.org/fhir/STU3/valueset.html#compositions
 */
export function expandInclude(include: ValueSetInclude, path: string, owner: IncludeOwner): ConceptSet {
  const job = createJob(include, path, owner);
  const own = include.system === undefined ? [] : [expandSystem(include.system, job)];
  const imported = include.valueSets.map((canonical, i) => expandImport(canonical, `${path}.valueSet[${i}]`, job));
  const sets = [...own, ...imported];
  if (sets.length === 0) return badInclude('an include names neither a system nor a value set', job);
  const result = sets.reduce(intersect);
  for (const part of result.open) if (own[0]?.open.includes(part)) tellOpen(part, job);
  return result;
}

function createJob(include: ValueSetInclude, path: string, owner: IncludeOwner): Job {
  const { url, source } = owner.definition;
  const at = (element = path): DiagnosticLocation => ({
    file: source.file,
    line: source.line,
    canonical: url,
    element,
  });
  const tell: Job['tell'] = (code, message, element) => owner.context.report(diagnostic(code, message, at(element)));
  return { ...owner, include, path, malformed: new Set(), at, tell };
}

function expandSystem(system: string, job: Job): ConceptSet {
  const { concepts, filters } = job.include;
  const index = job.context.system(system);
  if (concepts.length > 0 && filters.length > 0) return badInclude('an include has both concepts and filters', job);
  reportVersion(system, job);
  if (concepts.length > 0) return listConcepts(system, index, job);
  if (index === undefined && !(filters.length > 0 && filters.every(namesCodes))) tellMissing(system, job);
  if (filters.length > 0) return applyFilters(filters, filterContext(system, index, job));
  return wholeSystem(system, index);
}

function wholeSystem(system: string, index: CodeSystemIndex | undefined): ConceptSet {
  if (index === undefined) return openSet({ system, reason: 'the code system is not in the input' });
  const known = knownSet(index.concepts.map(asMember));
  if (index.content === 'complete') return known;
  return unite([known, openSet({ system, reason: `the content of the code system is ${index.content}` })]);
}

function listConcepts(system: string, index: CodeSystemIndex | undefined, job: Job): ConceptSet {
  const seen = new Set<string>();
  const members: ExpandedConcept[] = [];
  job.include.concepts.forEach((raw, i) => {
    const path = `${job.path}.concept[${i}]`;
    const tidy = tidyConcept(raw, job.at(path), job.context.report);
    if (tidy === undefined) return;
    if (seen.has(tidy.code))
      job.tell('resolve/duplicate-code', `Code "${tidy.code}" of ${system} is listed twice.`, path);
    seen.add(tidy.code);
    const known = index?.find(tidy.code);
    if (known === undefined && index && isWhole(index)) tellUnknownCode(tidy.code, system, path, job);
    if (known && tidy.display !== undefined) tellDisplay(known, tidy.display, path, job);
    members.push({ ...(known && asMember(known)), system, ...tidy });
  });
  return knownSet(members);
}

function expandImport(canonical: string, path: string, job: Job): ConceptSet {
  const { url } = parseCanonical(canonical);
  const { definition, depth, context } = job;
  if (!reaches(url, definition.url, context.lookup))
    return context.members(canonical, { at: job.at(path), depth: depth + 1 });
  job.tell('resolve/value-set-cycle', `Value set ${definition.url} includes itself through ${url}.`, path);
  return openSet({ reason: `value sets ${definition.url} and ${url} include each other` });
}

/**
 * Returns whether a value set imports another, directly or not. Testing this beforehand makes the result independent of
 * where an expansion starts.
 */
function reaches(from: string, to: string, lookup: TerminologyLookup): boolean {
  const found = new Set([from]);
  for (const url of found) {
    const { include = [], exclude = [] } = lookup.valueSet(url) ?? {};
    for (const { valueSets } of [...include, ...exclude])
      for (const next of valueSets) found.add(parseCanonical(next).url);
  }
  return found.has(to);
}

function filterContext(system: string, index: CodeSystemIndex | undefined, job: Job): FilterContext {
  return {
    system,
    index,
    unknownCode: (code) => tellUnknownCode(code, system, `${job.path}.filter`, job),
    malformed: (filter) => tellMalformed(filter, system, job),
  };
}

function badInclude(what: string, job: Job): ConceptSet {
  const { system } = job.include;
  job.tell('resolve/bad-include', `In value set ${job.definition.url} ${what}.`);
  return openSet({ ...(system !== undefined && { system }), reason: what });
}

function reportVersion(system: string, job: Job): void {
  const named = job.include.version;
  const found = job.context.lookup.codeSystem(system)?.version;
  if (named === undefined || found === undefined || named === found) return;
  job.tell('resolve/version-differs', `Version ${named} of ${system} is named, but ${found} is in the input.`);
}

/** Reports why a part stays open, unless a reported mistake explains it. */
function tellOpen({ system = 'any system', reason, filter }: OpenPart, job: Job): void {
  const missing = job.context.system(system) === undefined && !external.has(system);
  if (missing || (filter !== undefined && job.malformed.has(filter))) return;
  const condition = filter === undefined ? '' : ` (${filter.property} ${filter.op} ${shorten(filter.value)})`;
  job.tell('resolve/not-expandable', `Some codes of ${system} cannot be listed: ${reason}${condition}.`);
}

function tellMissing(system: string, job: Job): void {
  if (external.has(system)) return;
  const { lookup } = job.context;
  const isValueSet = lookup.valueSet(system) !== undefined;
  const why = isValueSet
    ? 'is not in the input. That is the URL of a value set.'
    : whyMissing(system, { urls: () => lookup.codeSystemUrls?.() ?? [], isRefused: lookup.isRefused });
  job.tell('resolve/code-system-not-found', `Code system ${system} ${why}`, `${job.path}.system`);
}

function tellUnknownCode(code: string, system: string, path: string, job: Job): void {
  job.tell('resolve/code-not-in-system', `Code system ${system} has no code "${code}".`, path);
}

/** A value set may display a code in its own way, or misspell it. */
function tellDisplay({ code, display: other }: ExpandedConcept, display: string, path: string, job: Job): void {
  if (other === undefined || other === display) return;
  const message = `Code "${code}" has the display ${JSON.stringify(display)} here, and ${JSON.stringify(other)} in its code system.`;
  job.tell('resolve/display-differs', message, path);
}

function tellMalformed(filter: ValueSetFilter, system: string, job: Job): void {
  const text = `${filter.property} ${filter.op} ${shorten(filter.value)}`;
  job.malformed.add(filter);
  job.tell('resolve/bad-include', `The filter ${text} is not a valid expression for ${system}.`, `${job.path}.filter`);
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
