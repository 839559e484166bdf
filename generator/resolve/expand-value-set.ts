import { diagnostic, type Diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { lastSegment, parseCanonical } from '../fhir/canonical.ts';
import type { ValueSet } from '../fhir/definitions.ts';
import { indexCodeSystem, type CodeSystemIndex } from './code-system-index.ts';
import { knownSet, openSet, subtract, unite, type ConceptSet } from './concept-set.ts';
import type { ExpandedValueSet, ListedValueSet, TerminologyLookup } from './expanded-value-set.ts';
import { whyMissing } from './missing-definition.ts';
import { expandInclude, type ExpansionContext, type Place } from './expand-include.ts';

/** Maximum depth of imports. */
const maxDepth = 64;

/** Expands the value set with a canonical URL, `|version` allowed. */
export type ValueSetExpander = (canonical: string) => ExpandedValueSet;

/**
 * Lists the codes of a value set, if the definitions in the input decide them; the rest is marked as open and never
 * guessed. The result is frozen. Reports faults of the value set and of everything that it includes, and each open
 * part.
 *
 * @see http://hl7.org/fhir/STU3/valueset.html#expansion
 */
export function expandValueSet(canonical: string, lookup: TerminologyLookup, report: Report): ExpandedValueSet {
  return createValueSetExpander(lookup, report)(canonical);
}

/** Does the same for many value sets: each definition is read once, and each finding reported once. */
export function createValueSetExpander(lookup: TerminologyLookup, report: Report): ValueSetExpander {
  const context = createContext(lookup, report);
  const done = new Map<string, ExpandedValueSet>();
  return (canonical) => {
    const { url } = parseCanonical(canonical);
    const known = done.get(url) ?? expand(canonical, context);
    done.set(url, known);
    return known;
  };
}

function expand(canonical: string, context: ExpansionContext): ExpandedValueSet {
  const { url } = parseCanonical(canonical);
  const members = context.members(canonical, { at: { canonical: url }, depth: 0 });
  const definition = context.lookup.valueSet(url) ?? context.lookup.expanded?.(url);
  const result = describe(url, definition, members);
  if (result.enumerable && result.concepts.length === 0) {
    context.report(diagnostic('resolve/value-set-empty', `Value set ${url} has no codes.`, placeOf(url, definition)));
  }
  return result;
}

function describe(
  url: string,
  definition: ValueSet | ListedValueSet | undefined,
  members: ConceptSet,
): ExpandedValueSet {
  const { name = lastSegment(url), version, title, description } = definition ?? {};
  return Object.freeze({
    url,
    name,
    ...(version !== undefined && { version }),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    enumerable: members.open.length === 0,
    concepts: Object.freeze([...members.concepts.values()].map((concept) => Object.freeze(concept))),
    open: Object.freeze(members.open.map((part) => Object.freeze(part))),
  });
}

function placeOf(url: string, definition: ValueSet | ListedValueSet | undefined): Diagnostic['at'] {
  const source = definition !== undefined && 'source' in definition ? definition.source : undefined;
  return { file: source?.file, line: source?.line, canonical: url };
}

function createContext(lookup: TerminologyLookup, report: Report): ExpansionContext {
  const systems = new Map<string, CodeSystemIndex | undefined>();
  const sets = new Map<string, ConceptSet>();
  const context: ExpansionContext = {
    lookup,
    report,
    system(url) {
      if (!systems.has(url)) systems.set(url, index(url, context));
      return systems.get(url);
    },
    members(canonical, from) {
      const { url, version } = parseCanonical(canonical);
      const set = sets.get(url) ?? compose(url, from, context);
      sets.set(url, set);
      const found = lookup.valueSet(url) ?? lookup.expanded?.(url);
      if (found !== undefined) reportVersion(url, version, found.version, from, context);
      return set;
    },
  };
  return context;
}

function index(url: string, { lookup, report }: ExpansionContext): CodeSystemIndex | undefined {
  const system = lookup.codeSystem(url);
  return system && indexCodeSystem(system, report);
}

function compose(url: string, from: Place, context: ExpansionContext): ConceptSet {
  const definition = context.lookup.valueSet(url);
  if (definition === undefined) return listed(url, from, context);
  if (from.depth > maxDepth) return tooDeep(url, from, context);
  const part = (include: ValueSet['include'][number], i: number, kind: string): ConceptSet =>
    expandInclude(include, `ValueSet.compose.${kind}[${i}]`, { definition, depth: from.depth, context });
  const included = unite([
    ...definition.include.map((include, i) => part(include, i, 'include')),
    ...(definition.isPartial ? [unlisted(definition, context)] : []),
  ]);
  if (definition.exclude.length === 0) return included;
  return subtract(included, unite(definition.exclude.map((exclude, i) => part(exclude, i, 'exclude'))));
}

/** Returns and reports the codes that a published expansion does not list. */
function unlisted(definition: ValueSet, { report }: ExpansionContext): ConceptSet {
  const reason = 'the published expansion is not whole';
  const message = `Some codes of ${definition.url} cannot be listed: ${reason}.`;
  report(diagnostic('resolve/not-expandable', message, placeOf(definition.url, definition)));
  return openSet({ reason });
}

/** Returns a value set that comes with its codes already listed; otherwise an open one. */
function listed(url: string, from: Place, { lookup, report }: ExpansionContext): ConceptSet {
  const set = lookup.expanded?.(url);
  if (set === undefined) {
    const why = whyMissing(url, { urls: () => lookup.valueSetUrls?.() ?? [], isRefused: lookup.isRefused });
    report(diagnostic('resolve/value-set-not-found', `Value set ${url} ${why}`, from.at));
    return openSet({ reason: `value set ${url} is not in the input` });
  }
  const known = knownSet(set.concepts.map((concept) => ({ ...concept })));
  if (set.enumerable) return known;
  const reason = set.reason ?? `value set ${url} cannot be listed`;
  report(diagnostic('resolve/not-expandable', `Some codes of ${url} cannot be listed: ${reason}.`, from.at));
  return unite([known, openSet({ reason })]);
}

function tooDeep(url: string, from: Place, { report }: ExpansionContext): ConceptSet {
  const message = `Value set ${url} is included through more than ${maxDepth} others.`;
  report(diagnostic('resolve/too-deep', message, from.at, 'Include the value set more directly.'));
  return openSet({ reason: `value set ${url} is included through too many others` });
}

function reportVersion(
  url: string,
  named: string | undefined,
  found: string | undefined,
  from: Place,
  { report }: ExpansionContext,
): void {
  if (named === undefined || found === undefined || named === found) return;
  report(
    diagnostic(
      'resolve/version-differs',
      `Version ${named} of ${url} is named, but ${found} is in the input.`,
      from.at,
    ),
  );
}
