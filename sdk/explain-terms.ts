/** Explains value sets and code systems. */
import type { CodeSystem, CodeSystemConcept, ValueSet, ValueSetComposeInclude } from 'fhir/r3.js';
import type { Paint } from './colours.ts';
import { definitionAt, type Identified } from './definitions.ts';
import { columns, paragraph } from './report.ts';

export interface TermsReport {
  readonly kind: 'value-set' | 'code-system';
  readonly id: string;
  readonly canonical: string;
  readonly version: string | null;
  readonly title: string;
  readonly description: string;
  readonly copyright: string | null;
  /** Where its codes come from, one for each part of a value set. */
  readonly parts: readonly TermsPart[];
}

export interface TermsPart {
  readonly system: string;
  /** Conditions that its codes meet, as the definition states them. */
  readonly filters: readonly string[];
  /** Null where only a terminology server knows them. */
  readonly codes: readonly { readonly code: string; readonly display: string }[] | null;
}

export function explainValueSet(set: Identified<ValueSet>): TermsReport {
  const parts = (set.compose?.include ?? []).map(partOf);
  return { kind: 'value-set', ...headOf(set), copyright: set.copyright ?? null, parts };
}

export function explainCodeSystem(system: Identified<CodeSystem>): TermsReport {
  const { url = '', concept = [], content } = system;
  const codes = content === 'not-present' ? null : codesOf(concept);
  return {
    kind: 'code-system',
    ...headOf(system),
    copyright: system.copyright ?? null,
    parts: [{ system: url, filters: [], codes }],
  };
}

function headOf({
  id,
  url = '',
  version,
  title,
  name = '',
  description = '',
}: Identified<ValueSet | CodeSystem>): Pick<TermsReport, 'id' | 'canonical' | 'version' | 'title' | 'description'> {
  return { id, canonical: url, version: version ?? null, title: title ?? name, description };
}

function partOf({ system = '', filter = [], concept }: ValueSetComposeInclude): TermsPart {
  const filters = filter.map(({ property, op, value }) => `${property} ${op} ${value}`);
  if (concept) return { system, filters, codes: concept.map(({ code, display = '' }) => ({ code, display })) };
  const known = filters.length === 0 ? definitionAt(system) : undefined;
  return { system, filters, codes: known?.resourceType === 'CodeSystem' ? codesOf(known.concept ?? []) : null };
}

function codesOf(concepts: readonly CodeSystemConcept[]): { readonly code: string; readonly display: string }[] {
  return concepts.flatMap(({ code, display = '', concept = [] }) => [{ code, display }, ...codesOf(concept)]);
}

export function termsLines(report: TermsReport, paint: Paint): string[] {
  const { id, kind, canonical, version, title, description, copyright, parts } = report;
  const lines = [
    `${paint('bold', id)}: ${kind === 'value-set' ? 'value set' : 'code system'}, ${title}`,
    `${canonical}${version === null ? '' : `, version ${version}`}`,
    '',
    ...paragraph(description),
    ...(copyright === null ? [] : ['', ...paragraph(copyright)]),
  ];
  for (const { system, filters, codes } of parts) {
    lines.push('', paint('bold', `Codes of ${system}`));
    lines.push(...filters.map((filter) => `  ${filter}`));
    if (codes)
      lines.push(
        ...columns(
          codes.map(({ code, display }) => [code, display]),
          '  ',
        ),
      );
    else lines.push('  The package does not know them; ask a terminology server.');
  }
  return lines;
}
