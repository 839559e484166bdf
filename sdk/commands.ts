/** All that the commands consist of, in one file when bundled: `main.ts` and `thread.ts` only start it. */
export { answerFiles } from './answer-files.ts';
export { runCommand } from './run-command.ts';
