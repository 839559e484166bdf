import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';
import { messages } from '../../test/support/examples.ts';
import { openSite, type Opened } from './support/browser.ts';
import { drop, exampleText, openPlayground, verdict } from './support/playground.ts';

const test = suite('playground');
let site: Opened;

test.before(async () => {
  site = await openSite();
});

test.after(() => site.close());

const open = (fragment = '', options = {}): Promise<Page> => openPlayground(site, fragment, options);

test('every example is there as XML and as JSON, and the page offers it', async () => {
  const page = await open();
  const offered = await page.$$eval('#example option', (all) => all.map((one) => (one as HTMLOptionElement).value));
  assert.equal(offered.filter(Boolean).sort(), Object.keys(messages).sort());
  for (const name of offered.filter(Boolean)) {
    assert.ok(exampleText(`${name}.xml`).includes('<Bundle'));
    assert.is((JSON.parse(exampleText(`${name}.json`)) as { readonly type: string }).type, 'message');
  }
});

test('a valid message: its verdict, its facts, its references, the other syntax, and its program', async () => {
  const page = await open('#example=newVaccination');
  assert.match(await verdict(page, /alid message/), /^Valid message: 0 errors/);

  await page.getByRole('tab', { name: 'Message' }).click();
  assert.match((await page.textContent('#message')) ?? '', /vaccinations-1, new.*NHS number 999/);

  await page.getByRole('tab', { name: 'References' }).click();
  assert.is(await page.locator('#references svg .box').count(), messages['newVaccination']?.entry?.length);
  assert.ok((await page.locator('#references tbody tr').count()) > 5);

  await page.getByRole('tab', { name: 'Convert' }).click();
  await page.waitForFunction(() => document.querySelector('#converted')?.textContent?.includes('resourceType'));

  await page.getByRole('tab', { name: 'As code' }).click();
  await page.waitForFunction(() => document.querySelector('#program')?.textContent?.includes('careconnect-ems/'));
  assert.is(await page.textContent('#program-notes'), '');
});

test('an issue leads to its line, and the severities are a filter', async () => {
  const page = await open();
  const faulty = exampleText('newVaccination.xml').replace('<status value="completed"/>', '<status value="complete"/>');
  await drop(page, 'faulty.xml', faulty);
  assert.match(await verdict(page, /alid message/), /^Not valid message: 1 error,/);
  const line = faulty.slice(0, faulty.indexOf('<status value="complete"/>')).split('\n').length;
  await page.getByRole('button', { name: /did you mean "completed"/ }).click();
  assert.is(await page.textContent('.cm-lineNumbers .cm-activeLineGutter'), String(line));
  assert.is(await page.locator('.cm-lint-marker-error').count(), 1);

  await page.getByRole('checkbox', { name: /errors/ }).uncheck();
  assert.is(await page.locator('.cm-lint-marker-error').count(), 0);
  assert.match((await page.textContent('#issues')) ?? '', /^(?!.*did you mean)/);
});

test('direction and policy decide what is an error, and a fault of the policy is told', async () => {
  const page = await open();
  const json = JSON.parse(exampleText('newAddress.json')) as { entry: { resource: { birthDate?: string } }[] };
  for (const { resource } of json.entry) delete resource.birthDate;
  await drop(page, 'a.json', JSON.stringify(json, undefined, 2));
  assert.match(await verdict(page, /alid message/), /^Valid message: 0 errors, 1 warning/);
  await page.getByLabel('Rules for').selectOption('publish');
  assert.match(await verdict(page, /^Not valid/), /1 error/);

  await page.getByText('Policy: what you accept').click();
  await page.locator('#policy').fill('{ "accept": [{ "element": "Patient.birthDate" }] }');
  await page.locator('#policy').blur();
  assert.match(await verdict(page, /^Valid/), /1 warning/);
  await page.locator('#policy').fill('{ "accept": [{ "elements": "Patient.birthDate" }] }');
  await page.locator('#policy').blur();
  await page.waitForSelector('#issues .fault');
  assert.match((await page.textContent('#issues .fault')) ?? '', /unknown member "elements"/);
});

test('a link carries the settings, and never the message', async () => {
  const page = await open('#direction=publish&view=message');
  await drop(page, 'secret.json', '{ "resourceType": "Patient", "id": "very-secret" }');
  await verdict(page, /Patient/);
  assert.is(new URL(page.url()).hash, '#direction=publish&view=message');
  const second = await open(new URL(page.url()).hash);
  assert.is(await second.getByLabel('Rules for').inputValue(), 'publish');
  assert.is(await second.locator('#tab-message').getAttribute('aria-selected'), 'true');
});

test('nothing leaves the page: no request after the page is ready names anything but its own files', async () => {
  const page = await open();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  await drop(page, 'a.json', '{ "resourceType": "Patient", "id": "very-secret" }');
  await verdict(page, /Patient/);
  for (const tab of ['Convert', 'As code']) await page.getByRole('tab', { name: tab }).click();
  await page.waitForSelector('#program-notes p');
  // What writes programs is loaded when it is asked for.
  assert.ok(requests.length > 0, 'no request was seen');
  for (const request of requests) {
    assert.ok(request.startsWith(`GET ${site.address}`), request);
    assert.not.match(request, /very-secret/);
  }
});

test('text of a message is never markup', async () => {
  const page = await open();
  const hostile = '<img src=x onerror="document.title=1"></script><script>document.title=1</script>';
  const message = JSON.parse(exampleText('newVaccination.json')) as { entry: { resource: Record<string, unknown> }[] };
  for (const { resource } of message.entry) Object.assign(resource, { [hostile]: hostile, name: hostile, id: hostile });
  await drop(page, 'hostile.json', JSON.stringify(message));
  await verdict(page, /Not valid/);
  for (const name of ['Issues', 'Message', 'References', 'Convert']) await page.getByRole('tab', { name }).click();
  assert.is(await page.locator('#results img, #results script').count(), 0);
  assert.not.equal(await page.title(), '1');
});

test('hostile texts are refused with a reason', async () => {
  const page = await open();
  const texts: readonly (readonly [name: string, text: string, want: RegExp])[] = [
    [
      'doctype',
      '<!DOCTYPE a [<!ENTITY b "c">]><Patient xmlns="http://hl7.org/fhir"><id value="&b;"/></Patient>',
      /cannot be read/,
    ],
    [
      'deep',
      '{"resourceType":"Patient","a":'.concat('['.repeat(100_000), ']'.repeat(100_000), '}'),
      /cannot be read|Not valid/,
    ],
    ['long', `{"resourceType":"Patient","id":"${'x'.repeat(4_000_000)}"}`, /cannot be read/],
    ['no FHIR', 'hello', /cannot be read/],
    ['proto', '{"resourceType":"Patient","__proto__":{"polluted":true}}', /Not valid Patient/],
  ];
  for (const [name, text, want] of texts) {
    await page.evaluate(() => ((document.getElementById('status') as HTMLElement).textContent = ''));
    await drop(page, `${name}.txt`, text);
    assert.match(await verdict(page, /\./), want, name);
  }
});

test('keyboard only: from the example to an issue and back to its line', async () => {
  const page = await open('#example=newVaccination');
  await verdict(page, /^Valid/);
  await page.locator('#tab-issues').focus();
  await page.keyboard.press('ArrowRight');
  assert.is(await page.evaluate(() => document.activeElement?.id), 'tab-message');
  await page.keyboard.press('End');
  assert.is(await page.evaluate(() => document.activeElement?.id), 'tab-code');
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  for (
    let count = 0;
    count < 8 && !(await page.evaluate(() => document.activeElement?.matches('button.issue')));
    count++
  )
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate(() => document.activeElement?.closest('#source') !== null));
});

test('400 pixels wide: nothing but code and drawings has to be scrolled sideways', async () => {
  const page = await open('#example=newVaccination', { viewport: { width: 400, height: 800 } });
  await verdict(page, /^Valid/);
  for (const name of ['Issues', 'Message', 'References', 'Convert', 'As code']) {
    await page.getByRole('tab', { name }).click();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 400, name);
  }
});

test.run();
