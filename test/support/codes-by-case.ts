import { elementTablesOf } from '../../generator/base/element-tables.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { declarePackage } from '../../generator/declare/declare-package.ts';
import type { Diagnostic, DiagnosticLocation } from '../../generator/diagnostics/diagnostic.ts';
import { buildTypeLookup } from '../../generator/fhirpath/build-type-lookup.ts';
import { loadDefinitions } from '../../generator/load/load-definitions.ts';
import { makeModel } from '../../generator/run.ts';
import { baseWith } from './pipeline.ts';

/** Files of definitions, as name and text, that are looked at by themselves. */
export type Case = readonly (readonly [name: string, text: string])[];

const publisher = 'https://acme.example';
const baseOf = (index: number): string => `${publisher}/case-${index}`;

/**
 * Runs the generator, up to what is declared, once over the files of all cases, and returns the diagnostic codes that
 * each case gets. None meets another: the publisher in their texts becomes one of the case alone.
 *
 * @param resources types of resources that are needed in full
 */
export async function codesByCase(cases: readonly Case[], resources: readonly string[]): Promise<string[][]> {
  const files = cases.flatMap((some, index) =>
    some.map(([name, text]) => ({
      name: `${index} ${name}`,
      read: () => Promise.resolve(text.replaceAll(publisher, baseOf(index))),
    })),
  );
  const diagnostics: Diagnostic[] = [];
  const report = (one: Diagnostic): void => void diagnostics.push(one);
  const source = { name: 'cases', files: () => Promise.resolve(files) };
  const loaded = await loadDefinitions([source], report, elementTablesOf(loadBaseModel()));
  const families = cases.map((_, index) => ({ subpath: `case-${index}`, base: baseOf(index), prefix: '' }));
  const packageInfo = { name: 'acme', version: '0.0.0', description: '' };
  const base = baseWith(resources);
  const model = makeModel(base, loaded, { naming: { families, titles: {}, names: {} }, packageInfo }, report);
  declarePackage(model, { types: buildTypeLookup(base.definitions), report });
  const found = cases.map(() => new Set<string>());
  for (const { code, at } of diagnostics) found[indexOf(at)]?.add(code);
  return found.map((codes) => [...codes]);
}

/** The case that a diagnostic is about, by the file or the canonical URL. */
function indexOf({ file, canonical = '' }: DiagnosticLocation): number {
  return Number(file?.split(' ', 1)[0] ?? /\/case-(\d+)\//.exec(canonical)?.[1] ?? -1);
}
