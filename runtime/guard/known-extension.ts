import { FHIR_DEFINITIONS } from '../core/definition-urls.js';
import { describe, didYouMean } from '../core/describe.js';
import { fault, note } from './faults.js';
import type { Properties } from '../core/json.js';
import type { Guard, Run } from './run.js';

/**
 * Checks an extension against its definition, and whether it may be used where it is, if that is known. If any are
 * known, warns of an unknown one and suggests the nearest. A guard that only knows the extensions that its profile
 * names notes that it does not check one in the name space of FHIR. True means stop.
 *
 * @see http://hl7.org/fhir/STU3/extensibility-registry.html
 */
export function knownExtension(run: Run, extension: Properties, order: number): boolean {
  const { url } = extension;
  if (!isAbsolute(url)) return false;
  const { extensions, extensionRules, misuse } = run.known;
  const owner = run.frame?.outer;
  const wrong = owner && misuse?.(url, owner);
  if (wrong !== undefined && fault(run, 'url', order, 'extension', wrong)) return true;
  const rules = extensionRules?.(url);
  if (rules) return !rules(extension, run) && run.stop;
  if (run.stop || extensions === undefined || extensions.includes(url)) return false;
  if (extensionRules === undefined && url.startsWith(FHIR_DEFINITIONS)) {
    const reason = `not checked: the extension ${describe(url)} is in the name space of FHIR, and no profile here names it; the check of all definitions knows what FHIR publishes`;
    note(run, 'url', order, 'information', 'not-supported', reason);
    return false;
  }
  const message = `the extension ${describe(url)} is unknown${didYouMean(url, extensions)}`;
  note(run, 'url', order, 'warning', 'extension', message);
  return false;
}

/**
 * Returns a guard for modifier extensions. A reader that does not know a modifier must not use the data, so an unknown
 * one is a fault.
 */
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
      `the modifier extension ${describe(url)} is unknown, so the element that it modifies must not be used`,
    );
    return run.faults === mark;
  };
}

function isAbsolute(url: unknown): url is string {
  return typeof url === 'string' && url.includes(':');
}
