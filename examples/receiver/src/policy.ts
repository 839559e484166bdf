import type { AcceptEntry } from 'careconnect-ems/runtime';

/**
 * What this receiver accepts although the rules of an event forbid it: the issue becomes a warning, and the message is stored.
 * Add what your publishers do and you can live with, each with its reason; then `npm run replay` stores what waits for it.
 */
export const accept: readonly AcceptEntry[] = [
  // Who looks after a patient is worth knowing, also where nobody says how to reach them.
  { element: 'Organization.telecom' },
];
