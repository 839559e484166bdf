import { createRequire } from 'node:module';

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** Name and version of the package that the command belongs to, as its manifest says. */
export const { name, version } = createRequire(import.meta.url)('careconnect-ems/package.json') as Manifest;
