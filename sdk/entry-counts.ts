import type { IssueSeverity } from '#package/runtime/index.js';
import type { Paint } from './colours.ts';
import type { Entry } from './entry.ts';

/** Counts entries, the files that they are of, and issues by their severity. */
export class EntryCounts {
  readonly #severities: Record<IssueSeverity, number> = { fatal: 0, error: 0, warning: 0, information: 0 };
  #valid = 0;
  #invalid = 0;
  #files = 0;
  #last: Entry | undefined;

  add(entry: Entry): void {
    if (entry.valid) this.#valid++;
    else this.#invalid++;
    if (!isNextLine(entry, this.#last)) this.#files++;
    this.#last = entry;
    for (const { severity } of entry.issues) this.#severities[severity]++;
  }

  /** `2 files: 1 valid, 1 invalid; 1 error, 0 warnings, 0 notes`; resources are counted where a file has several. */
  summary(quiet: boolean, paint: Paint): string {
    const { fatal, error, warning, information } = this.#severities;
    const issues = [
      countText(fatal + error, 'error'),
      countText(warning, 'warning'),
      `${countText(information, 'note')}${quiet && information > 0 ? ' not shown' : ''}`,
    ];
    const verdicts = [
      ...(this.#valid > 0 ? [paint('green', `${this.#valid} valid`)] : []),
      ...(this.#invalid > 0 ? [paint('red', `${this.#invalid} invalid`)] : []),
    ];
    return `${this.#what()}${verdicts.length > 0 ? `: ${verdicts.join(', ')}` : ''}; ${issues.join(', ')}\n`;
  }

  #what(): string {
    const entries = this.#valid + this.#invalid;
    const files = countText(this.#files, 'file');
    return entries === this.#files ? files : `${files} with ${countText(entries, 'resource')}`;
  }
}

/** Whether an entry is of the same NDJSON as the last. */
function isNextLine({ file, line }: Entry, last: Entry | undefined): boolean {
  return last !== undefined && last.file === file && line !== null && last.line !== null && line > last.line;
}

function countText(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
