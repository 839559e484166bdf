import type { Issue } from 'careconnect-ems/runtime';

/** What a text holds, and what was found in reading it. */
export interface ReadResource {
  /** Undefined where there is none. */
  readonly resource: unknown;
  readonly issues: readonly Issue[];
}

export function readResource(bytes: Uint8Array): ReadResource {
  return { resource: JSON.parse(new TextDecoder().decode(bytes)), issues: [] };
}
