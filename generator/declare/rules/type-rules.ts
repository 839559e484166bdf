import { contentsOf } from '../../model/contents.ts';
import type {
  ComplexType,
  ContentModel,
  ElementModel,
  InterfaceRef,
  StructureModel,
  TypeModel,
} from '../../model/model.ts';
import type { ConstantDeclaration } from '../declarations.ts';
import { internalDoc, withArticle } from '../doc-text.ts';
import { elementsModule } from '../elements.ts';
import {
  arrayOf,
  call,
  entry,
  list,
  literal,
  packedList,
  object,
  runtimeType,
  thunk,
  unique,
  type ValueEntry,
  type ValueExpression,
  valueOf,
} from '../expressions.ts';
import { codesName, elementsName, invariantsName, rulesName } from '../names.ts';
import { invariantEntries, invariantsOf } from './invariant-rules.ts';
import type { RuleTools } from './rules-context.ts';
import { bindingEntry, isCoded, objectOrNothing } from './value-rules.ts';

const rulesModule = '#runtime/guard/rules.js';
const extension: ValueExpression = valueOf({ name: rulesName('Extension'), module: 'base/extension' });

/** Declares the rules of a FHIR type and of its backbone elements; of an abstract type, its invariants. */
export function declareTypeRules(structure: StructureModel, tools: RuleTools): ConstantDeclaration[] {
  if (structure.isAbstract) return declareAbstractInvariants(structure, tools);
  return contentsOf(structure.content)
    .toReversed()
    .map((content) => declareContent(content, structure, tools));
}

/** Declares the invariants of an abstract type, for all types that specialise it. */
function declareAbstractInvariants(structure: StructureModel, tools: RuleTools): ConstantDeclaration[] {
  const invariants = invariantsOf(structure.content, structure, tools);
  if (invariants.length === 0) return [];
  return [
    {
      kind: 'constant',
      name: invariantsName(structure.name),
      doc: internalDoc(`The invariants of every ${structure.name}.`),
      type: arrayOf(runtimeType('guard/rules', 'InvariantRule')),
      value: list(invariants),
    },
  ];
}

function declareContent(content: ContentModel, structure: StructureModel, tools: RuleTools): ConstantDeclaration {
  const table = valueOf({ name: elementsName(content.name), module: elementsModule(structure.module) });
  const elements = content.elements.flatMap((element) => elementEntry(element, tools));
  const rules = object([
    entry('parts', packedList(partsOf(content, structure, tools))),
    ...(elements.length > 0 ? [entry('elements', object(elements))] : []),
    ...invariantEntries(content, structure, tools),
  ]);
  return {
    kind: 'constant',
    name: rulesName(content.name),
    doc: internalDoc(`The rules of ${withArticle(`\`${content.elementId}\``)}, as FHIR itself defines it.`),
    type: runtimeType('guard/rules', 'TypeRules'),
    value: call({ name: 'typeRules', module: rulesModule }, [table, thunk(rules)]),
  };
}

/** Returns the rules of the types of all elements, without repetitions, including Extension for those of primitives. */
function partsOf(content: ContentModel, { module }: StructureModel, tools: RuleTools): ValueExpression[] {
  const parts = content.elements.flatMap(({ types }) => types).flatMap((type) => partOf(type, module, tools));
  return unique([...parts, ...(module === 'base/extension' ? [] : [extension])]).sort(byName);
}

function byName(one: ValueExpression, other: ValueExpression): number {
  return nameOf(one) < nameOf(other) ? -1 : 1;
}

function nameOf(value: ValueExpression): string {
  return value.kind === 'name' ? value.name : '';
}

function partOf(type: TypeModel, module: string, tools: RuleTools): ValueExpression[] {
  if (type.kind === 'primitive' || type.kind === 'resource') return [];
  if (type.kind === 'complex' && type.content) return [valueOf({ name: rulesName(type.content.name), module: '' })];
  // An element may have a profile that FHIR publishes, whose parts are those of its type.
  const { name, module: home } =
    publishedProfile(type, tools) && type.kind === 'complex' ? ownType(type, tools) : type.home;
  return [valueOf({ name: rulesName(name), module: home === module ? '' : home })];
}

/** Returns the profile published by FHIR that values of a type follow; undefined if there is none. */
function publishedProfile(type: TypeModel, tools: RuleTools): InterfaceRef | undefined {
  if (type.kind !== 'complex') return undefined;
  const own = tools.typeNamed(type.code);
  return own && own.module !== type.home.module ? type.home : undefined;
}

function ownType({ code, home }: ComplexType, tools: RuleTools): InterfaceRef {
  const own = tools.typeNamed(code);
  return own ? { name: own.content.name, module: own.module } : home;
}

function elementEntry(element: ElementModel, tools: RuleTools): ValueEntry[] {
  const required = element.min > 0 ? [entry('min', literal(element.min))] : [];
  const name = element.isChoice ? `${element.name}[x]` : element.name;
  const ofTypes = element.types.map((type) => [type.member, valueEntries(type, element, tools)] as const);
  if (!element.isChoice) {
    const rules = objectOrNothing([...required, ...ofTypes.flatMap(([, entries]) => entries)]);
    return rules ? [entry(name, rules)] : [];
  }
  const members = ofTypes.flatMap(([member, entries]) => (entries.length > 0 ? [entry(member, object(entries))] : []));
  const rules = objectOrNothing([...required, ...(members.length > 0 ? [entry('members', object(members))] : [])]);
  return rules ? [entry(name, rules)] : [];
}

/** Declares the rules for values of a type. */
function valueEntries(type: TypeModel, { binding }: ElementModel, tools: RuleTools): ValueEntry[] {
  const isRequired = binding?.canonical !== undefined && binding.strength === 'required';
  if (type.kind === 'primitive') {
    const set = isRequired && type.code === 'code' ? binding.valueSet : undefined;
    return set?.isClosed ? [entry('codes', valueOf({ name: codesName(set.name), module: set.module }))] : [];
  }
  const profile = publishedProfile(type, tools);
  const as = profile ? [entry('as', valueOf({ name: rulesName(profile.name), module: profile.module }))] : [];
  const maximum = isCoded(type) && binding?.maximum ? [bindingEntry(binding.maximum, 'maximum')] : [];
  const targets = type.kind === 'reference' && type.targets.length > 0 ? [entry('targets', literal(type.targets))] : [];
  return [...as, ...targets, ...(isRequired && isCoded(type) ? [bindingEntry(binding)] : []), ...maximum];
}
