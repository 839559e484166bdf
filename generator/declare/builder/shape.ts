import type { ContentModel, ElementModel, SliceModel, StructureModel, TypeModel } from '../../model/model.ts';
import {
  call,
  entry,
  list,
  literal,
  object,
  pure,
  thunk,
  type ValueEntry,
  type ValueExpression,
  valueOf,
} from '../expressions.ts';
import { asValueExtension, extensionUrl } from '../extension-content.ts';
import { elementOf } from '../element-of-type.ts';
import { elementsModule } from '../elements.ts';
import { bareShapeName, elementsName, shapeName, type PackageNames } from '../names.ts';
import { marksOf, namesOf } from '../slice-test.ts';
import { namedElements } from './bare-shapes.ts';
import { choiceKey } from './input.ts';
import { codedSet, filledIn, impliedNames, mainPart, neededNames, siblingSlices } from './parts.ts';
import { differencesFromTable } from './table-differences.ts';

const shapes = '#runtime/build/shape.js';

/** What an element says of the values of its type. */
interface Bound {
  readonly name?: string | undefined;
  readonly binding?: ElementModel['binding'] | undefined;
  readonly checkDigit?: ElementModel['checkDigit'] | undefined;
  readonly codeForm?: ElementModel['codeForm'] | undefined;
}

/** Writes the shapes of one structure: how each of its contents is put together from an input. */
export class ShapeWriter {
  readonly #structure: StructureModel;
  readonly #slices: ReadonlyMap<ContentModel, SliceModel>;
  readonly #names: PackageNames;

  constructor(structure: StructureModel, names: PackageNames) {
    this.#names = names;
    this.#structure = structure;
    this.#slices = new Map(slicesInside(structure.content));
  }

  /** The expression that makes the shape of a content. */
  shape(content: ContentModel): ValueExpression {
    const extension = asValueExtension(content);
    if (extension && this.#structure.role === 'profile') {
      const { url, type, value } = extension;
      return this.#call('valueExtension', [literal(url), literal(type.member), pure(this.#content(type, value))]);
    }
    return this.#structure.role === 'base' && !isDerived(content)
      ? this.#baseShape(content)
      : this.#constrained(content);
  }

  /** A type of FHIR is built as its element table says, but for what that does not know. */
  #baseShape(content: ContentModel): ValueExpression {
    const table = valueOf({ name: elementsName(content.name), module: elementsModule(this.#structure.module) });
    const whole = call({ name: 'tableShape', module: '#runtime/build/table-shape.js' }, [table]);
    const others = differencesFromTable(content, (ref) => this.#names.contentAt(ref));
    if (others.length === 0) return whole;
    const elements = object(others.map((element) => entry(element.name, this.#part(element))));
    return this.#call('constrain', [pure(whole), thunk(object([entry('elements', elements)]))]);
  }

  /** Whether it has a shape without what is given by the names of codes. */
  hasBare(content: ContentModel): boolean {
    return content === this.#structure.content && this.#names.bareShapes.has(this.#structure);
  }

  bareShape(content: ContentModel): ValueExpression {
    const named = namedElements(content);
    return this.#changed(content, (element) => !named.includes(element.name));
  }

  #constrained(content: ContentModel): ValueExpression {
    if (!this.hasBare(content)) return this.#changed(content, () => true);
    const named = namedElements(content);
    const elements = content.elements.filter(({ name }) => named.includes(name));
    const changes = this.#group(
      'elements',
      elements.flatMap((element) => this.#changedPart(element)),
    );
    return this.#call('constrain', [
      valueOf({ name: bareShapeName(content.name), module: '' }),
      thunk(object(changes)),
    ]);
  }

  #changed(content: ContentModel, isTaken: (element: ElementModel) => boolean): ValueExpression {
    const isRoot = content === this.#structure.content && this.#structure.kind === 'resource';
    const changes = [
      ...(isRoot && this.#structure.part === undefined
        ? [entry('profile', literal(this.#structure.claims ?? this.#structure.canonical))]
        : []),
      ...(isRoot && content.elements.some((element) => element.name === 'id' && element.min > 0)
        ? [entry('needsId', literal(true))]
        : []),
      ...this.#needs(content),
      ...this.#implied(content),
      ...this.#group('fixed', fixedEntries(content, this.#telling(content))),
      ...this.#group(
        'elements',
        content.elements
          .filter((element) => (element.isStated || !content.inherited) && isTaken(element))
          .flatMap((element) => this.#changedPart(element)),
      ),
      ...this.#group(
        'slices',
        this.#slicesBy(content, (element) => element.slices),
      ),
      ...this.#group('siblings', this.#slicesBy(content, siblingSlices)),
    ];
    return this.#call('constrain', [this.#homeShape(content), thunk(object(changes))]);
  }

  /** Elements by which a content is known as a slice. */
  #telling(content: ContentModel): string[] {
    return this.#slices.get(content)?.discriminators.map((discriminator) => discriminator.path) ?? [];
  }

  /** What is needed here and not by the base. */
  #needs(content: ContentModel): ValueEntry[] {
    const inherited = content.elements.filter((element) => !element.isStated).map((element) => element.name);
    const own = neededNames(content, this.#structure).filter((name) => !inherited.includes(name));
    return own.length > 0 ? [entry('needs', literal(own.join(' ')))] : [];
  }

  /** What is filled in although nothing is given for it. */
  #implied(content: ContentModel): ValueEntry[] {
    const names = impliedNames(content, this.#structure);
    return names.length > 0 ? [entry('implied', literal(names.join(' ')))] : [];
  }

  #homeShape(content: ContentModel): ValueExpression {
    const isOnBare = content === this.#structure.content && this.#names.bareShapes.uses(this.#structure);
    const nameOf = isOnBare ? bareShapeName : shapeName;
    return valueOf({ name: nameOf(content.home.name), module: content.home.module });
  }

  #slicesBy(content: ContentModel, slicesOf: (element: ElementModel) => readonly SliceModel[]): ValueEntry[] {
    return content.elements.flatMap((element) => {
      const own = slicesOf(element).filter((slice) => slice.isStated || !content.inherited);
      const around = ({ within }: SliceModel): string | undefined =>
        within === undefined ? undefined : element.slices.find(({ sliceName }) => sliceName === within)?.propertyName;
      const slices = own.map((slice) => entry(slice.propertyName, this.#slice(slice, around(slice))));
      return slices.length > 0 ? [entry(element.name, object(slices))] : [];
    });
  }

  #slice(slice: SliceModel, around: string | undefined): ValueExpression {
    const main = mainPart(slice);
    const options = [
      ...(slice.max > 1 ? [entry('isList', literal(true))] : []),
      ...(main === undefined ? [] : [entry('main', literal(main))]),
      ...(needsNoMarks(slice) ? [] : [entry('marks', list(marksOf(slice.discriminators)))]),
      ...fillsOf(slice),
      ...(around ? [entry('within', literal(around))] : []),
    ];
    const of = this.#content(slice.type, { binding: slice.binding });
    return this.#call('slice', options.length > 0 ? [of, object(options)] : [of]);
  }

  /** A part that the definition makes otherwise than the shape it builds on. */
  #changedPart(element: ElementModel): ValueEntry[] {
    if (element.max === 0) return [entry(element.name, { kind: 'undefined' })];
    const isNarrowedChoice = element.isChoice && element.excluded.length > 0 && !element.isLeftOut;
    const isChanged =
      isNarrowedChoice ||
      hasOwnForm(element) ||
      element.types.some((type) => type.own && hasOwnForm(type.own)) ||
      element.types.some((type) => isMadeOtherwise(type, elementOf(type, element)));
    return isChanged ? [entry(element.name, this.#part(element))] : [];
  }

  #part(element: ElementModel): ValueExpression {
    if (element.isChoice) {
      const types = element.types.map((type) =>
        entry(choiceKey(type, element), this.#content(type, elementOf(type, element))),
      );
      return this.#call('choice', [object(types)]);
    }
    const [type] = element.types;
    const of = type ? this.#content(type, element) : formatOf('plain');
    return this.#call(element.isList ? 'many' : 'single', [of]);
  }

  #content(type: TypeModel, bound: Bound): ValueExpression {
    switch (type.kind) {
      case 'primitive':
        return this.#primitive(type, bound);
      case 'resource':
        return valueOf({ name: 'wholeResource', module: shapes });
      case 'reference':
        return valueOf({ name: 'reference', module: shapes });
      case 'complex':
        return this.#complex(type, bound);
    }
  }

  #complex(type: TypeModel & { kind: 'complex' }, { binding }: Bound): ValueExpression {
    if (type.code === 'Extension' && !type.content && type.home.module === 'base/extension') return formatOf('plain');
    const { name, module } = type.content ? { name: type.content.name, module: '' } : type.home;
    const shape = valueOf({ name: shapeName(name), module });
    if (type.code !== 'CodeableConcept' && type.code !== 'Coding') return shape;
    const set = codedSet(type, binding);
    if (!set && type.code === 'Coding') return shape;
    const constants = set ? [thunk(valueOf(set))] : [];
    return this.#call('coded', [literal(type.code), shape, ...constants]);
  }

  #primitive(type: TypeModel, { checkDigit, codeForm, name }: Bound): ValueExpression {
    const isInnerId = name === 'id' && type.code === 'string';
    const plain = formatOf(isInnerId ? 'elementId' : type.code);
    const format =
      codeForm === undefined
        ? plain
        : call({ name: 'upperCaseFormat', module: '#runtime/build/upper-case-format.js' }, [plain]);
    if (checkDigit === undefined) return format;
    return call({ name: 'checkDigitFormat', module: '#runtime/build/check-digit-format.js' }, [
      format,
      literal(checkDigit),
    ]);
  }

  #group(name: string, entries: readonly ValueEntry[]): ValueEntry[] {
    return entries.length > 0 ? [entry(name, object(entries))] : [];
  }

  #call(name: string, args: readonly ValueExpression[]): ValueExpression {
    return call({ name, module: shapes }, args);
  }
}

/** Whether values have to be written in a form of their own. */
function hasOwnForm({ checkDigit, codeForm }: ElementModel): boolean {
  return checkDigit !== undefined || codeForm !== undefined;
}

/** The format of a primitive type. */
function formatOf(code: string): ValueExpression {
  return valueOf({ name: `${code}Format`, module: '#runtime/build/formats.js' });
}

/** A base type that is itself a profile of another, such as SimpleQuantity. */
function isDerived(content: ContentModel): boolean {
  return content.home.name !== content.name && !content.basePath.includes('.');
}

/** Values that are filled in: what must be there, and what tells a slice. */
function fixedEntries(content: ContentModel, telling: readonly string[]): ValueEntry[] {
  const url = content.basePath === 'Extension' ? extensionUrl(content) : undefined;
  return content.elements.flatMap((element) => {
    if (element.name === 'url' && url !== undefined) return [entry('url', literal(url))];
    const isFilledIn = element.min > 0 || element.recommended !== undefined || telling.includes(element.name);
    const value = isFilledIn ? filledIn(element) : undefined;
    return value === undefined ? [] : [entry(element.name, literal(value))];
  });
}

/** The slices inside a content, by their own contents. */
function slicesInside(content: ContentModel): [ContentModel, SliceModel][] {
  const slices = content.elements.flatMap((element) => element.slices);
  const inner = content.elements.flatMap((element) => element.types.flatMap((type) => type.content ?? []));
  const own = slices.flatMap((slice): [ContentModel, SliceModel][] =>
    slice.type.content ? [[slice.type.content, slice]] : [],
  );
  return [...own, ...[...inner, ...own.map(([part]) => part)].flatMap(slicesInside)];
}

/** Whether the values that are filled in for a slice tell its items, as the URL does for an extension. */
function needsNoMarks({ type, discriminators, undiscriminated }: SliceModel): boolean {
  if (undiscriminated !== undefined) return true;
  return discriminators.every(({ path, value, test }) => {
    const element = (type.content ?? type.inherited)?.elements.find((one) => one.name === path);
    if (test) return false;
    if (value === undefined || (element !== undefined && filledIn(element) !== undefined)) return true;
    return type.code === 'Extension' && path === 'url' && isDefined(type);
  });
}

/** What is filled in for items as a whole, unless that is what tells them. */
function fillsOf({ discriminators, fixed, pattern, type, undiscriminated }: SliceModel): ValueEntry[] {
  const value = (fixed ?? pattern)?.value;
  const isTold = discriminators.some(({ path, test }) => namesOf(path).length === 0 && !test);
  if (value === undefined || isTold || undiscriminated !== undefined || type.kind === 'primitive') return [];
  return [entry('fills', literal(value))];
}

/** Whether the definition of an extension says its URL. */
function isDefined(type: TypeModel): boolean {
  return 'home' in type && !type.home.module.startsWith('base/');
}

function isMadeOtherwise(type: TypeModel, element: ElementModel): boolean {
  if (type.kind === 'primitive' || type.kind === 'reference' || type.kind === 'resource') return false;
  return (
    type.content !== undefined ||
    type.profiles.length > 0 ||
    (element.isStated && codedSet(type, element.binding) !== undefined)
  );
}
