/** A thread for the pool that a message can end. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', (body: Uint8Array) => {
  const text = Buffer.from(body).toString();
  if (text === 'die') throw new RangeError(text);
  parentPort?.postMessage({ accepted: false, messageId: undefined, code: undefined, problems: `checked ${text}` });
});
parentPort?.postMessage('ready');
