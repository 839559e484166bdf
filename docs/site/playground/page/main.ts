/** The page of the playground: reads the settings of its address, and keeps source, results and address in step. */
import { byId } from './elements.ts';
import { Playground } from './playground.ts';

const { worker, examples } = byId('playground').dataset;
if (worker === undefined || examples === undefined)
  throw new Error('The page does not name its worker and its examples.');
await new Playground(new URL(worker, document.baseURI), new URL(examples, document.baseURI)).start();
