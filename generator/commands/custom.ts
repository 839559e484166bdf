import { resolve } from 'node:path';
import type { GeneratorConfig } from '../config.ts';
import type { LoadedEmitter } from '../customise/emitter.ts';
import { loadEmitters } from '../customise/load-emitters.ts';
import { loadTemplates } from '../customise/load-templates.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import { folderTemplates, type TemplateSource } from '../emit/templates.ts';
import type { GenerateOptions } from './arguments.ts';

/** What the user put in place of ours, and beside it. */
export interface Custom {
  readonly templates: TemplateSource;
  readonly emitters: readonly LoadedEmitter[];
}

/** Returns the folder of the user's templates. */
export function templateFolder({ templates }: GenerateOptions, config: GeneratorConfig): string | undefined {
  return templates === undefined ? config.templates : resolve(templates);
}

/** Loads templates and emitters; what cannot be used is reported, with undefined as the result. */
export async function loadCustom(
  options: GenerateOptions,
  config: GeneratorConfig,
  report: Report,
): Promise<Custom | undefined> {
  const folder = templateFolder(options, config);
  const templates = folder === undefined ? folderTemplates() : loadTemplates(folder, report);
  const emitters = await loadEmitters(config.emitters, report);
  return templates && emitters && { templates, emitters };
}
