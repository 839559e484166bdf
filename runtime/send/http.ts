/** Requests and responses in the form of `fetch`; nothing here depends on it, so that other clients can be used too. */

/** A request as `fetch` takes it: `const { url, ...init } = request; await fetch(url, init)`. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent if the request has none. */
  readonly body?: string;
}

/** The body of a response as it arrives. */
export interface ByteStream {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
    cancel(): Promise<unknown>;
  };
}

/**
 * The part of a response that is read: that of `fetch` fits, and `new Response(text, { status, headers })` for other
 * clients.
 */
export interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body?: ByteStream | null;
  text(): Promise<string>;
}

/** Reads the body, as bytes if it arrives in pieces. Rejects if it is longer than allowed or breaks off. */
export async function readBody(response: ResponseLike, maxBytes: number): Promise<string | Uint8Array> {
  if (!response.body) return response.text();
  const reader = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const { value = new Uint8Array() } = next;
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      throw new Error(`the body has more than ${maxBytes} bytes`);
    }
    pieces.push(value);
  }
  return joined(pieces, length);
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
