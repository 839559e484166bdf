import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openSite, type Opened } from './support/browser.ts';

const test = suite('guides');
let site: Opened;

test.before(async () => {
  site = await openSite();
});

test.after(() => site.close());

test('the home page leads to a guide, and its navigation to the next', async () => {
  const page = await site.open('index.html');
  await page.getByRole('link', { name: 'Builders', exact: true }).first().click();
  assert.is(await page.getByRole('heading', { level: 1 }).textContent(), 'Builders');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Guards' }).click();
  assert.is(await page.getByRole('heading', { level: 1 }).textContent(), 'Guards');
});

test.run();
