import { join } from 'node:path';
import { bundleScripts } from './bundle-scripts.ts';
import { playgroundBody } from './page-body.ts';
import { writeExamples } from './write-examples.ts';

/** The page of the playground, for the frame of the site; addresses are relative to the folder of the page. */
export interface PlaygroundPage {
  readonly title: string;
  readonly body: string;
  readonly scripts: readonly string[];
}

/** Writes scripts and examples of the playground into its folder, and returns its page. */
export async function buildPlayground(folder: string): Promise<PlaygroundPage> {
  const [examples] = await Promise.all([
    writeExamples(join(folder, 'examples')),
    bundleScripts(join(folder, 'scripts')),
  ]);
  return {
    title: 'Check a message',
    body: playgroundBody(examples, { worker: 'scripts/worker.js', examples: 'examples/' }),
    scripts: ['scripts/page.js'],
  };
}
