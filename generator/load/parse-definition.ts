import type { Definition, Source, StructureDefinition, StructureKind } from '../fhir/definitions.ts';
import { lastSegment } from '../fhir/canonical.ts';
import { otherRelease } from './fhir-version.ts';
import type { JsonReader } from './json-reader.ts';
import { compact, parseElements } from './parse-element.ts';
import { extensionsNamed, receivedSeverity } from './parse-extensions.ts';
import { parseMessage } from './parse-message.ts';
import { parseDerivations, parseFillings, parseRoles } from './parse-roles.ts';
import { parseSubscription } from './parse-subscription.ts';
import { parseService } from './parse-service.ts';
import { reportEarlyVersion, reportId } from './report-oddities.ts';
import { parseCodeSystem, parseValueSet } from './parse-terminology.ts';

const kinds: readonly StructureKind[] = ['primitive-type', 'complex-type', 'resource', 'logical'];

/** Normalises one resource; returns undefined if it is no definition that the generator reads. */
export function parseDefinition(json: JsonReader, source: Source): Definition | undefined {
  const definition = parseOfType(json, source);
  if (definition) reportId(json);
  return definition;
}

function parseOfType(json: JsonReader, source: Source): Definition | undefined {
  switch (json.raw('resourceType')) {
    case 'StructureDefinition':
      return ofThisRelease(json) && isOfFhir(json) && isOfValues(json) ? parseStructure(json, source) : undefined;
    case 'ValueSet':
      return parseValueSet(json, source);
    case 'CodeSystem':
      return parseCodeSystem(json, source);
    case 'MessageDefinition':
      return ofThisRelease(json) ? parseMessage(json, source) : undefined;
    case 'CapabilityStatement':
      return ofThisRelease(json) ? parseService(json, source) : undefined;
    default:
      return undefined;
  }
}

/** Refuses a definition of another release, whose terms need not mean the same in STU3. */
function ofThisRelease(json: JsonReader): boolean {
  const other = otherRelease(json);
  if (other) json.report('load/unsupported-version', other.message, other.key);
  else reportEarlyVersion(json);
  return other === undefined;
}

/** Leaves out a logical model: it describes data that are no resource, which FHIR has no form for. */
function isOfFhir(json: JsonReader): boolean {
  const isLogical = json.raw('kind') === 'logical';
  if (isLogical) json.report('load/logical-model', 'A logical model describes no resource.', 'kind');
  return !isLogical;
}

const abstractTypes: readonly unknown[] = ['Resource', 'DomainResource', 'Element', 'BackboneElement'];

/** Leaves out a profile of an abstract type: every value is of one of the types that specialise it. */
function isOfValues(json: JsonReader): boolean {
  const type = json.raw('type');
  const isAbstract = json.raw('derivation') === 'constraint' && abstractTypes.includes(type);
  if (isAbstract)
    json.report('load/abstract-type', `There are no values of the abstract type ${String(type)}.`, 'type');
  return !isAbstract;
}

function parseStructure(json: JsonReader, source: Source): StructureDefinition {
  const url = json.requiredString('url');
  const derivation = json.code('derivation', ['specialization', 'constraint']);
  const differential = parseElements(json.object('differential')?.objects('element') ?? []);
  const snapshot = restsOnDifferential(derivation, differential) ? undefined : json.object('snapshot');
  return compact<StructureDefinition>({
    resourceType: 'StructureDefinition',
    url,
    version: json.text('version'),
    name: json.text('name') ?? lastSegment(url),
    title: json.text('title'),
    description: json.text('description'),
    fhirVersion: json.string('fhirVersion'),
    kind: json.required('kind', json.code('kind', kinds)) ?? 'resource',
    abstract: json.boolean('abstract') ?? false,
    type: json.requiredString('type'),
    baseDefinition: json.string('baseDefinition'),
    derivation,
    contextType: json.string('contextType'),
    context: contexts(json),
    differential,
    snapshot: snapshot && parseElements(snapshot.objects('element')),
    roles: parseRoles(json),
    derivations: parseDerivations(json),
    fillings: parseFillings(json),
    claims: extensionsNamed(json, 'claims')[0]?.string('valueUri'),
    subscription: parseSubscription(json),
    severityWhenReceived: receivedSeverity(json),
    source,
  });
}

/** Beside the differential of a profile, its snapshot repeats what follows from that and the base. */
function restsOnDifferential(derivation: StructureDefinition['derivation'], differential: readonly unknown[]): boolean {
  return derivation === 'constraint' && differential.length > 0;
}

/** Returns whether the snapshot of a definition, if it has one, says what its differential does not. */
export function needsSnapshot(definition: Definition): boolean {
  if (definition.resourceType !== 'StructureDefinition') return false;
  return !restsOnDifferential(definition.derivation, definition.differential ?? []);
}

/** Reads contexts, which STU3 lists as strings, and later releases as objects with an expression. */
function contexts(json: JsonReader): string[] {
  const value = json.raw('context');
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isList ? json.strings('context') : json.objects('context').flatMap((item) => item.string('expression') ?? []);
}
