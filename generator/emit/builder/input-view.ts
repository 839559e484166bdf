import { inIntersection, memberOf, optionalType, primitiveType, type MemberView } from '../member-view.ts';
import type {
  ContentModel,
  ElementModel,
  InterfaceRef,
  SliceModel,
  StructureModel,
  TypeModel,
} from '../../model/model.ts';
import {
  alternativesOf,
  type Code,
  nothing,
  ident,
  key,
  typeName,
  literal,
  code,
  objectType,
  generic,
  union,
  chain,
} from '../../code/code.ts';
import { elementOf } from '../element-of-type.ts';
import { asValueExtension } from '../extension-content.ts';
import { memberDoc, sliceMemberDoc } from '../member-doc.ts';
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

const optional = code`?`;
const required = nothing;
const text = code`string`;
const moment = code`string | Date`;
/** A choice of more types than this would fill pages. */
const mostWrittenOut = 12;
const referenceInput = { name: 'ReferenceInput', module: '#runtime/reference-input.js' };

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
  members(content: ContentModel): MemberView[] {
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
  parent(content: ContentModel): Code | undefined {
    if (!content.inherited) return undefined;
    const parent = this.#inputOf(content.home);
    const relaxed = relaxedNames(content, this.#structure);
    return relaxed.length === 0 ? parent : generic(code`Omit`, [parent, union(relaxed.map(literal))]);
  }

  /** What an extension with a value takes: the value. */
  value(type: TypeModel, element: ElementModel): Code {
    return this.#type(type, element);
  }

  /** The URL of an extension is never given. */
  #isFilledIn(content: ContentModel, element: ElementModel): boolean {
    return (
      content.basePath === 'Extension' && (element.name === 'url' || (element.name === 'value' && element.max === 0))
    );
  }

  #elementMember(content: ContentModel, element: ElementModel): MemberView[] {
    const doc = memberDoc(element);
    if (element.max === 0) return [{ doc, key: key(element.name), mark: optional, type: code`never` }];
    const items = element.isChoice ? this.#choice(element) : this.#items(element, content);
    const isRequired = isNeeded(element, content, this.#structure);
    const type = element.isList && element.max > 1 ? this.#listOf(items, isRequired) : items;
    return [member(doc, element.name, type, isRequired)];
  }

  #items(element: ElementModel, content: ContentModel): Code {
    const [type] = element.types;
    if (!type) return text;
    const own = this.#type(type, element);
    if (!element.isBeyondExtended || type.code !== 'code') return own;
    // Of codes, only those make what is of both types.
    const extended = memberOf(typeName(content.extends), type.member);
    return chain([inIntersection(own), element.isList ? code`NonNullable<${extended}>[number]` : extended], '&');
  }

  /**
   * A choice is given as an object with one key; a choice of one type looks the same. Written out, the alternatives cost
   * the compiler of a consumer nothing, whereas `OneOf` costs it the square of their number.
   */
  #choice(element: ElementModel): Code {
    const types = element.types.map((type) => ({
      name: key(choiceKey(type, element)),
      type: this.#type(type, elementOf(type, element)),
    }));
    if (types.length > mostWrittenOut) {
      const members = types.map(({ name, type }) => code`${name}: ${type}`);
      return generic(typeName({ name: 'OneOf', module: '#runtime/one-of.js' }), [objectType(members)]);
    }
    const alternatives = types.map((own) => {
      const members = types.map((one) => (one === own ? code`${one.name}: ${one.type}` : code`${one.name}?: never`));
      return objectType(members);
    });
    return union(alternatives);
  }

  #sliceMember(slice: SliceModel, isGiven: boolean): MemberView {
    const whole = this.#sliceType(slice);
    const type = mainPart(slice) === undefined ? whole : union([text, ...alternativesOf(whole)]);
    const isRequired = isGiven && !isImplied(slice.min, slice.type, this.#structure);
    return member(
      sliceMemberDoc(slice),
      slice.propertyName,
      slice.max > 1 ? this.#listOf(type, isRequired) : type,
      isRequired,
    );
  }

  #sliceType(slice: SliceModel): Code {
    if (slice.type.content) {
      const { content } = slice.type;
      return this.#codedOr(slice, () => this.#ownInput(content));
    }
    const { type } = slice;
    if (type.kind === 'complex') return this.#codedOr(slice, () => this.#input(type));
    return this.#type(slice.type, { ...emptyElement, id: slice.id, name: slice.propertyName });
  }

  #type(type: TypeModel, element: ElementModel): Code {
    switch (type.kind) {
      case 'primitive':
        return isMoment(type.code) && filledIn(element) === undefined ? moment : primitiveType(element, type);
      case 'reference':
        return this.#reference(type.targets);
      case 'resource':
        return typeName(type.ref);
      case 'complex':
        return this.#codedOr({ type, ...(element.binding && { binding: element.binding }) }, () => this.#input(type));
    }
  }

  #input(type: TypeModel & { kind: 'complex' | 'reference' }): Code {
    if (type.content) return this.#ownInput(type.content);
    if (type.code === 'Extension' && type.home.module.startsWith('base/')) return typeName(type.ref);
    return this.#inputOf(type.home);
  }

  #ownInput(content: ContentModel): Code {
    return ident(this.#names.inputName({ name: content.name, module: this.#structure.module }));
  }

  #reference(targets: readonly string[]): Code {
    const name = typeName(referenceInput);
    return targets.length === 0 ? name : generic(name, [union(targets.map(literal))]);
  }

  /** A coding may be given by the name of its constant; a CodeableConcept also by its only coding. */
  #codedOr(bound: Pick<SliceModel, 'type' | 'binding'>, whole: () => Code): Code {
    const form = codedForm(bound.type);
    if (!form) return whole();
    const named = codedSet(bound.type, bound.binding);
    const names = named ? [typeName({ name: `${named.name}Name`, module: named.module })] : [];
    const coding = form === 'CodeableConcept' ? this.#onlyCoding(bound) : [];
    return union([...names, ...coding, this.#restricted(bound, form, whole, bound.type.content)]);
  }

  /** What a CodeableConcept takes in place of itself: its coding, unless the definition needs more than that. */
  #onlyCoding(bound: Pick<SliceModel, 'type' | 'binding'>): Code[] {
    const { content, inherited } = bound.type;
    const all = content ?? inherited;
    const needed = all ? neededNames(all, this.#structure) : [];
    if (needed.some((name) => name !== 'coding')) return [];
    const own = codingOf(content);
    const whole = (): Code => this.#codingInput(bound.type);
    return [this.#restricted(bound, 'Coding', whole, own)];
  }

  #listOf(item: Code, isRequired: boolean): Code {
    const name = isRequired ? 'NonEmptyListOf' : 'ListOf';
    return union([...alternativesOf(item), generic(typeName({ name, module: '#runtime/lists.js' }), [item])]);
  }

  /** The input of a coding inside a concept, from the place with the most rules. */
  #codingInput(concept: TypeModel): Code {
    const coding = (concept.content ?? concept.inherited)?.elements.find(({ name }) => name === 'coding')?.types[0];
    if (coding?.content && concept.content) return this.#ownInput(coding.content);
    const module = coding?.content && 'home' in concept ? concept.home.module : undefined;
    if (coding?.content && module !== undefined) return this.#inputOf({ name: coding.content.name, module });
    return this.#inputOf(coding?.kind === 'complex' ? coding.home : { name: 'Coding', module: 'base/coding' });
  }

  #inputOf(home: InterfaceRef): Code {
    return typeName({ name: this.#names.inputName(home), module: home.module });
  }

  /** A form without codes that the binding does not allow. What the definition says besides holds too. */
  #restricted(
    { type, binding }: Pick<SliceModel, 'type' | 'binding'>,
    form: CodedForm,
    whole: () => Code,
    content: ContentModel | undefined,
  ): Code {
    const set = restrictingSet(type, binding);
    if (!set) return whole();
    const restricted = typeName({ name: codedInputName(set.name, form), module: set.module });
    return content ? code`${whole()} & ${restricted}` : restricted;
  }
}

/** Whether the input of a content is the value of an extension and not an object. */
export function isValueInput(content: ContentModel): boolean {
  return asValueExtension(content) !== undefined;
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

function member(doc: readonly string[], name: string, type: Code, isRequired: boolean): MemberView {
  return {
    doc,
    key: key(name),
    mark: isRequired ? required : optional,
    type: isRequired ? type : optionalType(type),
  };
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
