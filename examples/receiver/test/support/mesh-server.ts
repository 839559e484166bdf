/** A mailbox of MESH on loopback, with certificates of its own: as much of the API as a receiver uses. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';

export interface Stored {
  readonly headers?: Readonly<Record<string, string>>;
  /** More than one: the message comes in chunks. */
  readonly chunks: readonly Buffer[];
}

export interface MeshServer {
  readonly url: string;
  readonly messages: Map<string, Stored>;
  /** Answers for paths that end so, in place of the usual: a status, or no answer. */
  readonly faults: Map<string, number | 'silence'>;
  /** Certificates in PEM: of whoever signed that of the server, and of the client. */
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
  close(): Promise<void>;
}

/** Starts a server on a free port; the certificates are made in the folder. */
export async function startMeshServer(folder: string, mailbox: string): Promise<MeshServer> {
  const server = certificate(folder, 'server');
  const client = certificate(folder, 'client');
  const messages = new Map<string, Stored>();
  const faults = new Map<string, number | 'silence'>();
  // Only clients whose certificate it knows, as MESH demands.
  const options = { ...server, ca: client.cert, requestCert: true, rejectUnauthorized: true };
  const https = createServer(options, (request, response) => {
    const path = request.url ?? '';
    const fault = [...faults].find(([end]) => path.endsWith(end))?.[1];
    if (fault === 'silence') return;
    if (typeof fault === 'number') return void response.writeHead(fault).end();
    answer(request, response, mailbox, messages);
  });
  await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
  const url = `https://localhost:${(https.address() as AddressInfo).port}`;
  return { url, messages, faults, ca: server.cert, ...client, close: () => closed(https) };
}

/** A certificate that signs itself, and its key. */
function certificate(folder: string, name: string): { cert: Buffer; key: Buffer } {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  execFileSync('openssl', [...made, ...subject, '-keyout', key, '-out', cert], { stdio: 'pipe' });
  return { cert: readFileSync(cert), key: readFileSync(key) };
}

function answer(
  { method, url = '', headers, socket }: IncomingMessage,
  response: ServerResponse,
  mailbox: string,
  messages: Map<string, Stored>,
): void {
  const [, own, inbox, id = '', rest] =
    /^\/messageexchange\/([^/]+)(?:\/(inbox)(?:\/([^/]+)(?:\/(.+))?)?)?$/.exec(url) ?? [];
  const isKnown = (socket as TLSSocket).authorized && headers.authorization?.startsWith(`NHSMESH ${mailbox}:`);
  if (!isKnown || own !== mailbox) return void response.writeHead(403).end();
  if (inbox === undefined) return void response.writeHead(200).end();
  if (id === '') return void response.writeHead(200).end(JSON.stringify({ messages: [...messages.keys()] }));
  const message = messages.get(id);
  if (!message) return void response.writeHead(404).end();
  if (method === 'PUT' && rest === 'status/acknowledged') {
    messages.delete(id);
    return void response.writeHead(200).end();
  }
  const chunk = Number(rest ?? 1);
  const isWhole = message.chunks.length === 1;
  response.writeHead(isWhole ? 200 : 206, {
    'content-type': 'application/octet-stream',
    ...(chunk === 1 && message.headers),
    ...(!isWhole && { 'mex-chunk-range': `${chunk}:${message.chunks.length}` }),
  });
  response.end(message.chunks[chunk - 1]);
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
