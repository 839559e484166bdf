/** What a message says, found without trusting it: whatever is wrong with it, the rest is there. */
import { messages } from '#package/cli/messages.js';
import { isFault } from '#package/runtime/index.js';
import { itemsIn, isObject, recordIn, textIn, type Properties } from './properties.ts';
import { nameOf } from './person-name.ts';
import { linkResources, type LinkedResource } from './resource-links.ts';

export interface MessageFacts {
  readonly kind: 'message';
  readonly file: string;
  /** As the header states it, whether it is known or not; the type and the case where it is known. */
  readonly event: { readonly code: string | null; readonly type: string | null; readonly case: string | null };
  /** Whether a check finds no fault, and how many issues it finds. */
  readonly valid: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly messageId: string | null;
  /** By which messages are put in order, and when it was sent. */
  readonly lastUpdated: string | null;
  readonly timestamp: string | null;
  readonly sender: { readonly name: string | null; readonly endpoint: string | null };
  readonly patient: PatientFacts | null;
  /** The identifier by which a receiver finds its own record. */
  readonly key: { readonly system: string | null; readonly value: string | null } | null;
  /** Resources that the message is about, by their places among the resources. */
  readonly focus: readonly number[];
  /** The resources of all entries, in their order. */
  readonly resources: readonly LinkedResource[];
}

export interface PatientFacts {
  readonly name: string | null;
  readonly nhsNumber: string | null;
  readonly birthDate: string | null;
  /** Place among the resources; null where only the header says whom the message is about. */
  readonly place: number | null;
}

const nhsNumberSystem = 'https://fhir.nhs.uk/Id/nhs-number';
const routingDemographics = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-RoutingDemographics-1';

/** Undefined for a resource that is no message. */
export function factsOf(resource: object, direction: 'publish' | 'receive', file: string): MessageFacts | undefined {
  const received = messages?.receive(resource, { direction });
  if (!received) return undefined;
  const content = recordIn(received, 'content');
  const header = content && recordIn(content, 'header');
  if (!content || !header) return undefined;
  const { resources, places } = linkResources(resource as Properties);
  const placeOf = (one: unknown): number => places.get(one as object) ?? -1;
  const source = recordIn(header, 'source');
  const key = recordIn(received, 'key');
  const headerLinks = resources[placeOf(header)]?.references ?? [];
  const focus = headerLinks.filter(({ path }) => /^focus\b/.test(path)).flatMap(({ place }) => place ?? []);
  return {
    kind: 'message',
    file,
    event: { code: received.code ?? null, type: received.type ?? null, case: textIn(content, 'case') },
    valid: received.valid,
    errors: received.issues.filter(isFault).length,
    warnings: received.issues.filter(({ severity }) => severity === 'warning').length,
    messageId: received.messageId ?? null,
    lastUpdated: received.lastUpdated ?? null,
    timestamp: textIn(header, 'timestamp'),
    sender: { name: source ? textIn(source, 'name') : null, endpoint: source ? textIn(source, 'endpoint') : null },
    patient: patientIn(content, [...places.keys()], placeOf) ?? routedPatient(header),
    key: key ? { system: textIn(key, 'system'), value: textIn(key, 'value') } : null,
    focus,
    resources,
  };
}

/** The patient as the event names it; otherwise the first of the message. */
function patientIn(
  content: Properties,
  resources: readonly object[],
  placeOf: (resource: unknown) => number,
): PatientFacts | null {
  const named = recordIn(content, 'patient');
  const patient = named ?? (resources as Properties[]).find((one) => textIn(one, 'resourceType') === 'Patient');
  if (!patient) return null;
  const number = itemsIn(patient, 'identifier')
    .filter(isObject)
    .find((one) => textIn(one, 'system') === nhsNumberSystem);
  return {
    name: nameOf(patient),
    nhsNumber: number ? textIn(number, 'value') : null,
    birthDate: textIn(patient, 'birthDate'),
    place: placeOf(patient),
  };
}

/** The patient by whom a message is routed, which a message without one still has in its header. */
function routedPatient(header: Properties): PatientFacts | null {
  const extensions = (value: Properties): readonly Properties[] => itemsIn(value, 'extension').filter(isObject);
  const routing = extensions(header).find((one) => textIn(one, 'url') === routingDemographics);
  if (!routing) return null;
  const part = (url: string): Properties => extensions(routing).find((one) => textIn(one, 'url') === url) ?? {};
  const number = recordIn(part('nhsNumber'), 'valueIdentifier');
  return {
    name: nameOf({ name: recordIn(part('name'), 'valueHumanName') }),
    nhsNumber: number ? textIn(number, 'value') : null,
    birthDate: textIn(part('birthDateTime'), 'valueDateTime'),
    place: null,
  };
}
