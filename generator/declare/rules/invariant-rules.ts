import { presenceOf } from '../../fhirpath/presence.ts';
import type { Constraint, ContentModel, ElementModel, StructureModel, TypeModel } from '../../model/model.ts';
import { entry, list, literal, object, type ValueEntry, type ValueExpression, valueOf } from '../expressions.ts';
import { invariantsName } from '../names.ts';
import { isSelectable, isTestable, type RuleTools } from './rules-context.ts';

/** Declares the invariants that a content itself states; no entries if it states none. */
export function invariantEntries(content: ContentModel, structure: StructureModel, tools: RuleTools): ValueEntry[] {
  const inherited = content.inherits.map(({ name, module }) => valueOf({ name: invariantsName(name), module }));
  const own = invariantsOf(content, structure, tools);
  return [
    ...(inherited.length > 0 ? [entry('inherits', list(inherited))] : []),
    ...(own.length > 0 ? [entry('invariants', list(own))] : []),
  ];
}

/** Collects the invariants of a content, and those of its elements that have no content of their own. */
export function invariantsOf(content: ContentModel, structure: StructureModel, tools: RuleTools): ValueExpression[] {
  const whole = content.constraints.flatMap((constraint) => ofContent(constraint, content, structure, tools));
  return [...whole, ...content.elements.flatMap((element) => ofElement(element, content, structure, tools))];
}

function ofContent(
  constraint: Constraint,
  { basePath, elementId }: ContentModel,
  { canonical }: StructureModel,
  tools: RuleTools,
): ValueExpression[] {
  const { expression = '', key, culprits } = constraint;
  const condition = { expression, at: basePath };
  if (!isTestable(tools, condition, { key, canonical, element: elementId })) return [];
  const presence = presenceOf(expression, basePath, tools.types);
  const names = culprits !== undefined && constraint.human !== undefined && isSelectable(tools, culprits, basePath);
  return [
    object([
      ...reportEntries(constraint),
      presence ? entry(presence.kind, literal(presence.names)) : entry('holds', { kind: 'condition', ...condition }),
      ...(names ? [entry('culprits', { kind: 'selection', expression: culprits, at: basePath })] : []),
    ]),
  ];
}

/**
 * Collects the invariants of an element, which are tested on each value; if one of its types states more, those of that
 * type.
 */
function ofElement(
  element: ElementModel,
  content: ContentModel,
  structure: StructureModel,
  tools: RuleTools,
): ValueExpression[] {
  const stated = [element, ...element.types.flatMap((type) => (type.own ? [{ ...type.own, types: [type] }] : []))];
  return stated.flatMap((one) =>
    one.constraints
      .filter((constraint) => !isHeldByRuntime(constraint, one))
      .flatMap((constraint) => one.types.flatMap((type) => ofType(constraint, type, one, content, structure, tools))),
  );
}

function ofType(
  constraint: Constraint,
  type: TypeModel,
  element: ElementModel,
  { basePath }: ContentModel,
  { canonical }: StructureModel,
  tools: RuleTools,
): ValueExpression[] {
  const { expression = '', key } = constraint;
  const name = element.isChoice ? `${element.name}[x]` : element.name;
  const condition = { expression, at: `${basePath}.${name}`, ...(element.isChoice && { only: type.code }) };
  if (!isTestable(tools, condition, { key, canonical, element: element.id })) return [];
  return [
    object([
      ...reportEntries(constraint, element.severityWhenReceived),
      entry('at', literal([name, type.member])),
      entry('holds', { kind: 'condition', ...condition }),
    ]),
  ];
}

/**
 * Returns whether it is the invariant about a narrative, which the runtime tests when it reads the XHTML, so that it
 * can say what is wrong.
 */
function isHeldByRuntime({ expression = '' }: Constraint, { types }: ElementModel): boolean {
  return /^htmlchecks\(\)$/i.test(expression) && types.every(({ code: type }) => type === 'xhtml');
}

/** Returns key, message and severities as the runtime reports them. */
function reportEntries(
  { key, human, expression, severity, severityWhenReceived }: Constraint,
  otherwise?: ElementModel['severityWhenReceived'],
): ValueEntry[] {
  const received = severityWhenReceived ?? otherwise;
  return [
    entry('key', literal(key)),
    entry('text', literal(human ?? `does not satisfy ${expression ?? key}`)),
    ...(severity === 'warning' ? [entry('severity', literal(severity))] : []),
    ...(received ? [entry('whenReceived', literal(received))] : []),
  ];
}
