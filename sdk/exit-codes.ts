/** All is well; the input has faults; wrong use. */
export const exitCodes = { clean: 0, faulty: 1, wrongUse: 2 } as const;
