import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { reasonOf } from '../diagnostics/thrown.ts';
import type { EmittedFile } from '../emit/emitted-file.ts';
import { freezeDeep } from '../freeze-deep.ts';
import type { Emitter, EmitterContext, LoadedEmitter } from './emitter.ts';
import { PathChecker } from './path-checker.ts';

/** What emitters made, and whether all of it can be used. */
export interface EmitterResult {
  readonly files: readonly EmittedFile[];
  readonly isSound: boolean;
}

/**
 * Runs emitters one after another. One that throws, and what it gives back in a wrong form or at a path that it may not
 * have, is reported.
 *
 * @param paths the paths of the files that the package has already
 */
export async function runEmitters(
  emitters: readonly (Emitter | LoadedEmitter)[],
  context: EmitterContext,
  paths: readonly string[],
  report: Report,
): Promise<EmitterResult> {
  if (emitters.length === 0) return { files: [], isSound: true };
  const files: EmittedFile[] = [];
  const checker = new PathChecker(paths);
  const frozen = freezeDeep(context);
  let isSound = true;
  for (const [index, emitter] of emitters.entries()) {
    const { name, emit, at } = describe(emitter, index);
    const fail = (code: 'emit/bad-emitter' | 'emit/bad-path', message: string): void => {
      isSound = false;
      report(diagnostic(code, message, at));
    };
    try {
      for await (const file of listOf(await emit(frozen))) {
        const fault = isFile(file) ? checker.add(file.path, name) : 'has no path and text';
        if (!isFile(file)) fail('emit/bad-emitter', `What ${name} returns is not a file: it ${fault}.`);
        else if (fault !== undefined)
          fail('emit/bad-path', `The path ${JSON.stringify(file.path)} of ${name} ${fault}.`);
        else files.push({ path: file.path, text: file.text });
      }
    } catch (error) {
      fail('emit/bad-emitter', `${name} threw an error: ${reasonOf(error)}.`);
    }
  }
  return { files, isSound };
}

interface Described {
  /** The emitter in a sentence. */
  readonly name: string;
  readonly emit: Emitter;
  readonly at: { readonly file?: string };
}

function describe(emitter: Emitter | LoadedEmitter, index: number): Described {
  if (typeof emitter !== 'function') return { name: emitter.file, emit: emitter.emit, at: { file: emitter.file } };
  const called = emitter.name === '' ? '' : ` (${emitter.name})`;
  return { name: `emitter ${index + 1}${called}`, emit: emitter, at: {} };
}

/** Emitters may be JavaScript, where nothing checks what they give back. */
function listOf(made: unknown): Iterable<unknown> | AsyncIterable<unknown> {
  const isList = typeof made === 'object' && made !== null && (Symbol.iterator in made || Symbol.asyncIterator in made);
  if (!isList) throw new Error('it does not return a list of files');
  return made as Iterable<unknown>;
}

function isFile(value: unknown): value is EmittedFile {
  if (typeof value !== 'object' || value === null || !('path' in value) || !('text' in value)) return false;
  return typeof value.path === 'string' && typeof value.text === 'string';
}
