import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Constraint, ContentModel, ElementModel, InterfaceRef, TypeModel } from '../../model/model.ts';
import { code, Code, ident, internal, join, literal } from '../code.ts';
import { compileInvariant, type CompiledInvariant } from '../fhirpath/compile-invariant.ts';
import { compileSelection } from '../fhirpath/compile-selection.ts';
import type { Names } from '../fhirpath/session.ts';
import type { TypeLookup } from '../fhirpath/type-lookup.ts';
import { invariantsName } from '../names.ts';
import type { GuardContext } from './guard-context.ts';
import { softened } from './softened.ts';

const fhirpath = '#runtime/fhirpath.js';
const env = Code.trusted('run.env');
/** Names in conditions on an object, and in conditions on one item of a list. */
const ofObject: Names = { value: Code.trusted('v'), env, sibling: Code.trusted('beside') };
const ofItem: Names = { value: Code.trusted('item'), env, sibling: Code.trusted('beside') };

/** Names in conditions on the value of an element. */
function ofMember(member: string): Names {
  return { value: property('v', member), env, sibling: property('v', `_${member}`) };
}

/** Statements, and whether any of them is about the object itself, called `v`. */
interface InvariantsView {
  readonly invariants: readonly Code[];
  readonly ofObject: boolean;
  readonly json: Code;
}

/** What a template prints of the invariants of a content and of its elements. */
export function invariantsView(content: ContentModel, context: GuardContext): InvariantsView {
  const own = [
    ...content.inherits.map((ref) => inheritedInvariants(ref, context)),
    ...contentInvariants(content, context),
  ];
  const invariants = [...own, ...elementInvariants(content, context)];
  const json = { name: 'Json', module: fhirpath };
  const usesObject = invariants.some(({ text }) => /\bv\b/.test(text));
  return {
    invariants,
    ofObject: usesObject,
    json: usesObject ? context.imports.use(json) : Code.trusted('unknown'),
  };
}

function inheritedInvariants(ref: InterfaceRef, context: GuardContext): Code {
  return code`if (${context.imports.value(invariantsName(ref.name), ref.module)}(v, run)) return false;`;
}

/** The function that tests the invariants of an abstract type, for all types that are built on it; true means stop. */
export function renderAbstractInvariants(content: ContentModel, context: GuardContext): Code[] {
  const statements = contentInvariants(content, context, true);
  if (statements.length === 0) return [];
  return [
    context.templates.render('abstract-invariants', {
      doc: internal(`Tests what holds for every ${content.name}; true means that the guard is to stop.`),
      name: ident(invariantsName(content.name)),
      json: context.imports.use({ name: 'Json', module: fhirpath }),
      run: context.imports.use({ name: 'Run', module: '#runtime/run.js' }),
      statements,
    }),
  ];
}

/** Statements that test the invariants of a content; `v` is the object, whose structure has been found sound. */
function contentInvariants(content: ContentModel, context: GuardContext, answer = false): Code[] {
  return content.constraints.flatMap((constraint) => {
    const condition = compile(constraint, content.basePath, ofObject, content, content.elementId, context);
    if (!condition) return [];
    const broken = context.imports.value('broken', '#runtime/faults.js');
    const message = naming(constraint, content, context);
    const args = join([Code.trusted('run'), ...told(constraint, message)], ', ');
    const statement = code`if (${negated(condition)} && ${broken}(${args})) return ${literal(answer)};`;
    return softened(constraint.severityWhenReceived ?? content.softened, [statement], context.imports);
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
    const values = [property('v', type.member), ...(hasSibling(type) ? [property('v', `_${type.member}`)] : [])];
    const write = element.isList ? ofEachItem : ofValue;
    return [write(condition, values, place, told(constraint), context)];
  });
  const severity = constraint.severityWhenReceived ?? element.softened ?? content.softened;
  return softened(severity, statements, context.imports);
}

/** A test of the one value of an element, where it has one. */
function ofValue(
  condition: Code,
  values: readonly Code[],
  place: readonly Code[],
  about: readonly Code[],
  { imports }: GuardContext,
): Code {
  const isThere = code`${imports.value('isThere', '#runtime/invariant.js')}(${join(values, ', ')})`;
  const broken = code`${imports.value('brokenAt', '#runtime/invariant.js')}(run, ${join([...place, ...about], ', ')})`;
  return code`if (${isThere} && ${negated(condition)} && ${broken}) return false;`;
}

/** A test of each item of a list. */
function ofEachItem(
  condition: Code,
  [value = code`undefined`, sibling = code`undefined`]: readonly Code[],
  place: readonly Code[],
  about: readonly Code[],
  { imports }: GuardContext,
): Code {
  const parameters = /\bbeside\b/.test(condition.text) ? code`item, beside` : code`item`;
  const args = [value, sibling, ...place, code`(${parameters}) => ${condition}`, ...about];
  return code`if (${imports.value('eachHolds', '#runtime/invariant.js')}(run, ${join(args, ', ')})) return false;`;
}

function hasSibling(type: TypeModel): boolean {
  return type.kind === 'primitive' && type.hasSibling;
}

function property(owner: string, member: string): Code {
  return /^[A-Za-z_]\w*$/.test(member)
    ? code`${ident(owner)}.${ident(member)}`
    : code`${ident(owner)}[${literal(member)}]`;
}

/** Whether it is the check of a narrative, which the runtime does where it reads the XHTML, and tells what is wrong there. */
function isHeldByRuntime({ expression = '' }: Constraint, { types }: ElementModel): boolean {
  return /^htmlchecks\(\)$/i.test(expression) && types.every(({ code: type }) => type === 'xhtml');
}

/** Key, message and severity, as the runtime reports them. */
function told({ key, human, expression, severity }: Constraint, message?: Code): Code[] {
  const text = message ?? literal(human ?? `the rule ${expression ?? key} does not hold`);
  return [literal(key), text, ...(severity === 'warning' ? [literal(severity)] : [])];
}

/** A message that names what breaks the invariant; undefined where nothing tells what that is. */
function naming({ human, culprits }: Constraint, content: ContentModel, context: GuardContext): Code | undefined {
  if (human === undefined || culprits === undefined) return undefined;
  const compiled = compileSelection(culprits, content.basePath, context.types, ofObject);
  if (compiled.kind === 'unsupported') return undefined;
  for (const helper of compiled.helpers) context.imports.value(helper, fhirpath);
  const name = context.imports.value('naming', '#runtime/invariant.js');
  return code`${name}(${literal(human)}, ${compiled.items})`;
}

function compile(
  constraint: Constraint,
  path: string,
  names: Names,
  content: ContentModel,
  elementId: string,
  context: GuardContext,
  only?: string,
): Code | undefined {
  // Helpers are imported only once it is known that the code that is emitted calls them.
  const compiled = compileOnce(constraint.expression ?? '', path, names, context.types, only);
  if (compiled.kind === 'unsupported') {
    const at = { canonical: context.structure.canonical, element: elementId };
    context.report(
      diagnostic('emit/invariant-unsupported', `Invariant ${constraint.key} is not checked: ${compiled.reason}.`, at),
    );
    return undefined;
  }
  if (compiled.isAlwaysTrue) return undefined;
  const condition =
    path === content.basePath ? withSeenChoices(compiled.condition, content, context) : compiled.condition;
  for (const helper of compiled.helpers)
    if (condition.text.includes(`${helper}(`)) context.imports.value(helper, fhirpath);
  return condition;
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
  const options = { names, ...(only !== undefined && { only }) };
  const result = compiled.get(key) ?? compileInvariant(expression, path, types, options);
  compiled.set(key, result);
  return result;
}

/** The opposite of a condition; of one that denies a single call, that call. */
function negated(condition: Code): Code {
  const { text } = condition;
  const isCall = /^!\w+\(/.test(text) && closingParenthesis(text, text.indexOf('(')) === text.length - 1;
  if (!isCall) return code`!(${condition})`;
  const called = Code.trusted(text.slice(1));
  // Hardly any resource has such a list, and where it is not there no function is made that looks at its items.
  const list = /^some\((v\.\w+),/.exec(called.text)?.[1];
  return list === undefined ? called : code`${Code.trusted(list)} != null && ${called}`;
}

function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index++) {
    if (text[index] === '(') depth++;
    if (text[index] === ')' && --depth === 0) return index;
  }
  return -1;
}

/** On the walk over an object it has been seen already which of its choices are there. */
function withSeenChoices(condition: Code, content: ContentModel, context: GuardContext): Code {
  return Code.trusted(
    condition.text.replace(/hasChoice\(v, "(\w+)"\)/g, (call, name: string) => {
      const bit = context.seenBit(content, name);
      return bit === undefined ? call : `((seen & ${bit}) !== 0)`;
    }),
  );
}
