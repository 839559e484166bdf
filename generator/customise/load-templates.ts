import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suggestion } from '../../runtime/core/suggest.ts';
import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { whyUnreadable } from '../diagnostics/thrown.ts';
import { checkTemplate, TemplateFault } from '../emit/check-template.ts';
import { folderTemplates, templateNames, type TemplateName, type TemplateSource } from '../emit/templates.ts';

const files: readonly string[] = templateNames.map((name) => `${name}.hbs`);

/**
 * Reads the templates in a folder, each of which replaces the one of the same name in `others`, by default our own.
 * Files that start with a dot are passed over. A file with another name, one that cannot be read and one that is no
 * sound template are reported, with undefined as the result.
 */
export function loadTemplates(
  folder: string,
  report: Report,
  others: TemplateSource = folderTemplates(),
): TemplateSource | undefined {
  let isSound = true;
  const fail: Report = (one) => {
    isSound = false;
    report(one);
  };
  const texts = readTemplates(folder, fail);
  if (!isSound) return undefined;
  return {
    read: (name) => texts.get(name) ?? others.read(name),
    fileOf: (name) => (texts.has(name) ? join(folder, `${name}.hbs`) : others.fileOf?.(name)),
  };
}

function readTemplates(folder: string, report: Report): ReadonlyMap<TemplateName, string> {
  const texts = new Map<TemplateName, string>();
  for (const file of namesIn(folder, report)) {
    const path = join(folder, file);
    const name = templateNames.find((one) => `${one}.hbs` === file);
    const text = name ? readTemplate(path, report) : reportUnknown(path, file, report);
    if (name && text !== undefined) texts.set(name, text);
  }
  return texts;
}

function namesIn(folder: string, report: Report): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch (error) {
    const message = `Cannot read the folder of templates: ${whyUnreadable(error)}.`;
    report(diagnostic('emit/bad-template', message, { file: folder }));
    return [];
  }
}

function reportUnknown(path: string, file: string, report: Report): undefined {
  const meant = suggestion(file, files) || `; the templates are ${files.join(', ')}.`;
  report(diagnostic('emit/unknown-template', `${file} is not the name of a template${meant}`, { file: path }));
}

function readTemplate(path: string, report: Report): string | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    checkTemplate(text);
    return text;
  } catch (error) {
    const line = error instanceof TemplateFault ? error.line : undefined;
    report(
      diagnostic('emit/bad-template', `The template cannot be used: ${whyUnreadable(error)}.`, { file: path, line }),
    );
    return undefined;
  }
}
