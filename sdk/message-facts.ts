/** What a message says, found without trusting it: whatever is wrong with it, the rest is there. */
import { messages } from '#package/cli/messages.js';
import { isFault } from '#package/runtime/index.js';
import { facts } from './package-facts.ts';
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

/** Besides, under the name that the package has for it, the identifier by which messages are routed. */
export interface PatientFacts {
  readonly name: string | null;
  readonly birthDate: string | null;
  /** Place among the resources; null where only the header says whom the message is about. */
  readonly place: number | null;
  readonly [identifier: string]: string | number | null;
}

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
  return {
    name: nameOf(patient),
    ...identifierIn(patient),
    birthDate: textIn(patient, 'birthDate'),
    place: placeOf(patient),
  };
}

function identifierIn(patient: Properties): Readonly<Record<string, string | null>> {
  const known = facts.patient?.identifier;
  if (!known) return {};
  const found = itemsIn(patient, 'identifier')
    .filter(isObject)
    .find((one) => textIn(one, 'system') === known.system);
  return { [known.name]: found ? textIn(found, 'value') : null };
}

/** The patient by whom a message is routed, which a message without one still has in its header. */
function routedPatient(header: Properties): PatientFacts | null {
  const { identifier, header: paths } = facts.patient ?? {};
  if (!paths || !Object.values(paths).some((path) => valueAt(header, path?.slice(0, 1)) !== undefined)) return null;
  const number = recordOf(valueAt(header, paths.identifier));
  const birthDate = valueAt(header, paths.birthDate);
  return {
    name: nameOf({ name: recordOf(valueAt(header, paths.name)) }),
    ...(identifier && { [identifier.name]: number ? textIn(number, 'value') : null }),
    birthDate: typeof birthDate === 'string' ? birthDate : null,
    place: null,
  };
}

/** Follows steps through extensions, by their URLs, and properties. */
function valueAt(start: Properties, path: readonly string[] = []): unknown {
  let value: unknown = path.length === 0 ? undefined : start;
  for (const step of path) {
    if (!isObject(value)) return undefined;
    const extension = itemsIn(value, 'extension')
      .filter(isObject)
      .find((one) => textIn(one, 'url') === step);
    value = extension ?? itemsIn(value, step)[0];
  }
  return value;
}

function recordOf(value: unknown): Properties | undefined {
  return isObject(value) ? value : undefined;
}
