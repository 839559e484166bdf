import type { ElementModel, SliceDiscriminator, SliceModel, Softened, TypeModel } from '../../model/model.ts';
import { call, chain, code, ident, list, literal, parenthesised, valueName, type Code } from '../../code/code.ts';
import { isDoubtful, namesOf, sliceTest } from '../../declare/slice-test.ts';
import { valueCode } from '../value-code.ts';
import { boundTo, isCoded } from './bound-to.ts';
import type { GuardContext } from './guard-context.ts';
import { isEqual, numberOf, property } from './rule-code.ts';
import { describeSlice, onlyMark, ownMarks } from './slice-marks.ts';
import { softened } from './softened.ts';
import { stopIf } from './stop-if.ts';

const profile = '#runtime/guard/profile.js';
const jsonModule = '#runtime/core/json.js';
const testsModule = '#runtime/guard/slice-tests.js';
const run = ident('run');
const item = ident('item');
const place = ident('i');

type Slicing = NonNullable<ElementModel['slicing']>;

/** Rules for what is inside an item of a type, beyond those of the same type in the profile that is built on. */
type InnerRules = (type: TypeModel, inherited: readonly TypeModel[] | undefined) => readonly Code[];

/** Slices with the same discriminators: those of an element, or of a slice that is sliced again. */
interface Group {
  readonly element: ElementModel;
  readonly order: number;
  /** The slice that is sliced again. */
  readonly around: SliceModel | undefined;
  readonly slices: readonly SliceModel[];
  readonly slicing: Slicing | undefined;
  /** False where another profile has told them apart: they are looked at again where this one says more of them. */
  readonly isAnew: boolean;
  /** Variable with the place of the last item, where the order of the slices counts. */
  readonly last: Code;
}

/** What the whole loop over the items needs. */
interface Loop {
  readonly counters: Code[];
  readonly counted: Code[];
}

/** What a profile says of the slices of a list, as statements. */
export class SliceRules {
  readonly #context: GuardContext;
  readonly #inner: InnerRules;

  constructor(context: GuardContext, inner: InnerRules) {
    this.#context = context;
    this.#inner = inner;
  }

  statements(element: ElementModel, order: number): Code[] {
    const loop: Loop = { counters: [], counted: [] };
    const body = this.#chain(groupOf(element, order, undefined), loop);
    return [...this.#untold(element, order), ...(body ? [this.#loop(element, body, loop)] : [])];
  }

  /** Of slices that nothing tells no item is known, and none can be missing; nobody is to take that for soundness. */
  #untold(element: ElementModel, order: number): Code[] {
    const slices = element.slices.filter(({ untold, isStated }) => untold !== undefined && isStated);
    return slices.map((slice) => {
      const args = [listOf(element), nameOf(slice, element), literal(order), literal(slice.min)];
      return code`${call(valueName('untold', testsModule), [run, ...args])};`;
    });
  }

  #loop(element: ElementModel, body: Code, { counters, counted }: Loop): Code {
    const items = listOf(element);
    return this.#context.templates.render('slices', {
      items: ident(`${lower(element.name)}Items`),
      list: element.isList
        ? call(valueName('itemsOf', jsonModule), [items])
        : code`${list([items])}.filter((item) => item !== undefined)`,
      counters,
      body,
      counted,
    });
  }

  /** Finds the slice of an item and checks its rules; undefined if the slices have no rules. */
  #chain(group: Group, loop: Loop): Code | undefined {
    const { element, slices, around } = group;
    const told = slices.filter(({ untold }) => untold === undefined);
    const needed = told.filter((slice) => group.isAnew || isStatedInside(slice, element));
    if (needed.length === 0) return undefined;
    const mark = onlyMark(element, told, around);
    const doubtful = mark === undefined ? needed.filter((slice) => ownMarks(slice, around).some(canBeDoubtful)) : [];
    const last = group.isAnew && isOrdered(group.slicing) ? [code`${group.last} = ${literal(-1)}`] : [];
    const views = needed.map((slice, index) => this.#slice(slice, group, { index, mark, doubtful }, loop));
    loop.counters.push(...last);
    return this.#context.templates.render('slice-chain', {
      mark: mark === undefined ? [] : [this.#markOfItem(mark)],
      answers: doubtful.map((slice) => ({ name: answerOf(slice), answer: this.#answer(slice, around) })),
      slices: views,
      doubts: doubtful.length === 0 ? [] : [this.#doubts(doubtful, group)],
      rest: group.isAnew && told.length === slices.length ? this.#rest(group) : [],
    });
  }

  /** What tells an item: the text of a property, or the type of the resource in one. */
  #markOfItem(path: string): Code {
    const [name, inner] = path.split('.');
    if (inner !== undefined) return call(this.#helper('typeIn'), [item, literal(name)]);
    return code`${call(valueName('isObject', jsonModule), [item])} ? item[${literal(name)}] : undefined`;
  }

  #slice(
    slice: SliceModel,
    group: Group,
    how: { readonly index: number; readonly mark: string | undefined; readonly doubtful: readonly SliceModel[] },
    loop: Loop,
  ): object {
    const { element, order, around } = group;
    const isDoubted = how.doubtful.includes(slice);
    const marked = how.mark === undefined ? undefined : literal(ownMarks(slice, around)[0]?.value);
    const count = ident(`${slice.propertyName}Count`);
    const isCounted = group.isAnew || slice.isStated;
    if (isCounted) loop.counters.push(code`${count} = ${literal(0)}`);
    if (isDoubted) loop.counters.push(code`${doubtsOf(slice)} = ${literal(0)}`);
    loop.counted.push(...this.#counted(slice, group, isDoubted));
    const again = this.#chain(groupOf(element, order, slice), loop);
    return {
      test: marked ?? (isDoubted ? answerOf(slice) : this.#test(slice, around)),
      isFirst: how.index === 0,
      body: [
        ...(isCounted ? [code`${count}++;`] : []),
        ...(group.isAnew ? this.#ordering(group, how.index) : []),
        ...this.#ofItem(slice, group),
        ...(again ? [again] : []),
      ],
    };
  }

  /** The rules for an item of a slice. */
  #ofItem(slice: SliceModel, { element, order }: Group): readonly Code[] {
    const name = nameOf(slice, element);
    const { inherited } = slice;
    const rules = this.#inner(slice.type, inherited && [inherited.type]).map((rule) =>
      stopIf(call(valueName('one', '#runtime/guard/structure.js'), [run, item, name, literal(order), rule, place])),
    );
    return this.#softened(slice, [...rules, ...this.#binding(slice, name, order)]);
  }

  #counted(slice: SliceModel, { element, order }: Group, isDoubted: boolean): readonly Code[] {
    const { inherited, min, max } = slice;
    const isSaid = inherited?.untold === undefined && min === inherited?.min && max === inherited.max;
    if ((min === 0 && max === Infinity) || isSaid) return [];
    const count = ident(`${slice.propertyName}Count`);
    const args = [nameOf(slice, element), literal(order), count, literal(min), numberOf(max)];
    const isOut = isDoubted ? outOfRangeInDoubt(count, slice) : outOfRange(count, slice);
    const miscounted = call(valueName('miscounted', '#runtime/guard/faults.js'), [run, ...args]);
    return this.#softened(slice, [stopIf(chain([isOut, miscounted], '&&'))]);
  }

  #softened({ softened: severity }: { readonly softened?: Softened }, statements: readonly Code[]): readonly Code[] {
    return softened(severity, statements);
  }

  /** Where a binding tells the items, they keep it. */
  #binding(slice: SliceModel, name: Code, order: number): Code[] {
    const { binding } = slice;
    if (isEqual(binding, slice.inherited?.binding)) return [];
    if (!binding?.canonical || (binding.strength !== 'required' && binding.strength !== 'extensible')) return [];
    const isMark = slice.discriminators.some(({ test }) => test?.kind === 'member' && test.at.length === 0);
    if (isMark || !isCoded(slice.type)) return [];
    const at = [item, name, literal(order)];
    return [stopIf(boundTo(binding, binding.canonical, at, place))];
  }

  #ordering({ element, order, slicing, last }: Group, rank: number): Code[] {
    const misplaced = (reason: string): Code => {
      const args = [run, literal(element.name), literal(order), place, literal(reason)];
      return stopIf(chain([code`${last} > ${literal(rank)}`, call(this.#helper('misplaced'), args)], '&&'));
    };
    if (slicing?.ordered)
      return [misplaced('comes after items of a slice that must follow it'), code`${last} = ${literal(rank)};`];
    if (slicing?.rules === 'openAtEnd')
      return [misplaced('comes after items that belong to no slice, which must come last')];
    return [];
  }

  /** What happens to an item of no slice. */
  #rest({ element, order, slicing, slices, last }: Group): Code[] {
    const names = slices.map(describeSlice).join(', ');
    if (slicing?.rules === 'closed') {
      return [
        stopIf(call(this.#helper('unmatched'), [run, literal(element.name), literal(order), place, literal(names)])),
      ];
    }
    return slicing?.rules === 'openAtEnd' ? [code`${last} = ${literal(slices.length)};`] : [];
  }

  /** Notes of an item that it may belong to slices; those count for their minima. */
  #doubts(slices: readonly SliceModel[], { element, order }: Group): object {
    return {
      test: anyTest(slices.map((slice) => code`${answerOf(slice)} === undefined`)),
      body: slices.map(
        (slice) =>
          code`${doubtsOf(slice)} += ${call(valueName('doubted', testsModule), [run, answerOf(slice), nameOf(slice, element), literal(order), place])};`,
      ),
    };
  }

  /** Whether an item belongs to a slice: yes, no, or undefined. */
  #answer(slice: SliceModel, around: SliceModel | undefined): Code {
    const tests = ownMarks(slice, around).map((mark) => this.#markTest(mark));
    const [only, ...more] = tests;
    if (only && more.length === 0) return only;
    return call(valueName('allOf', testsModule), tests);
  }

  /** The condition under which an item belongs to a slice. */
  #test(slice: SliceModel, around: SliceModel | undefined): Code {
    return allTests(ownMarks(slice, around).map((mark) => this.#markTest(mark)));
  }

  #markTest({ path, value, test }: SliceDiscriminator): Code {
    if (test) return valueCode(sliceTest(test, { kind: 'name', name: 'run', module: '' }));
    const names = namesOf(path);
    const isPlain = typeof value !== 'object' || value === null;
    if (isPlain && names.length === 1) {
      const isSame = code`item[${literal(names[0])}] === ${literal(value)}`;
      return chain([call(valueName('isObject', jsonModule), [item]), isSame], '&&');
    }
    return call(this.#helper('holdsAt'), [item, literal(names), literal(value)]);
  }

  #helper(name: string): Code {
    return valueName(name, profile);
  }
}

function groupOf(element: ElementModel, order: number, around: SliceModel | undefined): Group {
  const { slicing, inherited } = around ?? element;
  return {
    element,
    order,
    around,
    slices: element.slices.filter(({ within }) => within === around?.sliceName),
    slicing,
    isAnew: !isEqual(slicing, inherited?.slicing),
    last: ident(`last${upper(around?.propertyName ?? element.name)}`),
  };
}

/** Whether a profile says something of a slice, or of one inside it. */
function isStatedInside(slice: SliceModel, { slices }: ElementModel): boolean {
  return slice.isStated || slices.some((one) => one.isStated && one.sliceName.startsWith(`${slice.sliceName}/`));
}

function canBeDoubtful({ test }: SliceDiscriminator): boolean {
  return test !== undefined && isDoubtful(test);
}

function listOf({ types, name }: ElementModel): Code {
  return property(types[0]?.member ?? name);
}

function nameOf({ sliceName }: SliceModel, { name }: ElementModel): Code {
  return literal(`${name}:${sliceName}`);
}

/** Variable that says whether an item belongs to a slice. */
function answerOf({ propertyName }: SliceModel): Code {
  return ident(`${propertyName}Told`);
}

/** Variable that counts the items which may belong to a slice. */
function doubtsOf({ propertyName }: SliceModel): Code {
  return ident(`${propertyName}Doubts`);
}

function allTests(tests: readonly Code[]): Code {
  return chain(tests, '&&');
}

function anyTest(tests: readonly Code[]): Code {
  return chain(tests, '||');
}

function isOrdered(slicing: Slicing | undefined): boolean {
  return slicing?.rules === 'openAtEnd' || slicing?.ordered === true;
}

/** True when there are too few or too many of a slice. */
function outOfRange(count: Code, { min, max }: SliceModel): Code {
  if (min === max) return code`${count} !== ${literal(min)}`;
  if (min === 0) return code`${count} > ${numberOf(max)}`;
  if (max === Infinity) return code`${count} < ${literal(min)}`;
  return parenthesised(chain([code`${count} < ${literal(min)}`, code`${count} > ${numberOf(max)}`], '||'));
}

/** The same where some items may belong to it. */
function outOfRangeInDoubt(count: Code, slice: SliceModel): Code {
  const { min, max } = slice;
  const isFew = code`${count} + ${doubtsOf(slice)} < ${literal(min)}`;
  if (min === 0) return code`${count} > ${numberOf(max)}`;
  return max === Infinity ? isFew : parenthesised(chain([isFew, code`${count} > ${numberOf(max)}`], '||'));
}

function upper(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
