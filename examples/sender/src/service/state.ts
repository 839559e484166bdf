/** What the service knows, and what it has taken. Everything is kept in memory. */
import type { Subscription } from 'careconnect-ems/ems';

/** Where an event is on its way out. */
export type Lifecycle = 'deprecated' | 'no-longer-supported' | 'withdrawn';

export interface ServiceSettings {
  /** ASID of the service itself. */
  readonly asid: string;
  /** ASIDs of the systems that may call, each with the ODS codes of its organisations. */
  readonly systems: Readonly<Record<string, readonly string[]>>;
  /** Events that are on their way out, by code. */
  readonly lifecycle?: Readonly<Record<string, Lifecycle>>;
  /** How the next requests fail before anybody looks at them: a status each. */
  readonly failures?: readonly number[];
}

/** A message that was taken. */
export interface Published {
  readonly event: string;
  readonly type: string;
  readonly messageId: string | undefined;
  readonly from: string;
  readonly xml: string;
}

export interface Subscribed {
  readonly owner: string;
  readonly resource: Subscription & { readonly id: string };
}

export interface ServiceState {
  readonly settings: ServiceSettings;
  readonly failures: number[];
  readonly published: Published[];
  readonly subscriptions: Map<string, Subscribed>;
}

export function newState(settings: ServiceSettings): ServiceState {
  return { settings, failures: [...(settings.failures ?? [])], published: [], subscriptions: new Map() };
}
