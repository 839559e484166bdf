/** What arrives in an inbox: the bytes of a message, and what MESH states about its transport. */

/** A subscription that the message matched, with the tag that its subscriber gave it. */
export interface Subscription {
  readonly id: string;
  readonly tag: string;
}

export interface Transport {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly localId?: string | undefined;
  readonly workflowId?: string | undefined;
  /** Empty unless one of them has a tag: MESH then leaves the header out. */
  readonly subscriptions: readonly Subscription[];
}

export interface Delivery {
  /** The same whenever this delivery is read again, and of no other: it tells what has been processed. */
  readonly id: string;
  readonly body: Uint8Array;
  readonly transport: Transport;
  /** Why there is no message in it, such as a report that MESH could not deliver something. */
  readonly trouble?: string | undefined;
}

/** Where messages wait. A delivery that is not acknowledged is listed again, also after a restart. */
export interface Inbox {
  /** Names of what waits, oldest first. */
  list(): Promise<readonly string[]>;
  /** Reads one; undefined if it is still being written, or is gone. */
  take(name: string): Promise<Delivery | undefined>;
  /** Removes one from the inbox. Call it only when all that it says is committed. */
  acknowledge(name: string): Promise<void>;
}

/**
 * Reads the header `Mex-Partnerid`: pairs of subscription and tag, separated by `~~~`. A tag may contain `|`, so each
 * pair ends its id at the first one.
 */
export function parsePartnerId(value: string): Subscription[] {
  const pairs = value.split('~~~').filter((pair) => pair !== '');
  return pairs.map((pair) => {
    const [id = '', ...tag] = pair.split('|');
    return { id, tag: tag.join('|') };
  });
}
