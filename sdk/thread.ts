/** What a thread runs that helps to validate many files. */
import { parentPort } from 'node:worker_threads';
import { answerFiles } from './commands.ts';

if (parentPort) answerFiles(parentPort);
