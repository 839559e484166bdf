import type { ContentModel, ElementModel, PrimitiveType, TypeModel } from '../../model/model.ts';
import {
  type Code,
  ident,
  typeName,
  valueName,
  literal,
  code,
  clause,
  packedList,
  call,
  chain,
} from '../../code/code.ts';
import { internal } from '../../code/comment.ts';
import { withArticle } from '../../declare/docs.ts';
import { guardName, namesName } from '../../declare/names.ts';
import { boundTo, isCoded } from './bound-to.ts';
import type { GuardContext } from './guard-context.ts';
import { invariantsView } from './invariants.ts';
import { stopIf } from './stop-if.ts';

/** One element and its place in the definition. */
interface Ordered {
  readonly element: ElementModel;
  readonly order: number;
}

/** What is seen of an element on the way through an object: a bit for each that is required or a choice. */
interface Mark {
  readonly bit: number;
  readonly element: ElementModel;
  readonly order: number;
  readonly isRequired: boolean;
}

const json = '#runtime/core/json.js';
const structure = '#runtime/guard/structure.js';
const faults = '#runtime/guard/faults.js';
const bundle = '#runtime/guard/bundle.js';
const run = ident('run');
const value = ident('value');

/** Elements that the runtime knows in every object that is no resource. */
const common = new Set(['id', 'extension']);

/**
 * The guard of a base type or backbone element: one walk over the properties of an object. What is common to all
 * types, and siblings of primitives that nothing depends on, are left to the runtime.
 */
export function renderBaseGuard(content: ContentModel, context: GuardContext): Code {
  const { templates } = context;
  const isResource = context.structure.kind === 'resource' && content === context.structure.content;
  const isBundle = isResource && context.structure.fhirType === 'Bundle';
  const ordered = content.elements.map((element, order) => ({ element, order }));
  const marks = marksOf(ordered);
  const choices = marks.filter((mark) => mark.element.isChoice);
  if (choices.length > 0) context.keepSeenBits(content, new Map(choices.map((mark) => [mark.element.name, mark.bit])));
  const writer = new CaseWriter(context, marks);
  const own = ordered.filter(({ element }) => isResource || !common.has(element.name));
  // Siblings are rare, so they come last: the way to a case leads past those before it.
  const cases = [
    ...own.flatMap(({ element, order }) => writer.cases(element, order)),
    ...own.flatMap(({ element, order }) => writer.siblingCases(element, order)),
  ];
  return templates.render('base-guard', {
    doc: internal(`Tests ${withArticle(`\`${content.elementId}\``)} as FHIR itself defines it.`),
    name: ident(guardName(content.name)),
    names: ident(namesName(content.name)),
    known: knownNames(ordered),
    cases: [...(isResource ? [resourceTypeCase(context)] : []), ...cases],
    isResource,
    hasMarks: marks.length > 0,
    missing: [
      ...(isResource ? [missingType()] : []),
      ...marks.filter((mark) => mark.isRequired).map((mark) => missingCheck(mark)),
    ],
    enter: isBundle ? [valueName('enter', bundle)] : [],
    leave: isBundle ? [valueName('leave', bundle)] : [],
    extra: [...extraChecks(content), ...wordedChecks(content)],
    ...invariantsView(content, context),
    // Names of the runtime, so that they are imported.
    run: typeName({ name: 'Run', module: '#runtime/guard/run.js' }),
    isObject: valueName('isObject', json),
    notObject: valueName('notObject', structure),
    bare: isResource ? ident('bare') : valueName('bare', structure),
    unlisted: stopIf(
      call(valueName('other', structure), [
        run,
        value,
        ident('key'),
        ident(namesName(content.name)),
        context.extension(),
      ]),
    ),
  });
}

/** What FHIR says in words: of the entries of a Bundle, of references among them, and of the systems of codes and identifiers. */
function wordedChecks(content: ContentModel): Code[] {
  const checks: Readonly<Record<string, readonly [name: string, module: string]>> = {
    Bundle: ['entries', bundle],
    Reference: ['dangling', bundle],
    Coding: ['codeSystem', '#runtime/guard/known-code.js'],
    Identifier: ['identifierSystem', '#runtime/guard/known-code.js'],
  };
  const check = checks[content.elementId];
  return check ? [stopIf(call(valueName(...check), [run, value]))] : [];
}

function marksOf(ordered: readonly Ordered[]): Mark[] {
  const marked = ordered.filter(({ element }) => element.isChoice || element.min > 0);
  if (marked.length > 31) throw new Error('more required elements and choices than one number has bits');
  return marked.map(({ element, order }, index) => ({ element, order, bit: 2 ** index, isRequired: element.min > 0 }));
}

/** JSON names in element order: `*` after a list of primitives, `+` after what has no sibling, or one with a case. */
function knownNames(ordered: readonly Ordered[]): Code {
  const names = ordered.map(({ element }) => {
    const [type] = element.types;
    if (element.isChoice) return `${element.name}[x]+`;
    if (type?.kind !== 'primitive' || !type.hasSibling) return `${element.name}+`;
    if (element.isList) return `${element.name}*`;
    return element.min > 0 ? `${element.name}+` : element.name;
  });
  return packedList(names);
}

/** Writes the cases of one element: its JSON property, one for each type of a choice, and siblings that matter. */
class CaseWriter {
  readonly #context: GuardContext;
  readonly #marks: readonly Mark[];

  constructor(context: GuardContext, marks: readonly Mark[]) {
    this.#context = context;
    this.#marks = marks;
  }

  cases(element: ElementModel, order: number): Code[] {
    const mark = this.#marks.find((candidate) => candidate.element === element);
    return element.types.map((type) =>
      clause(code`case ${literal(type.member)}:`, [
        ...this.#seen(mark, order),
        stopIf(this.#test(type, element, order)),
        code`break;`,
      ]),
    );
  }

  siblingCases(element: ElementModel, order: number): Code[] {
    const mark = this.#marks.find((candidate) => candidate.element === element);
    return element.types.flatMap((type) => this.#siblingCase(type, element, order, mark));
  }

  /** Notes that an element is there; of a choice, it may not have been there before. */
  #seen(mark: Mark | undefined, order: number): Code[] {
    if (!mark) return [];
    const bit = literal(mark.bit);
    const seen = code`seen |= ${bit};`;
    if (!mark.element.isChoice) return [seen];
    const twice = valueName('twice', faults);
    const isTwice = call(twice, [run, value, literal(mark.element.name), literal(order)]);
    return [stopIf(chain([code`seen & ${bit}`, isTwice], '&&')), seen];
  }

  /** The sibling of a primitive is left to the runtime unless it stands for a required value, or belongs to a choice. */
  #siblingCase(type: TypeModel, element: ElementModel, order: number, mark: Mark | undefined): Code[] {
    if (type.kind !== 'primitive' || !type.hasSibling || element.isList) return [];
    if (!element.isChoice && !mark) return [];
    const seen = mark ? [code`seen |= ${literal(mark.bit)};`] : [];
    const path = element.isChoice ? [literal(`${element.name}[x]`)] : [];
    const sibling = valueName('sibling', structure);
    const extension = this.#context.extension();
    return [
      clause(code`case ${literal(`_${type.member}`)}:`, [
        ...seen,
        stopIf(call(sibling, [run, value, literal(type.member), literal(order), extension, ...path])),
        code`break;`,
      ]),
    ];
  }

  #test(type: TypeModel, element: ElementModel, order: number): Code {
    // What is no choice is called as its property, which `key` holds already.
    const name = element.isChoice ? literal(`${element.name}[x]`) : ident('key');
    const at = literal(order);
    if (type.kind === 'primitive') return this.#primitive(type, element, name, at);
    const walk = valueName(element.isList ? 'each' : 'one', structure);
    const test = call(walk, [run, ident('x'), name, at, this.#context.guardOf(type, element)]);
    const { binding } = element;
    if (!binding?.canonical || binding.strength !== 'required' || !isCoded(type)) return test;
    return chain([test, boundTo(binding, binding.canonical, [ident('x'), name, at])], '||');
  }

  #primitive(type: PrimitiveType, element: ElementModel, name: Code, at: Code): Code {
    if (type.code === 'xhtml')
      return call(valueName('narrativeText', '#runtime/guard/narrative.js'), [run, ident('x'), name, at]);
    const { test, rule } = this.#context.primitive(type, element);
    if (element.isList) {
      return call(valueName('primitives', structure), [run, value, name, at, test, rule]);
    }
    const no = valueName('no', faults);
    return chain([...this.#known(element), code`!${test}(x)`, call(no, [run, name, at, rule, ident('x')])], '&&');
  }

  /** The address of an entry has been looked at once, when the entries of the Bundle were put into a table. */
  #known({ id }: ElementModel): Code[] {
    if (id !== 'Reference.reference' && id !== 'Bundle.entry.fullUrl') return [];
    return [code`!${call(valueName('isEntryUrn', bundle), [run, ident('x')])}`];
  }
}

function resourceTypeCase(context: GuardContext): Code {
  const type = literal(context.structure.fhirType);
  const exactly = valueName('exactly', '#runtime/guard/codes.js');
  const isOther = call(valueName('no', faults), [run, ident('key'), literal(-1), call(exactly, [type]), ident('x')]);
  return clause(code`case 'resourceType':`, [stopIf(chain([code`x !== ${type}`, isOther], '&&')), code`break;`]);
}

/** What FHIR demands of a type beyond its elements and invariants. */
function extraChecks(content: ContentModel): Code[] {
  const orderOf = (name: string): Code => literal(content.elements.findIndex((element) => element.name === name));
  switch (content.basePath) {
    case 'Coding':
      return [stopIf(call(valueName('unknownCode', '#runtime/guard/known-code.js'), [run, value, orderOf('code')]))];
    case 'Extension':
      return [
        stopIf(call(valueName('knownExtension', '#runtime/guard/known-extension.js'), [run, value, orderOf('url')])),
      ];
    default:
      return [];
  }
}

/** A resource says what it is. */
function missingType(): Code {
  const missing = valueName('missing', faults);
  const isMissing = call(missing, [run, literal('resourceType'), literal(-1)]);
  return stopIf(chain([code`value['resourceType'] === undefined`, isMissing], '&&'));
}

function missingCheck(mark: Mark): Code {
  const missing = valueName('missing', faults);
  const name = literal(mark.element.isChoice ? `${mark.element.name}[x]` : mark.element.name);
  return stopIf(chain([code`!(seen & ${literal(mark.bit)})`, call(missing, [run, name, literal(mark.order)])], '&&'));
}
