/** What we use of `nhs-mesh-client`, which has no types. */

interface Access {
  readonly url: string;
  readonly mailboxID: string;
  readonly mailboxPassword: string;
  readonly sharedKey: string;
  readonly agent: unknown;
}

export interface Answer {
  readonly status: number;
  readonly data: string;
}

/** Undefined and an Error are failures. */
type Result = Promise<Answer | Error | undefined>;

export interface MeshClient {
  loadConfig(settings: { readonly logLevel: 'SILENT' }): Promise<unknown>;
  handShake(access: Access): Result;
  getMessageCount(access: Access): Result;
  readMessage(access: Access & { readonly messageID: string }): Result;
  /** Rejects, too. */
  markAsRead(access: Access & { readonly message: string }): Result;
}
