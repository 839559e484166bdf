import type { StructureDefinition } from 'fhir/r3.js';
import { resourceTypes, typeNamed, type TypeRules } from './base-elements.ts';
import type { Paint } from './colours.ts';
import { definitionAt, definitionsWithId, idsOf, type Definition, type Identified } from './definitions.ts';
import { eventNames, findEvent } from './events.ts';
import { exitCodes } from './exit-codes.ts';
import { elementLines, explainBaseElement, explainElement, type ElementReport } from './explain-element.ts';
import { eventLines, explainEvent, explainEventElement, type EventReport } from './explain-event.ts';
import { explainIssueCode, isIssueCode, issueCodeLines, type IssueCodeReport } from './explain-issue.ts';
import { explainService, serviceLines, type ServiceReport } from './explain-service.ts';
import { explainProfile, explainType, structureLines, type StructureReport } from './explain-structure.ts';
import { explainCodeSystem, explainValueSet, termsLines, type TermsReport } from './explain-terms.ts';
import { issueCodes } from './issue-codes.ts';
import type { Io } from './io.ts';
import type { ExplainOptions } from './options.ts';
import { printReport } from './report.ts';
import { suggestName } from './suggestion.ts';
import { WrongUse } from './wrong-use.ts';

type Explanation = StructureReport | ElementReport | EventReport | TermsReport | ServiceReport | IssueCodeReport;

/** Explains a definition, type, event, element or issue code; returns the exit code. */
export async function explain({ subject, format }: ExplainOptions, io: Io): Promise<number> {
  await printReport(await explanationsOf(subject), allLines, format, io);
  return exitCodes.clean;
}

/**
 * Finds the explanations of a name: several if definitions share an id. Throws `WrongUse` with a suggestion if the name is
 * unknown.
 */
export async function explanationsOf(subject: string): Promise<readonly Explanation[]> {
  const [name = '', element] = splitAtHash(subject);
  if (element === undefined && isIssueCode(name)) return [await explainIssueCode(name)];
  const definitions = definitionsNamed(name);
  const isOther = definitions.some(({ id, resourceType }) => id === name && resourceType !== 'MessageDefinition');
  const event = isOther ? undefined : findEvent(name);
  if (event) return element === undefined ? [explainEvent(event)] : explainEventElement(event, element);
  const type = definitions.length === 0 ? typeFor(name) : undefined;
  if (type) return [element === undefined ? explainType(type) : explainBaseElement(type, element)];
  if (definitions.length === 0) throw nothingKnown(name);
  return element === undefined ? definitions.map(explainDefinition) : elementsNamed(definitions, element, name);
}

/** A canonical URL may have a version, but no fragment. */
function splitAtHash(subject: string): readonly [name: string, element?: string] {
  const at = subject.indexOf('#');
  if (at < 0) return [subject];
  const element = subject.slice(at + 1);
  return element === '' ? [subject.slice(0, at)] : [subject.slice(0, at), element];
}

function definitionsNamed(name: string): readonly Definition[] {
  if (!name.includes('/')) return definitionsWithId(name);
  const found = definitionAt(name);
  return found ? [found] : [];
}

const fhir = 'http://hl7.org/fhir/StructureDefinition/';

function typeFor(name: string): TypeRules | undefined {
  return typeNamed(name.startsWith(fhir) ? name.slice(fhir.length).replace(/\|.*$/, '') : name);
}

function elementsNamed(definitions: readonly Definition[], element: string, name: string): readonly ElementReport[] {
  const structures = definitions.filter(
    (one): one is Identified<StructureDefinition> => one.resourceType === 'StructureDefinition',
  );
  if (structures.length === 0) throw new WrongUse(`${name} has no elements: leave # and what follows out.`);
  return structures.map((one) => explainElement(one, element));
}

function explainDefinition(definition: Definition): Explanation {
  switch (definition.resourceType) {
    case 'StructureDefinition':
      return explainProfile(definition);
    case 'ValueSet':
      return explainValueSet(definition);
    case 'CodeSystem':
      return explainCodeSystem(definition);
    case 'CapabilityStatement':
      return explainService(definition);
    case 'MessageDefinition': {
      const event = findEvent(definition.event.code ?? '');
      if (!event) throw nothingKnown(definition.url ?? '');
      return explainEvent(event);
    }
  }
}

function nothingKnown(name: string): WrongUse {
  const last = name.slice(name.lastIndexOf('/') + 1).replace(/\|.*$/, '');
  const known = [
    ...eventNames(),
    ...Object.keys(issueCodes),
    ...resourceTypes(),
    ...(['StructureDefinition', 'ValueSet', 'CodeSystem'] as const).flatMap(idsOf),
  ];
  return new WrongUse(`Nothing is known of ${name}.${suggestName(last, known)}`);
}

function allLines(explanations: readonly Explanation[], paint: Paint): readonly string[] {
  return explanations.flatMap((one, at) => [...(at === 0 ? [] : ['']), ...linesOf(one, paint)]);
}

function linesOf(explanation: Explanation, paint: Paint): readonly string[] {
  switch (explanation.kind) {
    case 'type':
    case 'profile':
      return structureLines(explanation, paint);
    case 'element':
      return elementLines(explanation, paint);
    case 'event':
      return eventLines(explanation, paint);
    case 'value-set':
    case 'code-system':
      return termsLines(explanation, paint);
    case 'service':
      return serviceLines(explanation, paint);
    case 'issue-code':
      return issueCodeLines(explanation, paint);
  }
}
