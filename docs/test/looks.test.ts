/** What holds of every kind of page: colours, width, keyboard, and what axe finds. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openSite, type Opened } from './support/browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One page of each kind. */
const kinds = [
  'index.html',
  'guides/index.html',
  'guides/start.html',
  'guides/first-message.html',
  'reference/index.html',
  'reference/careconnect/index.html',
  'reference/careconnect/patient.html',
  'reference/careconnect/extensions/ethnic-category.html',
  'reference/careconnect/value-sets/ethnic-category.html',
  'reference/events/vaccinations-1/message.html',
  'reference/open-value-sets/index.html',
  'reference/issues/index.html',
  'reference/issues/required.html',
  'reference/diagnostics/index.html',
  'reference/diagnostics/load-not-json.html',
  'versions/index.html',
  'playground/index.html',
];

const test = suite('looks');
let site: Opened;

test.before(async () => {
  site = await openSite();
});

test.after(() => site.close());

interface AxeViolation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe: found } = globalThis as unknown as { axe: { run: () => Promise<{ violations: unknown }> } };
    return (await found.run()).violations;
  });
  return (violations as readonly AxeViolation[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.length} times, first ${nodes[0]?.html}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the results of the playground in ${colorScheme} colours`, async () => {
    const page = await site.open('playground/index.html#example=newVaccination', { colorScheme });
    await page.waitForSelector('#status.valid');
    for (const name of ['Issues', 'Message', 'References', 'Convert', 'As code']) {
      await page.getByRole('tab', { name }).click();
      assert.equal(await violationsOn(page), [], name);
    }
    await page.context().close();
  });
}

for (const path of kinds) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing serious in ${colorScheme} colours: ${path}`, async () => {
      const page = await site.open(path, { colorScheme });
      assert.equal(await violationsOn(page), []);
      await page.context().close();
    });
  }

  test(`nothing is wider than 400 pixels: ${path}`, async () => {
    const page = await site.open(path, { viewport: { width: 400, height: 800 } });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 400, `${width} pixels`);
    await page.context().close();
  });

  test(`nothing moves while it loads: ${path}`, async () => {
    const page = await site.open(path);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => done(sum), 300);
        }),
    );
    assert.is(shift, 0);
    await page.context().close();
  });
}

test('the colours are changed by a button, and stay so', async () => {
  const page = await site.open('index.html', { colorScheme: 'light' });
  const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole('button', { name: 'Change to dark colours' }).click();
  const dark = await paper();
  assert.is.not(dark, light);
  await page.goto(`${site.address}guides/guards.html`);
  assert.is(await paper(), dark);
});

test('a reader who has only a keyboard reaches the content first, and then every part of the page', async () => {
  const page = await site.open('reference/careconnect/patient.html');
  const active = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  await page.keyboard.press('Tab');
  assert.is(await active(), 'Skip to the content');
  await page.keyboard.press('Enter');
  assert.is(await page.evaluate(() => document.activeElement?.id), 'main');
  const all = page.getByRole('radio', { name: /^All elements/ });
  for (let presses = 0; presses < 20 && !(await isIn(page, 'view')); presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  assert.ok(await all.isChecked());
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement?.closest('#tree table') instanceof Element));
});

function isIn(page: Page, name: string): Promise<boolean> {
  return page.evaluate((wanted) => (document.activeElement as HTMLInputElement | null)?.name === wanted, name);
}

test.run();
