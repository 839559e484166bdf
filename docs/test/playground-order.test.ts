/** What comes late, or not at all: the page shows what belongs to its source, and goes on. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';
import { openSite, type Opened } from './support/browser.ts';
import { drop, exampleText, largeMessage, openPlayground, ready, verdict } from './support/playground.ts';

const test = suite('playground, in any order');
let site: Opened;

test.before(async () => {
  site = await openSite();
});

test.after(() => site.close());

/** Opens the playground of a page on which some requests fail. */
async function openWithout(requests: RegExp, fragment = ''): Promise<Page> {
  const page = await site.open('index.html');
  await page.route(requests, (route) => route.abort());
  await page.goto(`${site.address}playground/index.html${fragment}`);
  return ready(page);
}

const sourceOf = (page: Page): Promise<string> => page.locator('#source .cm-content').innerText();

/** What a page has in which questions to the worker are seen, and answers can be held back. */
interface Watched {
  /** Called when a question has been asked, before any answer can come. */
  onAsk?: (question: { readonly kind: string; readonly text: string }) => void;
  /** Answers are given when this has been. */
  held?: Promise<void>;
  release?: () => void;
  said?: string[];
  seen?: string[];
}

/** Opens the playground of a page whose worker is watched. */
async function openWatched(): Promise<Page> {
  const page = await site.open('index.html');
  await page.addInitScript(() => {
    const watched = globalThis as Watched;
    globalThis.Worker = class extends Worker {
      override postMessage(message: { question: { kind: string; text: string } }): void {
        super.postMessage(message);
        queueMicrotask(() => watched.onAsk?.(message.question));
      }
      override addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
        super.addEventListener(
          type,
          (event) =>
            void (async () => {
              await watched.held;
              if (typeof listener === 'function') listener.call(this, event);
            })(),
        );
      }
    };
  });
  await page.goto(`${site.address}playground/index.html`);
  return ready(page);
}

test('the page answers while a message of 3 MB is checked', async () => {
  const page = await openWatched();
  await drop(page, 'a.json', '{ "resourceType": "Patient" }');
  const before = await verdict(page, /Patient/);
  await page.evaluate(() => {
    const watched = globalThis as Watched;
    watched.onAsk = ({ kind, text }) => {
      if (kind !== 'check' || text.length < 2_000_000) return;
      delete watched.onAsk;
      document.querySelector<HTMLElement>('#source .cm-content')?.focus();
      document.execCommand('insertText', false, 'typed meanwhile');
      watched.seen = ['#source .cm-activeLine', '#status'].map((one) => document.querySelector(one)?.textContent ?? '');
    };
  });
  await drop(page, 'large.json', largeMessage());
  await page.waitForFunction(() => (globalThis as Watched).seen !== undefined);
  const [line, status] = await page.evaluate(() => (globalThis as Watched).seen ?? []);
  assert.match(line ?? '', 'typed meanwhile');
  assert.is(status, before);
  await verdict(page, /cannot be read/);
});

test('the example that was chosen last is shown, whichever comes first', async () => {
  const page = await openPlayground(site);
  let release = (): void => undefined;
  const isReleased = new Promise<void>((done) => (release = done));
  await page.route(/newVaccination\.xml/, async (route) => {
    await isReleased;
    await route.continue();
  });
  const late = page.waitForRequest(/newVaccination\.xml/);
  await page.locator('#example').selectOption('newVaccination');
  const request = await late;
  await page.locator('#example').selectOption('newAddress');
  await verdict(page, /^Valid message/);
  const shown = await sourceOf(page);
  release();
  await (await request.response())?.finished();
  // The answer has been read once something else that is asked for later has.
  await page.evaluate(() => fetch('examples/newBirth.xml').then((response) => response.text()));
  assert.is(await sourceOf(page), shown);
});

test('an example that cannot be loaded is told, and the page can be used', async () => {
  const page = await openWithout(/newVaccination\.xml/, '#example=newVaccination');
  await verdict(page, /^The example newVaccination cannot be loaded\.$/);
  await drop(page, 'a.xml', exampleText('newVaccination.xml'));
  assert.match(await verdict(page, /alid message/), /^Valid message/);
});

test('a source that is emptied while it is checked has no results', async () => {
  const page = await openWatched();
  await page.evaluate(() => {
    const watched = globalThis as Watched;
    watched.held = new Promise((done) => (watched.release = done));
    watched.onAsk = () => (watched.seen = []);
    const status = document.getElementById('status') as HTMLElement;
    const said: string[] = (watched.said = []);
    new MutationObserver(() => said.push(status.textContent ?? '')).observe(status, { childList: true });
  });
  await drop(page, 'a.json', '{ "resourceType": "Patient" }');
  await page.waitForFunction(() => (globalThis as Watched).seen !== undefined);
  await drop(page, 'empty.json', '');
  await page.waitForFunction(() => (globalThis as Watched).said?.length === 1);
  await page.evaluate(() => (globalThis as Watched).release?.());
  // The worker answers in turn, so that its answer about the first text has come before this one.
  await drop(page, 'b.json', '{ "resourceType": "Basic" }');
  await verdict(page, /Basic/);
  const said = await page.evaluate(() => (globalThis as Watched).said ?? []);
  assert.is(said.length, 2, said.join('\n'));
  assert.match(said[0] ?? '', /^Paste a message/);
});

test('a worker that cannot be loaded is told, and tried again with the next question', async () => {
  const page = await openWithout(/worker[^/]*\.js/);
  await drop(page, 'a.xml', exampleText('newVaccination.xml'));
  await verdict(page, /^The worker could not be loaded\.$/);
  await page.unroute(/worker[^/]*\.js/);
  await drop(page, 'c.xml', exampleText('newVaccination.xml'));
  assert.match(await verdict(page, /alid message/), /^Valid message/);
});

test.run();
