/** Explains profiles, extensions and the types of FHIR itself. */
import type { StructureDefinition } from 'fhir/r3.js';
import { elementsOfType, invariantsOf, type TypeRules } from './base-elements.ts';
import type { Paint } from './colours.ts';
import type { Identified } from './definitions.ts';
import type { ElementFacts, InvariantFacts } from './element-facts.ts';
import { chainOf, elementsOfChain } from './profile-elements.ts';
import { columns, paragraph } from './report.ts';

export interface StructureReport {
  readonly kind: 'profile' | 'type';
  readonly id: string;
  readonly canonical: string;
  readonly version: string | null;
  readonly type: string;
  readonly title: string;
  readonly description: string | null;
  /** Canonical URLs of what it builds on, the nearest first. */
  readonly buildsOn: readonly string[];
  /** Of an extension: where it may stand. */
  readonly context: readonly string[];
  readonly elements: readonly ElementFacts[];
  readonly invariants: readonly InvariantFacts[];
}

/** What a profile and those that it builds on say; what FHIR itself says is explained by its type. */
export function explainProfile(profile: Identified<StructureDefinition>): StructureReport {
  const chain = chainOf(profile);
  const elements = elementsOfChain(chain);
  return {
    kind: 'profile',
    id: profile.id,
    canonical: profile.url,
    version: profile.version ?? null,
    type: profile.type,
    title: profile.title ?? profile.name,
    description: profile.description ?? null,
    buildsOn: chain.map(({ baseDefinition }) => baseDefinition ?? '').toReversed(),
    context: profile.context ?? [],
    elements,
    invariants: elements.flatMap(({ invariants }) => invariants.filter((one) => one.profile !== null)),
  };
}

export function explainType(type: TypeRules): StructureReport {
  const { path } = type.elements;
  return {
    kind: 'type',
    id: path,
    canonical: `http://hl7.org/fhir/StructureDefinition/${path}`,
    version: null,
    type: path,
    title: type.elements.isResource ? 'resource type of FHIR STU3' : 'datatype of FHIR STU3',
    description: null,
    buildsOn: [],
    context: [],
    elements: elementsOfType(type),
    invariants: invariantsOf(type),
  };
}

export function structureLines(report: StructureReport, paint: Paint): string[] {
  const { kind, id, canonical, version, type, title, description, buildsOn, context, elements, invariants } = report;
  return [
    kind === 'type' ? `${paint('bold', id)}: ${title}` : `${paint('bold', id)}: profile of ${type}, ${title}`,
    `${canonical}${version === null ? '' : `, version ${version}`}`,
    ...(description === null ? [] : ['', ...paragraph(description)]),
    ...titled(
      'Builds on',
      buildsOn.map((url) => `  ${url}`),
      paint,
    ),
    ...titled(
      'May stand in',
      context.map((one) => `  ${one}`),
      paint,
    ),
    ...titled('Elements', columns(elements.filter((one) => one.id.includes('.')).map(elementRow), '  '), paint),
    ...titled('Invariants', invariants.flatMap(invariantLines), paint),
  ];
}

/** Lines below a title; nothing where there are none. */
export function titled(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : ['', paint('bold', title), ...lines];
}

export function elementRow({ id, min, max, types, short, fixed, binding }: ElementFacts): readonly string[] {
  const words = [
    ...(short === null ? [] : [short]),
    ...(fixed === undefined ? [] : [`= ${JSON.stringify(fixed)}`]),
    ...(binding === null ? [] : [`[${binding.strength}: ${lastPart(binding.valueSet)}]`]),
  ];
  return [id, `${min}..${max}`, types.map(lastParts).join(' | '), words.join(' ')];
}

export function invariantLines({ key, severity, element, text }: InvariantFacts): readonly string[] {
  return paragraph(`${key} (${severity}) ${element}: ${text}`, '  ');
}

/** A canonical URL is as long as a line; its last part is the id that explain takes, too. */
function lastPart(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

function lastParts(type: string): string {
  return type.replaceAll(/https?:\/\/[^\s|()]*\//g, '');
}
