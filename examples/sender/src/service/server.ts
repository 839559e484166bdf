/** A small service on this machine that answers as the national one says it does. It delivers nothing. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyOf, Refusal, refuse, type Answered } from './outcome.ts';
import { publish } from './events.ts';
import { newState, type ServiceSettings, type ServiceState } from './state.ts';
import * as subscriptions from './subscriptions.ts';

export interface RunningService {
  /** Address of the service: `http://127.0.0.1:` and its port. */
  readonly endpoint: string;
  readonly state: ServiceState;
  close(): Promise<void>;
}

/** Starts the service on loopback, on a free port unless one is given. */
export async function startService(settings: ServiceSettings, port = 0): Promise<RunningService> {
  const state = newState(settings);
  const server = createServer((request, response) => {
    void respond(state, request, response);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function respond(state: ServiceState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, headers, resource } = await answer(state, request);
  const body = resource && bodyOf(resource, request.headers.accept ?? '');
  response.writeHead(status, { ...headers, ...(body && { 'Content-Type': body.type }) });
  response.end(body?.text);
}

async function answer(state: ServiceState, request: IncomingMessage): Promise<Answered> {
  try {
    const body = await read(request);
    const failure = state.failures.shift();
    if (failure !== undefined) return fail(failure);
    return route(state, request, body);
  } catch (error) {
    if (error instanceof Refusal) return error.answered;
    console.error(error);
    return new Refusal(500, { severity: 'fatal', type: 'exception', code: 'INTERNAL_SERVER_ERROR' }).answered;
  }
}

/** A server that breaks says so itself; what stands before one that is busy has nothing to say. */
function fail(status: number): Answered {
  if (status === 500) throw new Refusal(500, { severity: 'fatal', type: 'exception', code: 'INTERNAL_SERVER_ERROR' });
  return { status, headers: { 'Retry-After': '0' } };
}

function route(state: ServiceState, { method, url = '/', headers }: IncomingMessage, body: string): Answered {
  const { pathname } = new URL(url, 'http://service.example');
  if (method === 'POST' && pathname === '/STU3/Events/1/$process-message') return publish(state, headers, body);
  const [, id] = /^\/STU3\/Subscription(?:\/([A-Za-z0-9.-]{1,64}))?$/.exec(pathname) ?? [];
  if (method === 'POST' && pathname === '/STU3/Subscription') return subscriptions.create(state, headers, body);
  if (method === 'GET' && id !== undefined) return subscriptions.show(state, headers, id);
  if (method === 'DELETE' && id !== undefined) return subscriptions.end(state, headers, id);
  return pathname.startsWith('/STU3/Subscription')
    ? refuse(501, 'NOT_IMPLEMENTED', 'not-supported', 'a subscription is neither changed nor searched for')
    : refuse(404, 'BAD_REQUEST', 'not-found', 'there is nothing at this address');
}

const MAX_BYTES = 3_000_000;

async function read(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    // What is too long is read to its end, so that the caller gets to read the answer, and not kept.
    if (length <= MAX_BYTES) pieces.push(piece);
  }
  if (length > MAX_BYTES) refuse(413, 'INVALID_REQUEST_MESSAGE', 'too-long', `at most ${MAX_BYTES} bytes are taken`);
  return Buffer.concat(pieces).toString('utf8');
}
