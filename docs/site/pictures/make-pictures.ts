/**
 * Makes the pictures that the README shows from the built site, in `docs/pictures`, and records what they show.
 *
 *   npm run docs && npm run docs:pictures
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { dist, openSite } from '../../test/support/browser.ts';
import { eventPage, example, pictureHashes, playgroundPage } from './picture-hashes.ts';

const folder = fileURLToPath(new URL('../../pictures/', import.meta.url));
const site = await openSite();
try {
  const event = await site.open(eventPage, { colorScheme: 'light' });
  await event.locator('svg.diagram').screenshot({ path: `${folder}event.png` });

  const viewport = { width: 1240, height: 800 };
  const playground = await site.open(`${playgroundPage}#view=references&example=${example}`, { viewport });
  await playground.waitForSelector('#references svg');
  // The time of the check would differ from one picture to the next.
  await playground.evaluate(() => {
    const status = document.querySelector('#status');
    if (status) status.textContent = (status.textContent ?? '').replace(/ Checked in.*/, '');
  });
  await playground.screenshot({ path: `${folder}playground.png` });
} finally {
  await site.close();
}
await writeFile(`${folder}pictures.json`, `${JSON.stringify(pictureHashes(dist), null, 2)}\n`);
