import { diagnostic, type Report } from '../../diagnostics/diagnostic.ts';
import { compileInvariant } from '../../fhirpath/compile-invariant.ts';
import { compileSelection } from '../../fhirpath/compile-selection.ts';
import type { InterfaceRef, StructureModel } from '../../model/model.ts';
import type { TypeLookup } from '../../fhirpath/type-lookup.ts';
import { list, valueOf, type ValueExpression } from '../expressions.ts';
import { additionsName, rulesName } from '../names.ts';

/** What the rules of all structures are declared with. */
export interface RuleTools {
  /** The FHIR types, to compile expressions. */
  readonly types: TypeLookup;
  readonly report: Report;
  /** Returns the emitted structure of a FHIR type; undefined for an abstract type. */
  readonly typeNamed: (fhirType: string) => StructureModel | undefined;
  /** Returns the structure that a module declares. */
  readonly structureIn: (module: string) => StructureModel | undefined;
}

/**
 * Returns what a profile and the profiles between it and its type add, most general first. Rules of a followed profile
 * refer to these alone, because the value is checked against its type anyway.
 */
export function followed({ name, module }: InterfaceRef, tools: RuleTools): ValueExpression {
  const chain: ValueExpression[] = [];
  for (let at = tools.structureIn(module); at; at = at.parent && tools.structureIn(at.parent.module))
    chain.unshift(valueOf({ name: additionsName(at.name), module: at.module }));
  return list(chain.length > 0 ? chain : [valueOf({ name: rulesName(name), module })]);
}

/**
 * Returns whether an invariant can and has to be tested: one that cannot be compiled is reported, and one that always
 * holds needs no test.
 */
export function isTestable(
  { types, report }: RuleTools,
  condition: { readonly expression: string; readonly at: string; readonly only?: string },
  place: { readonly key: string; readonly canonical: string; readonly element: string },
): boolean {
  const { expression, at, only } = condition;
  const compiled = compileInvariant(expression, at, types, { only });
  if (compiled.kind === 'compiled') return compiled.condition.constant !== true;
  const { key, canonical, element } = place;
  const message = `Invariant ${key} is not checked: ${compiled.reason}.`;
  report(diagnostic('emit/invariant-unsupported', message, { canonical, element }));
  return false;
}

/** Returns whether a selecting expression can be compiled. */
export function isSelectable({ types }: RuleTools, expression: string, at: string): boolean {
  return compileSelection(expression, at, types).kind === 'compiled';
}
