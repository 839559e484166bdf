import type { NameRow } from './find-names.ts';

/** What is used of Pagefind in a browser. */
interface TextIndex {
  readonly options: (options: { readonly baseUrl: string; readonly excerptLength: number }) => Promise<void>;
  readonly search: (query: string) => Promise<{ readonly results: readonly TextResult[] }>;
}

interface TextResult {
  readonly data: () => Promise<{
    readonly url: string;
    readonly plain_excerpt: string;
    readonly meta: Readonly<Record<string, string>>;
  }>;
}

const most = 8;
let loading: Promise<TextIndex> | undefined;

/** Finds pages by their text; none where the index cannot be loaded. */
export async function findText(base: string, query: string): Promise<readonly NameRow[]> {
  try {
    loading ??= load(base);
    const { results } = await (await loading).search(query);
    const found = await Promise.all(results.slice(0, most).map((result) => result.data()));
    return found.map(({ url, plain_excerpt: excerpt, meta }): NameRow => {
      return [meta['title'] ?? url, meta['kind'] ?? 'Page', url.replace(/^\//, ''), excerpt];
    });
  } catch {
    loading = undefined;
    return [];
  }
}

async function load(base: string): Promise<TextIndex> {
  const index = (await import(`${base}pagefind/pagefind.js`)) as TextIndex;
  await index.options({ baseUrl: '/', excerptLength: 16 });
  return index;
}
