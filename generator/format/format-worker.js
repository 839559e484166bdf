/**
 * A thread that formats texts: takes `{ id, text, options }`, answers with `{ id, text }` or `{ id, error }`. It is
 * JavaScript, so that the thread needs no loader.
 */
import { parentPort } from 'node:worker_threads';
import { format } from 'prettier';

parentPort?.on('message', async ({ id, text, options }) => {
  try {
    parentPort?.postMessage({ id, text: await format(text, options) });
  } catch (error) {
    parentPort?.postMessage({ id, error });
  }
});
