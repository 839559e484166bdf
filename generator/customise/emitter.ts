import type { PackageDeclarations } from '../declare/declarations.ts';
import type { EmittedFile } from '../emit/emitted-file.ts';
import type { PackageModel } from '../model/package-model.ts';

/** What an emitter knows: plain data, frozen. */
export interface EmitterContext {
  /** What the package declares in TypeScript. */
  readonly declarations: PackageDeclarations;
  /** What the definitions come to: names, elements, types, bindings, value sets and events. */
  readonly model: PackageModel;
}

export type EmitterFiles = Iterable<EmittedFile> | AsyncIterable<EmittedFile>;

/**
 * Makes further files of the package. Their paths are relative to the folder of the package, with `/`. The same context
 * should give the same files, in any order.
 */
export type Emitter = (context: EmitterContext) => EmitterFiles | Promise<EmitterFiles>;

/** An emitter, and the module from which it was loaded. */
export interface LoadedEmitter {
  readonly file: string;
  readonly emit: Emitter;
}
