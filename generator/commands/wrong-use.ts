/** Invalid command-line usage. */
export class WrongUse extends Error {}

/** Exit codes: success, the input has errors (or `--check` found differences), invalid usage, a breaking change. */
export const exitCodes = { clean: 0, faulty: 1, wrongUse: 2, breaking: 3 } as const;
