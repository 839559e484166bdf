import { pathToFileURL } from 'node:url';
import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { reasonOf } from '../diagnostics/thrown.ts';
import type { Emitter, LoadedEmitter } from './emitter.ts';

/**
 * Loads the modules of emitters, each by its absolute path. One that cannot be loaded, or whose default export is no
 * function, is reported, with undefined as the result.
 */
export async function loadEmitters(
  files: readonly string[],
  report: Report,
): Promise<readonly LoadedEmitter[] | undefined> {
  const loaded: LoadedEmitter[] = [];
  for (const file of files) {
    const emit = await loadEmitter(file, report);
    if (emit) loaded.push({ file, emit });
  }
  return loaded.length === files.length ? loaded : undefined;
}

async function loadEmitter(file: string, report: Report): Promise<Emitter | undefined> {
  try {
    const module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
    if (typeof module.default === 'function') return module.default as Emitter;
    report(diagnostic('emit/bad-emitter', 'The default export of the emitter is not a function.', { file }));
  } catch (error) {
    report(diagnostic('emit/bad-emitter', `The emitter cannot be loaded: ${reasonOf(error)}.`, { file }));
  }
  return undefined;
}
