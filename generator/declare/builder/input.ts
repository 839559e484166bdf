import type {
  ContentModel,
  ElementModel,
  InterfaceRef,
  SliceModel,
  StructureModel,
  TypeModel,
} from '../../model/model.ts';
import type { Doc, MemberDeclaration } from '../declarations.ts';
import {
  absentable,
  intersection,
  itemsOf,
  keyword,
  literal,
  local,
  memberOf,
  named,
  runtimeType,
  type TypeExpression,
  type TypeMember,
  union,
} from '../expressions.ts';
import { primitiveType } from '../members.ts';
import { elementOf } from '../element-of-type.ts';
import { memberDoc, sliceMemberDoc } from '../doc-text.ts';
import { codedInputName, type PackageNames } from '../names.ts';
import {
  codedForm,
  codedSet,
  codingOf,
  filledIn,
  isImplied,
  isNeeded,
  isOwnNeed,
  mainPart,
  neededNames,
  restrictingSet,
  siblingSlices,
  type CodedForm,
} from './parts.ts';
import { relaxedNames } from './relaxed-names.ts';

const text = keyword('string');
const nothing = union([keyword('null'), keyword('undefined')]);
const moment = union([text, local('Date')]);
/** A choice of more types than this would fill pages. */
const mostWrittenOut = 12;

/** Writes the types of what the builders of one structure take. */
export class InputWriter {
  readonly #structure: StructureModel;
  readonly #names: PackageNames;

  constructor(structure: StructureModel, names: PackageNames) {
    this.#structure = structure;
    this.#names = names;
  }

  /**
   * The members of an input: elements, then the slices of each, in the order of the definition. What the input of the
   * profile has that it builds on is left out where nothing is added to it.
   */
  members(content: ContentModel): MemberDeclaration[] {
    const isOwn = ({ isStated }: { readonly isStated: boolean }): boolean => isStated || !content.inherited;
    return content.elements
      .filter((element) => isOwn(element) && !this.#isFilledIn(content, element))
      .flatMap((element) => [
        ...element.slices.filter(isOwn).map((slice) => this.#sliceMember(slice, isOwnNeed(slice, element))),
        ...this.#elementMember(content, element),
        ...siblingSlices(element)
          .filter(isOwn)
          .map((slice) => this.#sliceMember(slice, slice.min > 0)),
      ]);
  }

  /** The input of the profile that a content builds on. */
  parent(content: ContentModel): TypeExpression | undefined {
    if (!content.inherited) return undefined;
    const parent = this.#inputOf(content.home);
    const relaxed = relaxedNames(content, this.#structure);
    return relaxed.length === 0 ? parent : local('Omit', [parent, union(relaxed.map(literal))]);
  }

  /** What an extension with a value takes: the value. */
  value(type: TypeModel, element: ElementModel): TypeExpression {
    return this.#type(type, element);
  }

  /** The URL of an extension is never given. */
  #isFilledIn(content: ContentModel, element: ElementModel): boolean {
    return (
      content.basePath === 'Extension' && (element.name === 'url' || (element.name === 'value' && element.max === 0))
    );
  }

  #elementMember(content: ContentModel, element: ElementModel): MemberDeclaration[] {
    const doc = memberDoc(element);
    if (element.max === 0) return [{ doc, name: element.name, isOptional: true, type: keyword('never') }];
    const isRequired = isNeeded(element, content, this.#structure);
    const items = element.isChoice ? this.#choice(element, isRequired) : this.#items(element, content);
    const type = element.isList && element.max > 1 ? this.#listOf(items, isRequired) : items;
    return [member(doc, element.name, type, isRequired)];
  }

  #items(element: ElementModel, content: ContentModel): TypeExpression {
    const [type] = element.types;
    if (!type) return text;
    const own = this.#type(type, element);
    if (!element.isBeyondExtended || type.code !== 'code') return own;
    // Of codes, only those make what is of both types.
    const extended = memberOf(named(content.extends), type.member);
    return intersection([own, element.isList ? itemsOf(extended) : extended]);
  }

  /**
   * A choice is given as an object with one key; a choice of one type looks the same. Written out, the alternatives cost
   * the compiler of a consumer nothing, whereas `OneOf` costs it the square of their number. Where it may be missing, so may
   * the value under its key.
   */
  #choice(element: ElementModel, isRequired: boolean): TypeExpression {
    const members = element.types.map((type) => {
      const own = this.#type(type, elementOf(type, element));
      return { name: choiceKey(type, element), isOptional: false, type: isRequired ? own : absentable(own) };
    });
    if (members.length > mostWrittenOut) return runtimeType('core/one-of', 'OneOf', [{ kind: 'object', members }]);
    const without = ({ name }: TypeMember): TypeMember => ({ name, isOptional: true, type: nothing });
    return union(
      members.map((own) => ({ kind: 'object', members: members.map((one) => (one === own ? one : without(one))) })),
    );
  }

  #sliceMember(slice: SliceModel, isGiven: boolean): MemberDeclaration {
    const whole = this.#sliceType(slice);
    const type = mainPart(slice) === undefined ? whole : union([text, whole]);
    const isRequired = isGiven && !isImplied(slice.min, slice.type, this.#structure);
    return member(
      sliceMemberDoc(slice),
      slice.propertyName,
      slice.max > 1 ? this.#listOf(type, isRequired) : type,
      isRequired,
    );
  }

  #sliceType(slice: SliceModel): TypeExpression {
    if (slice.type.content) {
      const { content } = slice.type;
      return this.#codedOr(slice, () => this.#ownInput(content));
    }
    const { type } = slice;
    if (type.kind === 'complex') return this.#codedOr(slice, () => this.#input(type));
    return this.#type(slice.type, { ...emptyElement, id: slice.id, name: slice.propertyName });
  }

  #type(type: TypeModel, element: ElementModel): TypeExpression {
    switch (type.kind) {
      case 'primitive':
        return isMoment(type.code) && filledIn(element) === undefined ? moment : primitiveType(element, type);
      case 'reference':
        return this.#reference(type, element.min > 0);
      case 'resource':
        return named(type.ref);
      case 'complex':
        return this.#codedOr({ type, ...(element.binding && { binding: element.binding }) }, () => this.#input(type));
    }
  }

  #input(type: TypeModel & { kind: 'complex' | 'reference' }): TypeExpression {
    if (type.content) return this.#ownInput(type.content);
    if (type.code === 'Extension' && type.home.module.startsWith('base/')) return named(type.ref);
    return this.#inputOf(type.home);
  }

  #ownInput(content: ContentModel): TypeExpression {
    return local(this.#names.inputName({ name: content.name, module: this.#structure.module }));
  }

  #reference({ targets, isBundled }: TypeModel & { kind: 'reference' }, isRequired: boolean): TypeExpression {
    const [only = '', ...others] = targets;
    // What the message always has to hold is what its entries are.
    const entries = isRequired && isBundled && others.length === 0 ? this.#names.entriesOf(this.#structure, only) : [];
    if (entries.length > 0)
      return union([...entries.map((ref) => named(ref)), runtimeType('core/references', 'RefInput', [literal(only)])]);
    const args = targets.length === 0 ? [] : [union(targets.map(literal))];
    return runtimeType('build/reference-input', 'ReferenceInput', args);
  }

  /** A coding may be given by the name of its constant; a CodeableConcept also by its only coding. */
  #codedOr(bound: Pick<SliceModel, 'type' | 'binding'>, whole: () => TypeExpression): TypeExpression {
    const form = codedForm(bound.type);
    if (!form) return whole();
    const set = codedSet(bound.type, bound.binding);
    const names = set ? [named({ name: `${set.name}Name`, module: set.module })] : [];
    const coding = form === 'CodeableConcept' ? this.#onlyCoding(bound) : [];
    return union([...names, ...coding, this.#restricted(bound, form, whole, bound.type.content)]);
  }

  /** What a CodeableConcept takes in place of itself: its coding, unless the definition needs more than that. */
  #onlyCoding(bound: Pick<SliceModel, 'type' | 'binding'>): TypeExpression[] {
    const { content, inherited } = bound.type;
    const all = content ?? inherited;
    const needed = all ? neededNames(all, this.#structure) : [];
    if (needed.some((name) => name !== 'coding')) return [];
    const own = codingOf(content);
    const whole = (): TypeExpression => this.#codingInput(bound.type);
    return [this.#restricted(bound, 'Coding', whole, own)];
  }

  #listOf(item: TypeExpression, isRequired: boolean): TypeExpression {
    return union([item, runtimeType('core/lists', isRequired ? 'NonEmptyListOf' : 'ListOf', [item])]);
  }

  /** The input of a coding inside a concept, from the place with the most rules. */
  #codingInput(concept: TypeModel): TypeExpression {
    const coding = (concept.content ?? concept.inherited)?.elements.find(({ name }) => name === 'coding')?.types[0];
    if (coding?.content && concept.content) return this.#ownInput(coding.content);
    const module = coding?.content && 'home' in concept ? concept.home.module : undefined;
    if (coding?.content && module !== undefined) return this.#inputOf({ name: coding.content.name, module });
    return this.#inputOf(coding?.kind === 'complex' ? coding.home : { name: 'Coding', module: 'base/coding' });
  }

  #inputOf(home: InterfaceRef): TypeExpression {
    return named({ name: this.#names.inputName(home), module: home.module });
  }

  /** A form without codes that the binding does not allow. What the definition says besides holds too. */
  #restricted(
    { type, binding }: Pick<SliceModel, 'type' | 'binding'>,
    form: CodedForm,
    whole: () => TypeExpression,
    content: ContentModel | undefined,
  ): TypeExpression {
    const set = restrictingSet(type, binding);
    if (!set) return whole();
    const restricted = named({ name: codedInputName(set.name, form), module: set.module });
    return content ? intersection([whole(), restricted]) : restricted;
  }
}

/** `valueQuantity` of `value[x]` is given under `quantity`. */
export function choiceKey(type: TypeModel, element: ElementModel): string {
  const name = type.member.slice(element.name.length);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Types whose value a Date may stand for; which day one is depends on the place, so not for a date. */
function isMoment(type: string): boolean {
  return type === 'dateTime' || type === 'instant';
}

function member(doc: Doc, name: string, type: TypeExpression, isRequired: boolean): MemberDeclaration {
  return { name, isOptional: !isRequired, type: isRequired ? type : absentable(type), doc };
}

const emptyElement: ElementModel = {
  id: '',
  name: '',
  isChoice: false,
  isAttribute: false,
  min: 0,
  max: 1,
  minItems: 0,
  isList: false,
  types: [],
  excluded: [],
  slices: [],
  constraints: [],
  isModifier: false,
  mustSupport: false,
  isStated: false,
};
