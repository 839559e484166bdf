import type { ReceivedFacts, ReceiveOptions } from './received.js';

/** How something reads messages that is the same for the messages of every package. */
export interface MessageDoor {
  /** Receives a message of any event. */
  readonly receive: (
    input: unknown,
    options: ReceiveOptions,
  ) => ReceivedFacts & { readonly valid: boolean; readonly type: string | undefined };
  /** Returns the program that builds a message. */
  readonly toCode: (message: unknown) => Promise<string>;
}
