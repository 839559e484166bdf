export type { Issue } from 'careconnect-ems/runtime';

/** JSON that tests look into by name. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;
