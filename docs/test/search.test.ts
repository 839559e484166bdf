import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openSite, type Opened } from './support/browser.ts';

const test = suite('search');
let site: Opened;

test.before(async () => {
  site = await openSite();
});

test.after(() => site.close());

test('an element is found and opened with the keyboard alone', async () => {
  const page = await site.open('index.html');
  await page.keyboard.press('/');
  // As fast as anybody types: nothing of it may be lost while the dialog opens.
  await page.keyboard.type('patient.identifier:nhsnumber');
  assert.is(await page.getByRole('combobox').inputValue(), 'patient.identifier:nhsnumber');
  const option = page.getByRole('option').first();
  await option.waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#Patient\.identifier:nhsNumber$/);
  assert.match(page.url(), /patient\.html#/);
});

test('a code of a value set is found by its display', async () => {
  const page = await site.open('reference/index.html');
  await page.getByRole('button', { name: /^Search/ }).click();
  await page.getByRole('combobox').fill('community nurse sdsjobrolename');
  await page
    .getByRole('option', { name: /Community Nurse/ })
    .first()
    .click();
  assert.match(page.url(), /sds-job-role-name\.html#code-R0700$/);
});

test('the text of guides is found too', async () => {
  const page = await site.open('index.html');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('quarantine');
  await page
    .getByRole('option', { name: /Receiving messages/ })
    .first()
    .click();
  assert.match(page.url(), /guides\/receiving\.html/);
});

test.run();
