/** A built site, served on this machine, and headless Chromium to look at it. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { serveFolder } from '../../site/static-server.ts';

export const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Debian's, or the one that the environment names. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export interface Opened {
  readonly address: string;
  readonly browser: Browser;
  /** Opens a page of the site in a window of its own. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Opens the site. Throws, and says what to do, where there is none or no browser. */
export async function openSite(base = baseOfSite()): Promise<Opened> {
  if (!existsSync(`${dist}index.html`)) throw new Error('There is no site yet: run npm run docs first.');
  if (!existsSync(executablePath)) {
    throw new Error(
      `There is no browser at ${executablePath}. Install Debian's with "apt-get install -y chromium", or set CHROMIUM to the path of another.`,
    );
  }
  const { address, close } = await serveFolder(dist, { port: 0, base });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  return {
    address,
    browser,
    open: async (path, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const response = await page.goto(address + path);
      if (response?.ok() !== true) throw new Error(`${path} is not a page of the site`);
      return page;
    },
    close: async () => {
      await browser.close();
      await close();
    },
  };
}

/** The path below which the site was built. */
export function baseOfSite(): string {
  const [, base = '/'] = /data-base="([^"]*)"/.exec(existsSync(`${dist}index.html`) ? readIndex() : '') ?? [];
  return base;
}

function readIndex(): string {
  return readFileSync(`${dist}index.html`, 'utf8');
}
