/** The message for which a program is written: its event, its kind and its case. */
import { InputError } from '../core/errors.js';
import { describe } from '../core/describe.js';
import { isObject, type Properties } from '../core/json.js';
import { inCase } from '../message/given.js';
import type { FhirPathEnv } from '../fhirpath/env.js';
import { headerOf, kindOf, type Select } from '../message/message.js';
import { envOf } from '../message/made.js';
import type { MessageMaking, MessageParts } from '../message/message-parts.js';
import type { ProgramEvent } from './tables.js';

export interface Subject {
  readonly event: ProgramEvent;
  readonly making: MessageMaking;
  readonly bundle: Properties;
  readonly header: Properties;
  /** How it is made in its case. */
  readonly parts: MessageParts;
  readonly caseName: string | undefined;
}

/**
 * Returns the event that a message reports, and how its messages of that kind are made. Throws InputError if there is
 * none.
 */
export function eventOf(events: readonly ProgramEvent[], value: unknown): Pick<Subject, 'event' | 'making'> {
  const header = isObject(value) && value['resourceType'] === 'Bundle' ? headerOf(value) : undefined;
  if (!header) throw new InputError('message', value, 'a message: a Bundle whose first entry is a MessageHeader');
  const code = isObject(header['event']) ? header['event'] : {};
  const event = events.find(({ rules }) => rules.event.system === code['system'] && rules.event.code === code['code']);
  if (!event)
    throw new InputError('message', undefined, `reports the event ${describe(code['code'])}, which is unknown`);
  const kind = kindOf(value, event.rules.kindExtension);
  const making = kind !== undefined && Object.hasOwn(event.makings, kind) ? event.makings[kind] : undefined;
  if (making) return { event, making };
  throw new InputError('message', undefined, `is of the kind ${describe(kind)}, which the event does not have`);
}

/** Returns the message with its case; if it is in none, with the first. */
export function subjectOf({ event, making }: Pick<Subject, 'event' | 'making'>, bundle: Properties): Subject {
  const parts = making.parts();
  const env = envOf(bundle);
  const names = Object.entries(parts.cases ?? {});
  const caseName = (names.find(([, { when }]) => isTrue(() => when(bundle, env))) ?? names[0])?.[0];
  const header = headerOf(bundle) ?? {};
  return { event, making, bundle, header, caseName, parts: inCase(parts, { case: caseName }) };
}

/** Evaluates a condition; it may throw for content that is not FHIR. */
function isTrue(condition: () => boolean): boolean {
  try {
    return condition();
  } catch {
    return false;
  }
}

/** Returns the selected resources of a message; none if the content is not FHIR. */
export function selected(select: Select, bundle: Properties, env: FhirPathEnv): readonly unknown[] {
  try {
    return select(bundle, env);
  } catch {
    return [];
  }
}
