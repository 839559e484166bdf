/** The user asked for something that there is not: the message says what, and the exit code is 2. */
export class WrongUse extends Error {}
