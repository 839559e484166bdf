/** What a reader does in the playground, and what is waited for. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { dist, type Opened } from './browser.ts';

/** Waits until the playground can be used. */
export async function ready(page: Page): Promise<Page> {
  await page.waitForFunction(() => document.documentElement.dataset['playground'] === 'ready');
  return page;
}

/** Opens the playground with settings, and waits until it can be used. */
export async function openPlayground(site: Opened, fragment = '', options = {}): Promise<Page> {
  return ready(await site.open(`playground/index.html${fragment}`, options));
}

/** Waits for a verdict; the worker has to load first. */
export async function verdict(page: Page, text: RegExp): Promise<string> {
  await page.waitForFunction(
    ([source]) => new RegExp(source ?? '').test(document.getElementById('status')?.textContent ?? ''),
    [text.source],
    { timeout: 120_000 },
  );
  return (await page.textContent('#status')) ?? '';
}

/** Drops a file on the source. */
export async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([file, contents]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([contents ?? ''], file ?? ''));
      const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector('#source-area')?.dispatchEvent(event);
    },
    [name, text],
  );
}

export function exampleText(name: string): string {
  return readFileSync(`${dist}playground/examples/${name}`, 'utf8');
}

/** A message of nearly 3 MB, with more than a thousand entries. */
export function largeMessage(): string {
  const message = JSON.parse(exampleText('newVaccination.json')) as { entry: { fullUrl: string; resource: object }[] };
  const template = message.entry.at(-1)?.resource ?? {};
  let size = 0;
  for (let count = 1; size < 2_800_000; count++) {
    const id = `00000000-0000-4000-8000-${String(count + 900_000).padStart(12, '0')}`;
    const entry = { fullUrl: `urn:uuid:${id}`, resource: { ...template, id } };
    message.entry.push(entry);
    size += JSON.stringify(entry, undefined, 2).length + 200;
  }
  return JSON.stringify(message, undefined, 2);
}
