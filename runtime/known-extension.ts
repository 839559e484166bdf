import { describe } from './describe.js';
import { fault, note } from './faults.js';
import type { Properties } from './json.js';
import type { Guard, Run } from './run.js';
import { suggestion } from './suggest.js';

/** Warns of an extension whose URL is none of those that are known, where any are; names the nearest. */
export function noteUnknown(run: Run, extension: Properties, order: number): void {
  const { url } = extension;
  const { extensions } = run.known;
  if (run.stop || extensions === undefined || extensions.includes(url as string) || !isAbsolute(url)) return;
  const message = `the extension ${describe(url)} is not known here${suggestion(url, extensions)}`;
  note(run, 'url', order, 'warning', 'extension', message);
}

/** A guard for modifier extensions: whoever does not know one must not use the data, so one that is not known is a fault. */
export function modifier(base: Guard): Guard {
  return (value, run) => {
    const mark = run.faults;
    if (!base(value, run)) return false;
    const url = (value as Properties)['url'];
    if (run.known.extensions?.includes(String(url)) === true) return true;
    fault(
      run,
      'url',
      2,
      'extension',
      `the modifier extension ${describe(url)} is not known here, so what it modifies must not be used`,
    );
    return run.faults === mark;
  };
}

function isAbsolute(url: unknown): url is string {
  return typeof url === 'string' && url.includes(':');
}
