import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openSite, type Opened } from './support/browser.ts';

const test = suite('reference');
const patient = 'reference/careconnect/patient.html';
let site: Opened;

test.before(async () => {
  site = await openSite();
});

test.after(() => site.close());

/** Without a script and with one: both have to work. */
for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with a script' : 'without a script';

  test(`the tree shows what a profile states, and all elements on demand, ${how}`, async () => {
    const page = await site.open(patient, { javaScriptEnabled });
    const row = (id: string): ReturnType<typeof page.locator> => page.locator(`tr[id="${id}"]`);
    assert.ok(await row('Patient.identifier:nhsNumber').isVisible());
    assert.not.ok(await row('Patient.photo').isVisible());
    await page.getByText(/^\s*All elements/).click();
    assert.ok(await row('Patient.photo').isVisible());
    await page.getByText(/^\s*What it states/).click();
    assert.not.ok(await row('Patient.photo').isVisible());
  });

  test(`a slice folds and unfolds, ${how}`, async () => {
    const page = await site.open(patient, { javaScriptEnabled });
    const inside = page.locator('tr[id="Patient.identifier:nhsNumber.system"]');
    assert.ok(await inside.isVisible());
    const box = page.getByRole('checkbox', { name: 'Fold identifier:nhsNumber' });
    await box.check();
    assert.not.ok(await inside.isVisible());
    await box.uncheck();
    assert.ok(await inside.isVisible());
  });

  test(`the example is there in three forms, ${how}`, async () => {
    const page = await site.open(patient, { javaScriptEnabled });
    const shown = (name: string): Promise<boolean> =>
      page.getByRole('region', { name: `Example, ${name}` }).isVisible();
    assert.equal([await shown('TypeScript'), await shown('XML')], [true, false]);
    await page.locator('.tabs').getByText('XML', { exact: true }).first().click();
    assert.equal([await shown('TypeScript'), await shown('XML')], [false, true]);
  });
}

test('an element has its member, its input and its accessor', async () => {
  const page = await site.open(patient);
  assert.match(
    (await page.locator('tr[id="Patient.birthDate"] .typescript').textContent()) ?? '',
    /birthDate\?: string/,
  );
  const slice = await page.locator('tr[id="Patient.identifier:nhsNumber"] .typescript').textContent();
  assert.match(slice ?? '', /nhsNumberOf\(\)/);
  assert.match(slice ?? '', /nhsNumber\?/);
});

test('a diagram has a title, a description and a table with the same content', async () => {
  const page = await site.open('reference/events/pds-birth-notification-1/message.html');
  const diagram = page.getByRole('img', { name: 'A message of pds-birth-notification-1' });
  assert.ok(await diagram.isVisible());
  const names = await diagram.locator('.node-name').allTextContents();
  assert.ok(names.includes('mother') && names.includes('baby'));
  const cells = await page.locator('table.entries tbody th').allTextContents();
  assert.equal(cells.length, names.length);
  for (const [at, name] of names.entries()) assert.match(cells[at]?.trim() ?? '', new RegExp(`^${name}`));
  assert.match((await diagram.locator('desc').textContent()) ?? '', /Its focus is communication/);
});

test('codes of a value set are searched within', async () => {
  const page = await site.open('reference/careconnect/value-sets/sds-job-role-name.html');
  await page.getByRole('searchbox').fill('community nurse');
  const rows = page.locator('#codes-table tbody tr:visible');
  assert.ok((await rows.count()) >= 1);
  for (const text of await rows.allTextContents())
    assert.match(text.toLowerCase(), /community[\s\S]*nurse|nurse[\s\S]*community/);
});

test.run();
