import { baseTypeUrl } from '../fhir/canonical.ts';
import type { ResolvedElement } from '../resolve/resolved.ts';
import { BareTypes, type BareType } from './bare-types.ts';
import { isBeyondExtended } from './beyond-extended.ts';
import { bindingModel } from './binding-model.ts';
import { neededBySlices } from './contents.ts';
import { pascalCase } from './identifiers.ts';
import { baseHome, declaredInterface, elementName, type ModelContext } from './model-context.ts';
import type {
  BindingModel,
  ContentModel,
  ElementModel,
  InterfaceRef,
  SliceModel,
  ReceivedSeverity,
  TypeModel,
} from './model.ts';
import { withTakenTypes } from './taken-types.ts';
import { excludedMembers } from './excluded-members.ts';
import { OwnConstraints, type Stating } from './own-constraints.ts';
import { isResource, resourceType } from './resource-types.ts';
import { basePathOf, beyondSlice, sliceConstraints, valuesOf } from './slice-statements.ts';
import { firstOf, partsInside, type InheritedPart, type PartSource } from './inherited-parts.ts';
import { extensionParent, partName, uniqueRefs } from './part-names.ts';
import { nameScope, type ScopeNames } from './scope-names.ts';
import { withoutShared, type Scope } from './content-scope.ts';

/** Builds the content models of one structure; all of it is pure look-up and naming. */
export class ContentBuilder {
  readonly #context: ModelContext;
  readonly #fhirType: string;
  readonly #module: string;
  /** Base types state every part; profiles only what they, or what they build on, constrain. */
  readonly #isBase: boolean;
  /** What the profile says that the structure builds on. */
  readonly #inherited: PartSource | undefined;
  /** Parts of another profile, by its canonical; undefined where it has none, or is being built itself. */
  readonly #partsOf: (canonical: string) => PartSource | undefined;

  readonly #bare: BareTypes;
  readonly #constraints: OwnConstraints;

  constructor(
    context: ModelContext,
    structure: { fhirType: string; module: string; isBase: boolean; inherited: PartSource | undefined },
    partsOf: (canonical: string) => PartSource | undefined,
  ) {
    this.#context = context;
    this.#bare = new BareTypes(context, structure.isBase);
    this.#constraints = new OwnConstraints(context, structure);
    this.#inherited = structure.inherited;
    this.#partsOf = partsOf;
    this.#fhirType = structure.fhirType;
    this.#module = structure.module;
    this.#isBase = structure.isBase;
  }

  /** Content of the root element, under the name of the structure. */
  root(
    element: ResolvedElement,
    name: string,
    parent: InterfaceRef,
    severityWhenReceived?: ReceivedSeverity,
  ): ContentModel {
    const said = this.#inherited ? [this.#inherited] : [];
    const scope: Scope = { name, basePath: this.#fhirType, at: this.#fhirType, owner: this.#fhirType, said };
    const inherited = this.#inherited?.part(element.id, this.#fhirType);
    const home = inherited?.ref ?? baseHome(this.#context, this.#fhirType);
    const content = this.#content(element, element.children, scope, inherited?.ref ?? parent, home);
    return severityWhenReceived ? { ...content, severityWhenReceived } : content;
  }

  #content(
    element: ResolvedElement,
    children: readonly ResolvedElement[],
    scope: Scope,
    parent: InterfaceRef,
    home: InterfaceRef,
  ): ContentModel {
    const inherited = firstOf(scope.said).part(element.id, scope.basePath)?.content;
    const constraints = withoutShared(
      this.#constraints.of(element, inherited ?? scope.around, [scope.at, scope.basePath]),
      scope,
    );
    const names = scope.names ?? nameScope(this.#context, children, scope.owner);
    const inner = { ...scope, shared: undefined, isMember: undefined };
    const elements = children.map((child) => this.#beside(this.#element(child, inner, names), inherited, scope));
    const value = scope.basePath === 'Extension' ? elements.find((child) => child.name === 'value') : undefined;
    const extended = value && parent.module === this.#context.facts.typesModule ? extensionParent(value) : undefined;
    return {
      name: scope.name,
      elementId: element.id,
      extends: extended ?? parent,
      home,
      basePath: scope.basePath,
      ...(inherited && { inherited }),
      constraints: constraints.filter((constraint) => !this.#constraints.sharedBy(constraint)),
      inherits: uniqueRefs(constraints.flatMap((constraint) => this.#constraints.sharedBy(constraint) ?? [])),
      hasInterface: !this.#isBase || this.#context.refined.isRefined(scope.basePath),
      ...(element.short !== undefined && { short: element.short }),
      elements: extended
        ? elements.map((child) => (child === value ? { ...child, isLeftOut: true } : child))
        : elements,
    };
  }

  /** An element, and whether it goes beyond the same one of what the content builds on. */
  #beside(element: ElementModel, inherited: ContentModel | undefined, { basePath }: Scope): ElementModel {
    if (this.#isBase || !element.isStated) return element;
    const extended = inherited?.elements.find(({ name }) => name === element.name);
    const path = `${basePath}.${element.name}${element.isChoice ? '[x]' : ''}`;
    return isBeyondExtended(element, extended, path, this.#context) ? { ...element, isBeyondExtended: true } : element;
  }

  #element(element: ResolvedElement, scope: Scope, names: ScopeNames): ElementModel {
    const own = this.#binding(element);
    const binding = own ?? (element.name === 'code' || element.name === 'coding' ? scope.inherited : undefined);
    const said = firstOf(scope.said).element(element.id);
    const inherited = said ?? scope.around?.elements.find(isCalled(element));
    const inner: Scope = { ...scope, names, inherited: isClosedRequired(binding) ? binding : undefined };
    const types = this.#types(element, inner);
    const slices = this.#slices(element, scope, names, types);
    const isOfOneType = types.length === 1 || !element.name.endsWith('[x]');
    const hasContent =
      isOfOneType && types.some(({ content, kind, own: member }) => content && kind !== 'primitive' && !member);
    const isSystem = element.name === 'system' && scope.basePath === 'Coding' && scope.inherited !== undefined;
    return {
      id: element.id,
      name: elementName(element),
      isChoice: element.name.endsWith('[x]'),
      ...(element.short !== undefined && { short: element.short }),
      ...(element.definition !== undefined && { definition: element.definition }),
      min: element.min,
      max: element.max,
      minItems: Math.max(element.min, neededBySlices(slices)),
      isAttribute: element.representation.includes('xmlAttr'),
      isList: this.#isList(element, scope),
      types: withTakenTypes(types, slices),
      excluded: scope.isMember ? [] : excludedMembers(this.#context, element, scope.basePath),
      ...(binding && { binding }),
      ...(isSystem && { literals: scope.inherited?.valueSet?.systems ?? [] }),
      ...statedOf(element),
      slices,
      constraints: hasContent
        ? []
        : withoutShared(this.#constraints.of(element, inherited, [`${scope.basePath}.${element.name}`]), scope),
      isModifier: element.isModifier,
      mustSupport: element.mustSupport,
      isStated: this.#isBase
        ? this.#context.refined.isNarrowed(element)
        : isTouched(element) || (!said && (isSystem || binding !== own)),
      ...(inherited && { inherited }),
    };
  }

  #isList(element: ResolvedElement, scope: Scope): boolean {
    const base = this.#context.baseElement(`${scope.basePath}.${element.name}`);
    return (base ?? element).max > 1;
  }

  #binding(element: ResolvedElement): BindingModel | undefined {
    return element.binding && bindingModel(this.#context, element.binding);
  }

  #types(element: ResolvedElement, scope: Scope): TypeModel[] {
    if (element.contentReference !== undefined)
      return [this.#withContent(this.#bare.repeating(element, element.contentReference), element, scope)];
    const codes = [...new Set(element.types.map((type) => type.code))];
    if (codes.length > 0 && codes.every((code) => isResource(this.#context, code)))
      return [resourceType(this.#context, codes, element)];
    return codes.map((code) => {
      const member = this.#member(code, element, codes, scope);
      if (member) return member;
      const shared = codes.length > 1 && element.name.endsWith('[x]') ? element.constraints : scope.shared;
      const types = element.types.filter((type) => type.code === code);
      const bare = this.#bare.of(code, types, element, `${scope.basePath}.${element.name}`);
      return this.#withContent(bare, element, { ...scope, shared });
    });
  }

  /** A type of a choice with what the slice of that type says; undefined where there is none. */
  #member(code: string, element: ResolvedElement, codes: readonly string[], scope: Scope): TypeModel | undefined {
    if (!element.name.endsWith('[x]')) return undefined;
    const slice = element.slices.find(({ types }) => types.some((type) => type.code === code));
    if (!slice) return undefined;
    const names = scope.names ?? nameScope(this.#context, [], scope.owner);
    const isMember = codes.length > 1;
    const own = this.#element(slice, { ...scope, shared: element.constraints, isMember }, names);
    const type = own.types.find((one) => one.code === code);
    return type && { ...type, own };
  }

  /** A name that nothing else in the family of the structure has. */
  #ownName(name: string): string {
    return this.#isBase ? name : this.#context.claimName(name, this.#module);
  }

  #withContent({ type, basePath, parent }: BareType, element: ResolvedElement, scope: Scope): TypeModel {
    const codes = scope.inherited !== undefined && (basePath === 'Coding' || isSingleCoding(element, basePath));
    const isInline = element.children.length > 0 && basePath.includes('.');
    const said = this.#saidInside(type, element, scope);
    const inherited = firstOf(said).part(element.id, basePath);
    const needed = this.#isBase ? isInline : (codes && !inherited) || element.children.some(isTouched);
    if (element.max === 0) return type;
    if (!needed) return inherited ? inheriting(type, inherited) : type;
    const name = this.#ownName(scope.name + partName(element, type, scope.isMember === true));
    const children =
      element.children.length > 0
        ? element.children
        : (this.#context.structure(baseTypeUrl(basePath))?.root.children ?? []);
    const inner: Scope = {
      name,
      basePath,
      at: `${scope.basePath}.${element.name}`,
      owner: element.sliceName === undefined ? elementName(element) : scope.owner,
      names: type.kind === 'primitive' ? scope.names : undefined,
      around: element.sliceName === undefined ? contentAt(scope.around, element, type) : scope.around,
      said,
      inherited: codes ? scope.inherited : undefined,
      shared: scope.shared,
    };
    const own = 'home' in type && !this.#isBase ? type.home : baseHome(this.#context, basePath);
    const home = inherited?.ref ?? own;
    const extended = this.#isBase ? declaredInterface(this.#context, basePath) : (inherited?.ref ?? parent);
    const content = this.#content(element, children, inner, extended, home);
    return { ...type, content };
  }

  /** Inside a datatype with a profile, what the profile says has been said. */
  #saidInside(type: TypeModel, { id }: ResolvedElement, { said }: Scope): readonly PartSource[] {
    const [profile, ...others] = type.kind === 'complex' ? type.profiles : [];
    const parts = profile === undefined || others.length > 0 || this.#isBase ? undefined : this.#partsOf(profile);
    return parts ? [...said, partsInside(parts, id, type.code)] : said;
  }

  #slices(element: ResolvedElement, scope: Scope, names: ScopeNames, [type]: readonly TypeModel[]): SliceModel[] {
    if (element.name.endsWith('[x]')) return [];
    return element.slices.flatMap((slice) => this.#slice(slice, element, { ...scope, around: type?.content }, names));
  }

  #slice(slice: ResolvedElement, sliced: Stating, scope: Scope, names: ScopeNames): SliceModel[] {
    const propertyName = names.nameOf(slice);
    const binding = this.#binding(slice);
    const inner: Scope = {
      ...scope,
      name: scope.name + pascalCase(propertyName),
      owner: propertyName,
      names: undefined,
      inherited: isClosedRequired(binding) ? binding : undefined,
    };
    const inherited = firstOf(scope.said).slice(slice.id);
    const [first] = this.#types(slice, inner);
    if (!first) return [];
    const type = beyondSlice(first, inherited);
    const path = `${scope.basePath}.${slice.name}`;
    const basePath = basePathOf(slice, type, path);
    const known = [sliced, inherited, inherited?.type.content];
    const plain = type.kind === 'primitive' ? { name: type.json, module: '' } : type.ref;
    const item = type.content && type.kind !== 'primitive' ? { name: type.content.name, module: this.#module } : plain;
    return [
      {
        id: slice.id,
        sliceName: slice.sliceName ?? '',
        propertyName,
        ...(inherited && { inherited }),
        ...(slice.severityWhenReceived && { severityWhenReceived: slice.severityWhenReceived }),
        isStated: isTouched(slice) || !inherited,
        min: slice.min,
        max: slice.max,
        ...(slice.short !== undefined && { short: slice.short }),
        ...(binding && { binding }),
        ...valuesOf(slice),
        constraints: sliceConstraints(this.#constraints, slice, type, [path, basePath], known),
        basePath,
        ...(slice.slicing && { slicing: slice.slicing }),
        ...names.discriminationOf(slice),
        type,
        item,
      },
    ];
  }
}

type Stated = Pick<
  ElementModel,
  | 'fixed'
  | 'pattern'
  | 'minValue'
  | 'maxValue'
  | 'maxLength'
  | 'checkDigit'
  | 'codeForm'
  | 'isNeededInBuilders'
  | 'recommended'
  | 'severityWhenReceived'
  | 'slicing'
>;

/** What an element states of its value, as it states it. */
function statedOf(element: ResolvedElement): Stated {
  return {
    ...(element.fixed && { fixed: element.fixed }),
    ...(element.pattern && { pattern: element.pattern }),
    ...(element.minValue && { minValue: element.minValue }),
    ...(element.maxValue && { maxValue: element.maxValue }),
    ...(element.maxLength !== undefined && { maxLength: element.maxLength }),
    ...(element.checkDigit && { checkDigit: element.checkDigit }),
    ...(element.codeForm && { codeForm: element.codeForm }),
    ...(element.isNeededInBuilders === true && { isNeededInBuilders: true }),
    ...(element.recommended && { recommended: element.recommended }),
    ...(element.severityWhenReceived && { severityWhenReceived: element.severityWhenReceived }),
    ...(element.slicing && { slicing: element.slicing }),
  };
}

function isCalled(element: ResolvedElement): (other: ElementModel) => boolean {
  const name = elementName(element);
  return (other) => other.name === name;
}

/** The rules inside an element of `around`. */
function contentAt(
  around: ContentModel | undefined,
  element: ResolvedElement,
  { code }: TypeModel,
): ContentModel | undefined {
  return around?.elements.find(isCalled(element))?.types.find((type) => type.code === code)?.content;
}

/** A type inside which the structure says nothing beyond the profile that it builds on. */
function inheriting(type: TypeModel, { content, ref }: InheritedPart): TypeModel {
  return { ...type, inherited: content, ...('ref' in type && { ref }), ...('home' in type && { home: ref }) };
}

function isTouched(element: ResolvedElement): boolean {
  return element.touched !== 'no';
}

function isClosedRequired(binding: BindingModel | undefined): boolean {
  return binding?.strength === 'required' && binding.valueSet?.isClosed === true;
}

/** A CodeableConcept with one coding: the binding then speaks of that coding. */
function isSingleCoding(element: ResolvedElement, basePath: string): boolean {
  return basePath === 'CodeableConcept' && element.children.some((child) => child.name === 'coding' && child.max === 1);
}
