/** Invalid command-line usage: the message says what is wrong, and the exit code is 2. */
export class WrongUse extends Error {}
