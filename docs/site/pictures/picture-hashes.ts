/** What the pictures of the README show, and hashes by which a stale one can be told. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The page with the diagram of an event. */
export const eventPage = 'reference/events/vaccinations-1/message.html';
export const playgroundPage = 'playground/index.html';
export const example = 'newVaccination';

/** What draws the references in the playground. */
const drawnBy = ['show-references.ts', 'layout-graph.ts'].map(
  (name) => new URL(`../playground/page/${name}`, import.meta.url),
);

/** The hash of what each picture shows, in the site that lies in a folder. */
export function pictureHashes(dist: string): Readonly<Record<string, string>> {
  const read = (path: string): string => readFileSync(`${dist}${path}`, 'utf8');
  const [diagram = ''] = /<svg[^]*?<\/svg>/.exec(read(eventPage)) ?? [];
  const [playground = ''] = /<main[^]*?<\/main>/.exec(read(playgroundPage)) ?? [];
  const style = read('assets/site.css');
  return {
    'event.png': hashOf([diagram, style]),
    'playground.png': hashOf([
      playground,
      style,
      read('playground/playground.css'),
      read(`playground/examples/${example}.xml`),
      ...drawnBy.map((url) => readFileSync(url, 'utf8')),
    ]),
  };
}

function hashOf(texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('hex');
}
