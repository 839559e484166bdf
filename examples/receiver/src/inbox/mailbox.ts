import { register } from 'node:module';
import { Agent } from 'node:https';
import axios, { type AxiosResponse } from 'axios';
import { parsePartnerId, type Delivery, type Inbox } from '../delivery.ts';
import type { Answer, MeshClient } from './mesh-client.ts';

export interface Mailbox {
  /** Without a path: `https://msg.example`. */
  readonly url: string;
  readonly mailbox: string;
  readonly password: string;
  readonly sharedKey: string;
  /** Certificate and key of this client, in PEM. */
  readonly cert: Buffer;
  readonly key: Buffer;
  /** Who signed the certificate of the server, in PEM; those that Node knows by default. */
  readonly ca?: Buffer | undefined;
  /** Milliseconds until a request without an answer fails. */
  readonly timeout?: number;
}

/** MESH wants a handshake from every client once a day at least; in milliseconds. */
const GREET_EVERY = 12 * 3_600_000;

type Headers = Readonly<Record<string, string | undefined>>;

/**
 * A MESH mailbox, read through the NHS's own client. The client logs bodies, does not look at the server's certificate, reads
 * text where there are bytes and returns what it fails with; this module is here to put that right.
 */
export async function mailboxInbox(mailbox: Mailbox): Promise<Inbox> {
  const client = await loadClient();
  const headersOf = setUpRequests(mailbox);
  const { url, mailbox: mailboxID, password: mailboxPassword, sharedKey, cert, key, ca } = mailbox;
  // An agent of our own: those of the client accept any certificate.
  const agent = new Agent({ cert, key, ca, keepAlive: true });
  const access = { url, mailboxID, mailboxPassword, sharedKey, agent };
  let greeted = 0;
  const greet = async (): Promise<void> => {
    if (Date.now() - greeted < GREET_EVERY) return;
    succeeded('the handshake', await client.handShake(access));
    greeted = Date.now();
  };
  await greet();

  return {
    async list() {
      await greet();
      const answer = succeeded('listing the inbox', await client.getMessageCount(access));
      return (JSON.parse(textOf(answer)) as { messages: string[] }).messages;
    },
    async take(messageID) {
      const answer = await client.readMessage({ ...access, messageID });
      return deliveryOf(messageID, succeeded(`reading ${messageID}`, answer), headersOf(messageID));
    },
    async acknowledge(message) {
      const answer = await client.markAsRead({ ...access, message }).catch((error: Error) => error);
      succeeded(`acknowledging ${message}`, answer);
    },
  };
}

async function loadClient(): Promise<MeshClient> {
  register('./client-loader.js', import.meta.url);
  const client = (await import('nhs-mesh-client' as string)) as MeshClient;
  // Sets the level of its log and gives agents that we have no use for. At its own level it logs whole messages.
  await client.loadConfig({ logLevel: 'SILENT' });
  return client;
}

/**
 * Makes the requests of the client keep bytes: it joins chunks as text, so each byte travels as one character (latin1),
 * and JSON is not parsed, which would lose the digits of decimals. A status that the client does not expect fails; it
 * would end the process. Gives a function that finds the headers of a message: the client returns those of the last chunk.
 */
function setUpRequests({ url, timeout = 30_000 }: Mailbox): (messageId: string) => Headers {
  const inbox = `${url}/messageexchange/`;
  const headers = new Map<string, Headers>();
  axios.interceptors.request.use((config) => {
    if (!config.url?.startsWith(inbox)) return config;
    return Object.assign(config, {
      responseType: 'text',
      responseEncoding: 'latin1',
      transformResponse: (data: unknown) => data,
      validateStatus: (status: number) => status === 200 || status === 206,
      maxRedirects: 0,
      timeout,
    });
  });
  axios.interceptors.response.use((response: AxiosResponse) => {
    const [, id] = /\/inbox\/([^/]+)$/.exec(response.config.url ?? '') ?? [];
    if (id !== undefined) headers.set(id, response.headers as Headers);
    return response;
  });
  return (messageId) => {
    const found = headers.get(messageId) ?? {};
    headers.delete(messageId);
    return found;
  };
}

/** The answer, unless the client returns what went wrong, or nothing. Names the status: the error holds our credentials. */
function succeeded(what: string, answer: Answer | Error | undefined): Answer {
  if (answer && !(answer instanceof Error)) return answer;
  const { response, code } = (answer ?? {}) as { response?: { status: number }; code?: string };
  throw new Error(`${what} failed: ${response?.status ?? code ?? 'no answer'}`);
}

function textOf({ data }: Answer): string {
  return bytesOf(data).toString('utf8');
}

function bytesOf(data: string): Buffer {
  return Buffer.from(data, 'latin1');
}

function deliveryOf(messageId: string, { data }: Answer, headers: Headers): Delivery {
  const isReport = headers['mex-messagetype']?.toUpperCase() === 'REPORT';
  return {
    id: messageId,
    body: bytesOf(data),
    transport: {
      from: headers['mex-from'],
      to: headers['mex-to'],
      localId: headers['mex-localid'],
      workflowId: headers['mex-workflowid'],
      subscriptions: parsePartnerId(headers['mex-partnerid'] ?? ''),
    },
    trouble: isReport ? `MESH reports ${headers['mex-statuscode'] ?? 'a failure'}` : undefined,
  };
}
