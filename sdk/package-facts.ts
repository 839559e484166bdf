import manifest from 'careconnect-ems/package.json' with { type: 'json' };

/** Name and version of the package that the command belongs to, as its manifest says. */
export const { name, version } = manifest;
