/** Writes programs that make messages, for all events of a package. */
import type { MessageProgram } from './code/write-program.js';
import { writeProgram } from './code/write-program.js';
import type { ProgramTables } from './code/tables.js';

export type { NotExpressible } from './code/losses.js';
export type { MessageProgram } from './code/write-program.js';
export type { ProgramTables } from './code/tables.js';

/** Creates a package's `messageToCode` function. */
export function programWriter(tables: ProgramTables): (message: unknown) => MessageProgram {
  return (message) => writeProgram(tables, message);
}
