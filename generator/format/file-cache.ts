import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FormatCache } from './format-files.ts';

/** A format cache kept in one JSON file; only what this run used is written back. */
export interface FileCache extends FormatCache {
  save(): Promise<void>;
}

/** Opens the cache; an absent or unreadable file is an empty one. */
export async function openFileCache(path: string): Promise<FileCache> {
  const known = await readEntries(path);
  const used = new Map<string, string>();
  let changed = false;
  return {
    get(hash) {
      const text = known.get(hash) ?? used.get(hash);
      if (text !== undefined) used.set(hash, text);
      return text;
    },
    set(hash, text) {
      changed = true;
      used.set(hash, text);
    },
    async save() {
      if (!changed && used.size === known.size) return;
      await mkdir(dirname(path), { recursive: true });
      const temporary = `${path}.${process.pid}.tmp`;
      await writeFile(temporary, JSON.stringify([...used]));
      await rename(temporary, path);
    },
  };
}

async function readEntries(path: string): Promise<Map<string, string>> {
  try {
    const entries: unknown = JSON.parse(await readFile(path, 'utf8'));
    return Array.isArray(entries) ? new Map(entries.filter(isEntry)) : new Map();
  } catch {
    return new Map();
  }
}

function isEntry(entry: unknown): entry is [string, string] {
  return Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string');
}
