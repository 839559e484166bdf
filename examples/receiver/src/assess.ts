import { receive, type TolerantlyReceived } from 'careconnect-ems/receive';
import { accept } from './policy.ts';

/** A message that can be stored. All of it is plain text, so that it passes from thread to thread at little cost. */
export interface Accepted {
  readonly accepted: true;
  readonly messageId: string;
  readonly event: string;
  readonly type: string;
  /** What the message is about; a later message with the same event and key replaces it. */
  readonly key: string | undefined;
  /** In UTC with milliseconds, so that texts sort as times do. */
  readonly lastUpdated: string | undefined;
  /** The parts of the message by their roles, as JSON. */
  readonly content: string;
  /** Warnings and notes, without values. */
  readonly notes: string;
}

/** What goes to the quarantine. */
export interface Refused {
  readonly accepted: false;
  readonly messageId: string | undefined;
  /** The code of its event, or the type of a resource that is no message; undefined if neither can be told. */
  readonly code: string | undefined;
  /** What is wrong, without values: it may be logged. */
  readonly problems: string;
}

export type Assessment = Accepted | Refused;

/** Says what to do with the bytes of a message. Never throws and touches nothing, so it may run in any thread. */
export function assess(body: Uint8Array): Assessment {
  const received = receive(body, { accept });
  const { event, messageId, valid, content } = received;
  const described = received.describe({ values: false });
  if (!valid || event === undefined || messageId === undefined || content === undefined) {
    const code = received.code ?? received.resourceType;
    const problems = described || 'no message of an event that is known';
    return { accepted: false, messageId: idIn(messageId), code: idIn(code), problems };
  }
  return {
    accepted: true,
    messageId,
    event,
    type: received.type ?? '',
    key: textOf(received),
    lastUpdated: inUtc(received.lastUpdated),
    content: JSON.stringify(content),
    notes: described,
  };
}

/** The identifier of the record, or the NHS number where the event has no record of its own, as those of PDS. */
function textOf({ key }: TolerantlyReceived): string | undefined {
  return key?.value === undefined ? undefined : `${key.system ?? ''}|${key.value}`;
}

/** A text that has the form of an id. Of a message that is refused it may be anything, also what no database takes. */
function idIn(text: unknown): string | undefined {
  return typeof text === 'string' && /^[\w.-]{1,64}$/.test(text) ? text : undefined;
}

function inUtc(instant: string | undefined): string | undefined {
  const time = Date.parse(instant ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
