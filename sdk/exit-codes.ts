/** Success; the input has faults; invalid usage. */
export const exitCodes = { clean: 0, faulty: 1, wrongUse: 2 } as const;
