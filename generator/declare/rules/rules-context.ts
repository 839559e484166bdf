import { diagnostic, type Report } from '../../diagnostics/diagnostic.ts';
import { compileInvariant } from '../../fhirpath/compile-invariant.ts';
import { compileSelection } from '../../fhirpath/compile-selection.ts';
import type { InterfaceRef, StructureModel } from '../../model/model.ts';
import type { TypeLookup } from '../../fhirpath/type-lookup.ts';
import { list, valueOf, type ValueExpression } from '../expressions.ts';
import { additionsName, rulesName } from '../names.ts';

/** What the rules of all structures are declared with. */
export interface RuleTools {
  /** The types of FHIR, by which expressions are understood. */
  readonly types: TypeLookup;
  readonly report: Report;
  /** The type of FHIR with a name, as it is emitted; undefined for an abstract one. */
  readonly typeNamed: (fhirType: string) => StructureModel | undefined;
  /** The structure that a module declares. */
  readonly structureIn: (module: string) => StructureModel | undefined;
}

/**
 * What a profile and those that it builds on add to their type, the most general first. Whoever follows a profile
 * refers to that alone: the rules of the type are at hand where a value has it.
 */
export function followed({ name, module }: InterfaceRef, tools: RuleTools): ValueExpression {
  const chain: ValueExpression[] = [];
  for (let at = tools.structureIn(module); at; at = at.parent && tools.structureIn(at.parent.module))
    chain.unshift(valueOf({ name: additionsName(at.name), module: at.module }));
  return list(chain.length > 0 ? chain : [valueOf({ name: rulesName(name), module })]);
}

/** Whether an invariant can be tested: one that cannot is reported, and one that always holds needs no test. */
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

/** Whether an expression that finds something can be compiled. */
export function isSelectable({ types }: RuleTools, expression: string, at: string): boolean {
  return compileSelection(expression, at, types).kind === 'compiled';
}
