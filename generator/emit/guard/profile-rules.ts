import type {
  BindingModel,
  ContentModel,
  ElementModel,
  ReferenceType,
  Softened,
  TypeModel,
} from '../../model/model.ts';
import { neededBySlices } from '../../model/contents.ts';
import { list, type Code, ident, valueName, literal, code, call, chain } from '../../code/code.ts';
import { elementOf } from '../../declare/element-of-type.ts';
import { rulesName } from '../../declare/names.ts';
import { boundTo, isCoded } from './bound-to.ts';
import type { GuardContext } from './guard-context.ts';
import { isEqual, numberOf, property } from './rule-code.ts';
import { SliceRules } from './slice-rules.ts';
import { softened } from './softened.ts';
import { stopIf } from './stop-if.ts';

const profile = '#runtime/guard/profile.js';

/**
 * What a profile adds to what its base type has been checked for, as statements: only what it narrows is looked at.
 */
const run = ident('run');
const target = ident('value');

export class RulesWriter {
  readonly #context: GuardContext;
  /** Elements whose values have told a value of this content apart as an item of a slice. */
  readonly #decided: ReadonlySet<string>;
  readonly #names: readonly string[];
  readonly #content: ContentModel;
  readonly #slices: SliceRules;

  constructor(context: GuardContext, content: ContentModel) {
    this.#context = context;
    this.#content = content;
    this.#slices = new SliceRules(context, (type, inherited) => this.#inner(type, inherited));
    this.#names = content.elements.map(({ name }) => name);
    this.#decided = decidedIn(content, context.structure.content);
  }

  statements(content: ContentModel): Code[] {
    const all = content.elements.flatMap((element, order) =>
      element.isStated ? this.#softened(element, this.#element(element, order)) : [],
    );
    return [...this.#softened(content, all)];
  }

  #element(element: ElementModel, order: number): Code[] {
    if (element.fixed && this.#decided.has(element.name)) return [];
    if (element.max === 0 && element.inherited?.max === 0) return [];
    if (element.max === 0)
      return element.isChoice
        ? this.#onlyTypes(element, order)
        : this.#members(element).map((member) => this.#check('unused', member, element, order, []));
    return [
      ...this.#cardinality(element, order),
      ...(element.excluded.length > (element.inherited?.excluded.length ?? 0) ? this.#onlyTypes(element, order) : []),
      ...element.types.flatMap((type) => this.#ofType(type, element, order)),
      ...this.#slices.statements(element, order),
    ];
  }

  /** Of a choice, only some types are allowed; of one that is not used, none. */
  #onlyTypes(element: ElementModel, order: number): Code[] {
    const hasNamesake = this.#names.some(
      (name) => name.startsWith(element.name) && /[A-Z]/.test(name.charAt(element.name.length)),
    );
    if (hasNamesake) return this.#excluded(element, order);
    const types = element.max === 0 ? [] : element.types;
    const allowed = list(types.map(({ member }) => literal(member)));
    return [stopIf(call(this.#helper('onlyTypes'), [run, target, literal(element.name), literal(order), allowed]))];
  }

  /** The same, one by one, where the names of the types cannot be told from those of other elements. */
  #excluded(element: ElementModel, order: number): Code[] {
    const excluded = element.excluded.flatMap(({ member, isPrimitive }) =>
      isPrimitive ? [member, `_${member}`] : [member],
    );
    const members = element.max === 0 ? this.#members(element) : excluded;
    return members.map((member) => this.#check('unused', member, element, order, []));
  }

  /** JSON properties of an element, siblings of primitives included. */
  #members(element: ElementModel): string[] {
    return element.types.flatMap((type) =>
      type.kind === 'primitive' && type.hasSibling ? [type.member, `_${type.member}`] : [type.member],
    );
  }

  #cardinality(element: ElementModel, order: number): Code[] {
    const isLimited = element.isList && element.max !== Infinity;
    // Slices that are needed say more than that the list is.
    const ofSlices = neededBySlices(element.slices);
    const min = element.min > ofSlices ? element.min : 0;
    // The URL of an extension is needed by the base type already.
    if ((min === 0 && !isLimited) || element.id.endsWith('Extension.url') || isSaid(element)) return [];
    const members = element.types.map((type) => property(type.member));
    const siblings = element.types.flatMap((type) =>
      type.kind === 'primitive' && type.hasSibling ? [property(`_${type.member}`)] : [],
    );
    const args = [
      anyOf(members),
      anyOf(siblings),
      this.#name(element),
      literal(order),
      literal(min),
      numberOf(element.max),
    ];
    return [stopIf(call(this.#helper('counted'), [run, ...args]))];
  }

  /** Of a choice, a type may have rules of its own. */
  #ofType(type: TypeModel, element: ElementModel, order: number): readonly Code[] {
    const statements = this.#type(type, elementOf(type, element), order);
    return type.own && type.own.softened !== element.softened ? this.#softened(type.own, statements) : statements;
  }

  #type(type: TypeModel, element: ElementModel, order: number): Code[] {
    const statements: Code[] = [];
    const check = (helper: string, args: readonly Code[]): void =>
      void statements.push(this.#check(helper, type.member, element, order, args));
    const { fixed, pattern, binding, inherited } = element;
    if (fixed && !isEqual(fixed, inherited?.fixed)) check('fixedTo', [literal(fixed.value)]);
    if (pattern && !isEqual(pattern, inherited?.pattern)) check('patterned', [literal(pattern.value)]);
    const limits = limitsOf(element, type);
    if (limits && !isEqual(limits, inherited && limitsOf(inherited, type))) check('limited', [literal(limits)]);
    if (!fixed && !isEqual(binding, inherited?.binding))
      statements.push(...this.#binding(binding, type.member, this.#name(element), order, type));
    if (type.kind === 'resource' && type.types.length > 0 && !this.#decided.has(`${element.name}.resourceType`))
      check('typed', [literal(type.types)]);
    for (const inner of this.#inner(type, inherited?.types)) check('inside', [inner]);
    if (type.kind === 'primitive' && type.content) {
      statements.push(this.#beside(type.member, element, order, ident(rulesName(type.content.name))));
    }
    return statements;
  }

  /** Rules for what stands beside a primitive, which count even where nothing does: it may be needed. */
  #beside(member: string, element: ElementModel, order: number, rules: Code): Code {
    const args = [property(member), property(`_${member}`), this.#name(element), literal(order), rules];
    return stopIf(call(this.#helper('alongside'), [run, ...args]));
  }

  /** Rules for what is inside an element: its own, those of its datatype's profile, and the targets of a reference. */
  #inner(type: TypeModel, inherited: readonly TypeModel[] = []): Code[] {
    if (type.kind === 'primitive') return [];
    if (type.kind === 'resource') return type.profile ? [this.#context.rulesOf(type.profile, this.#content)] : [];
    const own = type.content ? [this.#context.rulesOfPart(type.content)] : [];
    const same = inherited.find((other) => other.code === type.code);
    if (type.kind === 'reference')
      return [...own, ...this.#targets(type, same?.kind === 'reference' ? same : undefined)];
    if (same?.kind === 'complex' && isEqual(same.profiles, type.profiles)) return own;
    const isProfile = type.profiles.length === 1 && !type.home.module.startsWith('base/');
    if (!isProfile) return own;
    return [valueName(rulesName(type.home.name), type.home.module), ...own];
  }

  /** Rules for the target of a reference beyond those stated already. */
  #targets(type: ReferenceType, same: ReferenceType | undefined): Code[] {
    const isProfiled = type.targetProfiles.some((url) => !url.startsWith('http://hl7.org/fhir/StructureDefinition/'));
    return [
      ...(type.isNarrowed && !isEqual(same?.targets, type.targets) ? [this.#context.targetsOnly(type.targets)] : []),
      ...(isProfiled && !isEqual(same?.targetProfiles, type.targetProfiles)
        ? [this.#context.targetProfiles(type.targetProfiles)]
        : []),
      ...(type.isBundled && same?.isBundled !== true
        ? [valueName('bundled', '#runtime/guard/reference-guard.js')]
        : []),
    ];
  }

  #binding(binding: BindingModel | undefined, member: string, name: Code, order: number, type: TypeModel): Code[] {
    if (!binding?.canonical || (binding.strength !== 'required' && binding.strength !== 'extensible')) return [];
    if (!isCoded(type)) return [];
    const value = property(member);
    return [stopIf(boundTo(binding, binding.canonical, [value, name, literal(order)]))];
  }

  #softened({ softened: severity }: { readonly softened?: Softened }, statements: readonly Code[]): readonly Code[] {
    return softened(severity, statements);
  }

  #check(helper: string, member: string, element: ElementModel, order: number, args: readonly Code[]): Code {
    const all = [property(member), this.#name(element), literal(order), ...args];
    return stopIf(call(this.#helper(helper), [run, ...all]));
  }

  #name(element: ElementModel): Code {
    return literal(element.isChoice ? `${element.name}[x]` : element.name);
  }

  #helper(name: string): Code {
    return valueName(name, profile);
  }
}

/** Holds the resource of an entry to rules. */
export function insideResource(order: number, rules: Code): Code {
  const args = [run, property('resource'), literal('resource'), literal(order), rules];
  return stopIf(call(valueName('inside', profile), args));
}

/** Limits on the size of a value: of a number, a date or time, or a quantity. */
function limitsOf({ minValue, maxValue, maxLength }: ElementModel, type: TypeModel): object | undefined {
  const isLimited = type.kind === 'primitive' || type.code === 'Quantity';
  const limits = {
    ...(isLimited && isLimit(minValue, type) && { min: minValue.value }),
    ...(isLimited && isLimit(maxValue, type) && { max: maxValue.value }),
    ...(type.kind === 'primitive' && maxLength !== undefined && { length: maxLength }),
  };
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/** Whether a limit is one for values of a type: any number for numbers, else of the type itself, or of a date for moments. */
function isLimit(limit: ElementModel['minValue'], type: TypeModel): limit is NonNullable<ElementModel['minValue']> {
  if (!limit) return false;
  if (typeof limit.value === 'number') return type.kind === 'primitive' && type.json === 'number';
  return limit.type === type.code || (dates.includes(limit.type) && dates.includes(type.code));
}

const dates = ['date', 'dateTime', 'instant'];

/** Whether the profile that this one builds on says the same of how often an element is there. */
function isSaid({ inherited, min, max, minItems }: ElementModel): boolean {
  return inherited?.min === min && inherited.max === max && inherited.minItems === minItems;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** What `decidedNames` has found out of a content with all that is in it. */
const decided = new WeakMap<ContentModel, ReadonlyMap<ContentModel, ReadonlySet<string>>>();

/** Names of the elements whose texts have told the items of a content apart as those of a slice, anywhere in `whole`. */
function decidedIn(content: ContentModel, whole: ContentModel): ReadonlySet<string> {
  // Walked once for all: once for each of its contents would take longer with every slice.
  const known = decided.get(whole) ?? decidedNames(whole, new Map());
  decided.set(whole, known);
  return known.get(content) ?? new Set();
}

function decidedNames(
  whole: ContentModel,
  found: Map<ContentModel, Set<string>>,
): ReadonlyMap<ContentModel, ReadonlySet<string>> {
  const slices = whole.elements.flatMap((element) => element.slices);
  for (const { type, discriminators, untold } of slices) {
    if (!type.content || untold !== undefined) continue;
    const names = found.get(type.content) ?? new Set<string>();
    for (const { path, value } of discriminators) if (isText(value)) names.add(path);
    found.set(type.content, names);
  }
  const inner = [...whole.elements.flatMap((element) => element.types), ...slices.map((slice) => slice.type)];
  for (const { content } of inner) if (content) decidedNames(content, found);
  return found;
}

/** The first that is there; nothing at all is undefined. */
function anyOf(values: readonly Code[]): Code {
  return values.length === 0 ? code`undefined` : chain(values, '??');
}
