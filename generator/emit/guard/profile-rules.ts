import type {
  BindingModel,
  ContentModel,
  ElementModel,
  ReferenceType,
  SliceDiscriminator,
  SliceModel,
  Softened,
  TypeModel,
} from '../../model/model.ts';
import { code, Code, ident, join, literal } from '../code.ts';
import { rulesName } from '../names.ts';
import { boundTo, isCoded } from './bound-to.ts';
import type { GuardContext } from './guard-context.ts';
import { softened } from './softened.ts';

const profile = '#runtime/profile.js';
const jsonModule = '#runtime/json.js';

/**
 * What a profile adds to what its base type has been checked for, as statements: only what it narrows is looked at.
 */
export class RulesWriter {
  readonly #context: GuardContext;
  /** Elements whose values have told a value of this content apart as an item of a slice. */
  readonly #decided: ReadonlySet<string>;
  readonly #names: readonly string[];
  readonly #content: ContentModel;

  constructor(context: GuardContext, content: ContentModel) {
    this.#context = context;
    this.#content = content;
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
      ...element.types.flatMap((type) => this.#type(type, element, order)),
      ...this.#slices(element, order),
    ];
  }

  /** Of a choice, only some types are allowed; of one that is not used, none. */
  #onlyTypes(element: ElementModel, order: number): Code[] {
    const hasNamesake = this.#names.some(
      (name) => name.startsWith(element.name) && /[A-Z]/.test(name.charAt(element.name.length)),
    );
    if (hasNamesake) return this.#excluded(element, order);
    const types = element.max === 0 ? [] : element.types;
    const allowed = code`[${join(
      types.map(({ member }) => literal(member)),
      ', ',
    )}]`;
    const args = [literal(element.name), literal(order), allowed];
    return [code`if (${this.#helper('onlyTypes')}(run, value, ${join(args, ', ')})) return false;`];
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
    const ofSlices = element.slices.reduce((sum, slice) => sum + slice.min, 0);
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
    return [code`if (${this.#helper('counted')}(run, ${join(args, ', ')})) return false;`];
  }

  #type(type: TypeModel, element: ElementModel, order: number): Code[] {
    const statements: Code[] = [];
    const check = (helper: string, args: readonly Code[]): void =>
      void statements.push(this.#check(helper, type.member, element, order, args));
    const { fixed, pattern, binding, inherited } = element;
    if (fixed && !isEqual(fixed, inherited?.fixed)) check('fixedTo', [literal(fixed.value)]);
    if (pattern && !isEqual(pattern, inherited?.pattern)) check('patterned', [literal(pattern.value)]);
    const limits = limitsOf(element);
    if (limits && type.kind === 'primitive' && !isEqual(limits, inherited && limitsOf(inherited)))
      check('limited', [literal(limits)]);
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
    return code`if (${this.#helper('alongside')}(run, ${join(args, ', ')})) return false;`;
  }

  /** Rules for what is inside an element: its own, those of its datatype's profile, and the targets of a reference. */
  #inner(type: TypeModel, inherited: readonly TypeModel[] = []): Code[] {
    if (type.kind === 'primitive') return [];
    if (type.kind === 'resource') return type.profile ? [this.#context.rulesOf(type.profile, this.#content)] : [];
    const own = type.content ? [ident(rulesName(type.content.name))] : [];
    const same = inherited.find((other) => other.code === type.code);
    if (type.kind === 'reference')
      return [...own, ...this.#targets(type, same?.kind === 'reference' ? same : undefined)];
    if (same?.kind === 'complex' && isEqual(same.profiles, type.profiles)) return own;
    const isProfile = type.profiles.length === 1 && !type.home.module.startsWith('base/');
    if (!isProfile) return own;
    return [this.#context.imports.value(rulesName(type.home.name), type.home.module), ...own];
  }

  /** What is said of the target of a reference beyond what is said already. */
  #targets(type: ReferenceType, same: ReferenceType | undefined): Code[] {
    const isProfiled = type.targetProfiles.some((url) => !url.startsWith('http://hl7.org/fhir/StructureDefinition/'));
    return [
      ...(type.isNarrowed && !isEqual(same?.targets, type.targets) ? [this.#context.targetsOnly(type.targets)] : []),
      ...(isProfiled && !isEqual(same?.targetProfiles, type.targetProfiles)
        ? [this.#context.targetProfiles(type.targetProfiles)]
        : []),
      ...(type.isBundled && same?.isBundled !== true
        ? [this.#context.imports.value('bundled', '#runtime/reference-guard.js')]
        : []),
    ];
  }

  #binding(binding: BindingModel | undefined, member: string, name: Code, order: number, type: TypeModel): Code[] {
    if (!binding?.canonical || (binding.strength !== 'required' && binding.strength !== 'extensible')) return [];
    if (!isCoded(type)) return [];
    const value = property(member);
    return [this.#boundTo(binding, binding.canonical, [value, name, literal(order)])];
  }

  #boundTo(binding: BindingModel, canonical: string, place: readonly Code[], index?: Code): Code {
    return code`if (${boundTo(binding, canonical, place, this.#context.imports, index)}) return false;`;
  }

  #slices(element: ElementModel, order: number): Code[] {
    // Slices that another profile told apart are looked at again where this one says more of them.
    const isSlicedAnew = !isEqual(element.slicing, element.inherited?.slicing);
    // Of a slice that nothing tells no item is known, and none can be missing.
    const slices = element.slices.filter(
      (slice) => (isSlicedAnew || slice.isStated) && (slice.min > 0 || slice.discriminators.some(isStated)),
    );
    if (slices.length === 0) return [];
    const member = element.types[0]?.member ?? element.name;
    const mark = markOf(element);
    const view = {
      mark: mark === undefined ? [] : [this.#markOfItem(mark)],
      items: ident(`${lower(element.name)}Items`),
      list: element.isList
        ? code`${this.#context.imports.value('itemsOf', jsonModule)}(${property(member)})`
        : code`[${property(member)}].filter((item) => item !== undefined)`,
      slices: slices.map((slice, index) => this.#slice(slice, element, order, index)),
      rest: isSlicedAnew ? this.#rest(element, order) : [],
      last: isSlicedAnew && isOrdered(element) ? [ident(`last${upper(element.name)}`)] : [],
    };
    return [this.#context.templates.render('slices', view)];
  }

  /** What tells an item: the text of a property, or the type of the resource in one. */
  #markOfItem(path: string): Code {
    const [name, inner] = path.split('.');
    if (inner !== undefined) return code`${this.#helper('typeIn')}(item, ${literal(name)})`;
    const isObject = this.#context.imports.value('isObject', jsonModule);
    return code`${isObject}(item) ? item[${literal(name)}] : undefined`;
  }

  #slice(slice: SliceModel, element: ElementModel, order: number, index: number): object {
    const count = ident(`${slice.propertyName}Count`);
    const name = literal(`${element.name}:${slice.sliceName}`);
    const limits = [literal(slice.min), numberOf(slice.max)];
    const { inherited } = slice;
    const rules = this.#inner(slice.type, inherited && [inherited.type]);
    const isChecked =
      (slice.min > 0 || slice.max !== Infinity) && (slice.min !== inherited?.min || slice.max !== inherited.max);
    return {
      count,
      test:
        markOf(element) === undefined ? this.#sliceTest(slice) : literal(slice.discriminators.find(isStated)?.value),
      isFirst: index === 0,
      body: [
        code`${count}++;`,
        ...(isEqual(element.slicing, element.inherited?.slicing) ? [] : this.#ordering(element, order, index)),
        ...this.#softened(slice, [
          ...rules.map((rule) => this.#ofItem(rule, name, order)),
          ...this.#sliceBinding(slice, name, order),
        ]),
      ],
      counted: isChecked
        ? this.#softened(slice, [
            code`if (${outOfRange(count, slice)} && ${this.#context.imports.value('miscounted', '#runtime/faults.js')}(run, ${name}, ${literal(order)}, ${count}, ${join(limits, ', ')})) return false;`,
          ])
        : [],
    };
  }

  #ofItem(rule: Code, name: Code, order: number): Code {
    const one = this.#context.imports.value('one', '#runtime/structure.js');
    return code`if (${one}(run, item, ${name}, ${literal(order)}, ${rule}, i)) return false;`;
  }

  #softened({ softened: severity }: { readonly softened?: Softened }, statements: readonly Code[]): readonly Code[] {
    return softened(severity, statements, this.#context.imports);
  }

  #sliceBinding(slice: SliceModel, name: Code, order: number): Code[] {
    const { binding } = slice;
    if (isEqual(binding, slice.inherited?.binding)) return [];
    if (!binding?.canonical || (binding.strength !== 'required' && binding.strength !== 'extensible')) return [];
    if (!isCoded(slice.type)) return [];
    const place = [ident('item'), name, literal(order)];
    return [this.#boundTo(binding, binding.canonical, place, ident('i'))];
  }

  #ordering(element: ElementModel, order: number, index: number): Code[] {
    const last = ident(`last${upper(element.name)}`);
    const misplaced = (reason: string): Code =>
      code`if (${last} > ${literal(index)} && ${this.#helper('misplaced')}(run, ${literal(element.name)}, ${literal(order)}, i, ${literal(reason)})) return false;`;
    if (element.slicing?.ordered)
      return [misplaced('stands behind items of a slice that has to come later'), code`${last} = ${literal(index)};`];
    if (element.slicing?.rules === 'openAtEnd')
      return [misplaced('stands behind items that belong to no slice, which have to come last')];
    return [];
  }

  /** What happens to an item of no slice. */
  #rest(element: ElementModel, order: number): Code[] {
    const names = element.slices.map(describeSlice).join(', ');
    if (element.slicing?.rules === 'closed') {
      return [
        code`if (${this.#helper('unmatched')}(run, ${literal(element.name)}, ${literal(order)}, i, ${literal(names)})) return false;`,
      ];
    }
    const needsLast = element.slicing?.rules === 'openAtEnd' || element.slicing?.ordered === true;
    return needsLast && element.slicing?.rules === 'openAtEnd'
      ? [code`last${ident(upper(element.name))} = ${literal(element.slices.length)};`]
      : [];
  }

  /** The condition under which an item belongs to a slice. */
  #sliceTest(slice: SliceModel): Code {
    const marks = slice.discriminators.filter((discriminator) => discriminator.value !== undefined);
    const tests = marks.map(({ path, value }) => this.#markTest(path, value));
    return tests.length > 0 ? Code.trusted(tests.map((test) => test.text).join(' && ')) : literal(false);
  }

  #markTest(path: string, value: unknown): Code {
    const names = path === '$this' ? [] : path.split('.');
    const isPlain = typeof value !== 'object' || value === null;
    if (isPlain && names.length === 1) {
      return code`${this.#context.imports.value('isObject', jsonModule)}(item) && item[${literal(names[0])}] === ${literal(value)}`;
    }
    return code`${this.#helper('holdsAt')}(item, ${literal(names)}, ${literal(value)})`;
  }

  #check(helper: string, member: string, element: ElementModel, order: number, args: readonly Code[]): Code {
    const all = [property(member), this.#name(element), literal(order), ...args];
    return code`if (${this.#helper(helper)}(run, ${join(all, ', ')})) return false;`;
  }

  #name(element: ElementModel): Code {
    return literal(element.isChoice ? `${element.name}[x]` : element.name);
  }

  #helper(name: string): Code {
    return this.#context.imports.value(name, profile);
  }
}

function isOrdered({ slicing }: ElementModel): boolean {
  return slicing?.rules === 'openAtEnd' || slicing?.ordered === true;
}

/** What is said of the size of a value; dates and times have no order that a comparison of their texts would show. */
function limitsOf({ minValue, maxValue, maxLength }: ElementModel): object | undefined {
  const limits = {
    ...(typeof minValue?.value === 'number' && { min: minValue.value }),
    ...(typeof maxValue?.value === 'number' && { max: maxValue.value }),
    ...(maxLength !== undefined && { length: maxLength }),
  };
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/** Whether the profile that this one builds on says the same of how often an element is there. */
function isSaid({ inherited, min, max, minItems }: ElementModel): boolean {
  return inherited?.min === min && inherited.max === max && inherited.minItems === minItems;
}

function isEqual(one: unknown, other: unknown): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The path of the text by which alone the slices of a list are told apart: a property, or the type of the resource in
 * one. Undefined where there is more to it.
 */
function markOf(element: ElementModel): string | undefined {
  if (!markedBy.has(element)) markedBy.set(element, findMark(element));
  return markedBy.get(element);
}

/** Each slice of an element asks, and the answer takes a look at all of them. */
const markedBy = new WeakMap<ElementModel, string | undefined>();

function findMark({ slices, isList }: ElementModel): string | undefined {
  const marks = slices.map((slice) => slice.discriminators.filter(isStated));
  const path = marks[0]?.[0]?.path ?? '';
  const isPlain = marks.every(([mark, ...more]) => mark?.path === path && isText(mark.value) && more.length === 0);
  const values = new Set(marks.map(([mark]) => mark?.value));
  const isTold = isList && isPlain && values.size === slices.length;
  return isTold && (/^\w+$/.test(path) || isTypeOfOne(path, slices)) ? path : undefined;
}

/** Whether a path leads to the type of a resource of which there is one in each item. */
function isTypeOfOne(path: string, slices: readonly SliceModel[]): boolean {
  const name = /^(\w+)\.resourceType$/.exec(path)?.[1];
  return slices.every(({ type }) => {
    const elements = type.kind === 'complex' ? (type.content?.elements ?? []) : [];
    return elements.some((element) => element.name === name && !element.isList);
  });
}

function isStated({ value }: SliceDiscriminator): boolean {
  return value !== undefined;
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
  for (const { type, discriminators } of slices) {
    if (!type.content) continue;
    const names = found.get(type.content) ?? new Set<string>();
    for (const { path, value } of discriminators) if (isText(value)) names.add(path);
    found.set(type.content, names);
  }
  const inner = [...whole.elements.flatMap((element) => element.types), ...slices.map((slice) => slice.type)];
  for (const { content } of inner) if (content) decidedNames(content, found);
  return found;
}

function property(member: string): Code {
  return code`value[${literal(member)}]`;
}

/** The first that is there; nothing at all is undefined. */
function anyOf(values: readonly Code[]): Code {
  return values.length === 0 ? Code.trusted('undefined') : Code.trusted(values.map((value) => value.text).join(' ?? '));
}

/** A slice and what tells its items: `official (use is "official")`. */
function describeSlice({ sliceName, discriminators }: SliceModel): string {
  const marks = discriminators.flatMap(({ path, value }) =>
    value === undefined ? [] : [`${path} is ${JSON.stringify(value)}`],
  );
  return marks.length > 0 ? `${sliceName} (${marks.join(', ')})` : sliceName;
}

/** True when there are too few or too many of a slice. */
function outOfRange(count: Code, { min, max }: SliceModel): Code {
  if (min === max) return code`${count} !== ${literal(min)}`;
  if (min === 0) return code`${count} > ${numberOf(max)}`;
  if (max === Infinity) return code`${count} < ${literal(min)}`;
  return code`(${count} < ${literal(min)} || ${count} > ${numberOf(max)})`;
}

function numberOf(max: number): Code {
  return max === Infinity ? Code.trusted('Infinity') : literal(max);
}

function upper(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
