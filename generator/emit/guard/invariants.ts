import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Constraint, ContentModel, ElementModel, InterfaceRef, TypeModel } from '../../model/model.ts';
import { type Code, ident, property, typeName, valueName, literal, code, call, chain } from '../../code/code.ts';
import { internal } from '../../code/comment.ts';
import { compileInvariant, type CompiledInvariant } from '../../fhirpath/compile-invariant.ts';
import { compileSelection } from '../../fhirpath/compile-selection.ts';
import { asOperand, not, type Condition } from '../../fhirpath/condition.ts';
import { mentions, type Names } from '../../fhirpath/session.ts';
import type { TypeLookup } from '../../fhirpath/type-lookup.ts';
import { invariantsName } from '../../declare/names.ts';
import type { GuardContext } from './guard-context.ts';
import { softened } from './softened.ts';
import { stopIf } from './stop-if.ts';

const fhirpath = '#runtime/fhirpath/index.js';
const run = ident('run');
const env = code`run.env`;
/** Names in conditions on an object, and in conditions on one item of a list. */
const ofObject: Names = { value: code`v`, env, sibling: code`beside` };
const ofItem: Names = { value: code`item`, env, sibling: code`beside` };

/** Names in conditions on the value of an element. */
function ofMember(member: string): Names {
  return { value: property(ident('v'), member), env, sibling: property(ident('v'), `_${member}`) };
}

/** Statements, and whether any of them is about the object itself, called `v`. */
export interface InvariantsView {
  readonly invariants: readonly Code[];
  readonly ofObject: boolean;
  readonly json: Code;
}

/** What a template prints of the invariants of a content and of its elements. */
export function invariantsView(content: ContentModel, context: GuardContext): InvariantsView {
  const own = [...content.inherits.map((ref) => inheritedInvariants(ref)), ...contentInvariants(content, context)];
  const invariants = [...own, ...elementInvariants(content, context)];
  const json = { name: 'Json', module: fhirpath };
  const usesObject = invariants.some((statement) => mentions(statement, ofObject.value));
  return {
    invariants,
    ofObject: usesObject,
    json: usesObject ? typeName(json) : code`unknown`,
  };
}

function inheritedInvariants(ref: InterfaceRef): Code {
  return stopIf(call(valueName(invariantsName(ref.name), ref.module), [ident('v'), run]));
}

/** The function that tests the invariants of an abstract type, for all types that are built on it; true means stop. */
export function renderAbstractInvariants(content: ContentModel, context: GuardContext): Code[] {
  const statements = contentInvariants(content, context, true);
  if (statements.length === 0) return [];
  return [
    context.templates.render('abstract-invariants', {
      doc: internal(`Tests the invariants of every ${content.name}; true means that the guard must stop.`),
      name: ident(invariantsName(content.name)),
      json: typeName({ name: 'Json', module: fhirpath }),
      run: typeName({ name: 'Run', module: '#runtime/guard/run.js' }),
      statements,
    }),
  ];
}

/** Statements that test the invariants of a content; `v` is the object, whose structure has been found sound. */
function contentInvariants(content: ContentModel, context: GuardContext, answer = false): Code[] {
  return content.constraints.flatMap((constraint) => {
    const condition = compile(constraint, content.basePath, ofObject, content, content.elementId, context);
    if (!condition) return [];
    const broken = valueName('broken', '#runtime/guard/faults.js');
    const isTold = call(broken, [run, ...told(constraint, naming(constraint, content, context))]);
    const statement = stopIf(chain([...negated(condition), isTold], '&&'), answer);
    return softened(constraint.severityWhenReceived ?? content.softened, [statement]);
  });
}

/** Statements that test the invariants of elements without a content of their own, on each of their values. */
function elementInvariants(content: ContentModel, context: GuardContext): Code[] {
  return content.elements.flatMap((element, order) => {
    const path = `${content.basePath}.${element.name}${element.isChoice ? '[x]' : ''}`;
    const stated = [element, ...element.types.flatMap((type) => (type.own ? [{ ...type.own, types: [type] }] : []))];
    return stated.flatMap((one) =>
      one.constraints
        .filter((constraint) => !isHeldByRuntime(constraint, one))
        .flatMap((constraint) => elementInvariant(one, order, path, constraint, content, context)),
    );
  });
}

function elementInvariant(
  element: ElementModel,
  order: number,
  path: string,
  constraint: Constraint,
  content: ContentModel,
  context: GuardContext,
): readonly Code[] {
  const place = [literal(element.isChoice ? `${element.name}[x]` : element.name), literal(order)];
  const statements = element.types.flatMap((type) => {
    const names = element.isList ? ofItem : ofMember(type.member);
    const only = element.isChoice ? type.code : undefined;
    const condition = compile(constraint, path, names, content, element.id, context, only);
    if (!condition) return [];
    const values = [
      property(ident('v'), type.member),
      ...(hasSibling(type) ? [property(ident('v'), `_${type.member}`)] : []),
    ];
    const write = element.isList ? ofEachItem : ofValue;
    return [write(condition, values, place, told(constraint))];
  });
  const severity = constraint.severityWhenReceived ?? element.softened ?? content.softened;
  return softened(severity, statements);
}

/** A test of the one value of an element, where it has one. */
function ofValue(condition: Condition, values: readonly Code[], place: readonly Code[], about: readonly Code[]): Code {
  const isThere = call(valueName('isThere', '#runtime/guard/invariant.js'), values);
  const broken = call(valueName('brokenAt', '#runtime/guard/invariant.js'), [run, ...place, ...about]);
  return stopIf(chain([isThere, ...negated(condition), broken], '&&'));
}

/** A test of each item of a list. */
function ofEachItem(
  condition: Condition,
  [value = code`undefined`, sibling = code`undefined`]: readonly Code[],
  place: readonly Code[],
  about: readonly Code[],
): Code {
  const parameters = mentions(condition.code, ofItem.sibling) ? code`item, beside` : code`item`;
  const args = [value, sibling, ...place, code`(${parameters}) => ${condition.code}`, ...about];
  return stopIf(call(valueName('eachHolds', '#runtime/guard/invariant.js'), [run, ...args]));
}

function hasSibling(type: TypeModel): boolean {
  return type.kind === 'primitive' && type.hasSibling;
}

/** Whether it is the check of a narrative, which the runtime does where it reads the XHTML, and tells what is wrong there. */
function isHeldByRuntime({ expression = '' }: Constraint, { types }: ElementModel): boolean {
  return /^htmlchecks\(\)$/i.test(expression) && types.every(({ code: type }) => type === 'xhtml');
}

/** Key, message and severity, as the runtime reports them. */
function told({ key, human, expression, severity }: Constraint, message?: Code): Code[] {
  const text = message ?? literal(human ?? `does not satisfy ${expression ?? key}`);
  return [literal(key), text, ...(severity === 'warning' ? [literal(severity)] : [])];
}

/** A message that names what breaks the invariant; undefined where nothing tells what that is. */
function naming({ human, culprits }: Constraint, content: ContentModel, context: GuardContext): Code | undefined {
  if (human === undefined || culprits === undefined) return undefined;
  const compiled = compileSelection(culprits, content.basePath, context.types, ofObject);
  if (compiled.kind === 'unsupported') return undefined;
  return call(valueName('naming', '#runtime/guard/invariant.js'), [literal(human), compiled.items]);
}

function compile(
  constraint: Constraint,
  path: string,
  names: Names,
  content: ContentModel,
  elementId: string,
  context: GuardContext,
  only?: string,
): Condition | undefined {
  const seenChoices = path === content.basePath ? context.seenBits(content) : undefined;
  const { expression = '' } = constraint;
  const compiled = seenChoices
    ? compileInvariant(expression, path, context.types, { names: { ...names, seenChoices }, only })
    : compileOnce(expression, path, names, context.types, only);
  if (compiled.kind === 'unsupported') {
    const at = { canonical: context.structure.canonical, element: elementId };
    context.report(
      diagnostic('emit/invariant-unsupported', `Invariant ${constraint.key} is not checked: ${compiled.reason}.`, at),
    );
    return undefined;
  }
  return compiled.condition.constant === true ? undefined : compiled.condition;
}

/** Compiled invariants of one set of types: many are used more than once, and every file is written twice. */
const known = new WeakMap<TypeLookup, Map<string, CompiledInvariant>>();

function compileOnce(
  expression: string,
  path: string,
  names: Names,
  types: TypeLookup,
  only: string | undefined,
): CompiledInvariant {
  const compiled = known.get(types) ?? new Map<string, CompiledInvariant>();
  known.set(types, compiled);
  const key = `${names.value.text} ${path} ${only ?? ''} ${expression}`;
  const result = compiled.get(key) ?? compileInvariant(expression, path, types, { names, only });
  compiled.set(key, result);
  return result;
}

/** What is true where a condition does not hold: parts to be joined by `&&`. */
function negated(condition: Condition): Code[] {
  const opposed = not(condition);
  if (opposed.level === 'and' && opposed.parts) return opposed.parts.map(asOperand);
  const opposite = asOperand(opposed);
  const { node } = opposite;
  // Hardly any resource has such a list, and where it is not there no function is made that looks at its items.
  const isOfList = typeof node !== 'string' && node.kind === 'call' && node.callee.text === 'some';
  const list = isOfList ? node.args[0] : undefined;
  return list && /^v\.\w+$/.test(list.text) ? [code`${list} != null`, opposite] : [opposite];
}
