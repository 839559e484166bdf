/** The thread of `pool.ts`: says that it is ready, then answers every body with its assessment, in order. */
import { parentPort } from 'node:worker_threads';
import { assess } from '../assess.ts';

parentPort?.on('message', (body: Uint8Array) => parentPort?.postMessage(assess(body)));
parentPort?.postMessage('ready');
