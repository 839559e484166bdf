import { describe, didYouMean } from '../core/describe.js';
import { fault, note } from './faults.js';
import type { Properties } from '../core/json.js';
import type { Guard, Run } from './run.js';

/** Where the extensions stand that FHIR itself publishes. */
const CORE = 'http://hl7.org/fhir/StructureDefinition/';

/**
 * Holds an extension to its definition wherever it stands, where definitions are known; warns of one that is not known,
 * where any are, and names the nearest. Of one that FHIR itself publishes it only says that it is not checked. True means
 * stop.
 *
 * @see http://hl7.org/fhir/STU3/extensibility-registry.html
 */
export function knownExtension(run: Run, extension: Properties, order: number): boolean {
  const { url } = extension;
  if (!isAbsolute(url)) return false;
  const { extensions, extensionRules } = run.known;
  const rules = extensionRules?.(url);
  if (rules) return !rules(extension, run) && run.stop;
  if (run.stop || extensions === undefined || extensions.includes(url)) return false;
  if (url.startsWith(CORE)) {
    const reason = `not checked: the definition of the extension ${describe(url)}, in the name space of FHIR, is unknown`;
    note(run, 'url', order, 'information', 'not-supported', reason);
    return false;
  }
  const message = `the extension ${describe(url)} is unknown${didYouMean(url, extensions)}`;
  note(run, 'url', order, 'warning', 'extension', message);
  return false;
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
      `the modifier extension ${describe(url)} is unknown, so the element that it modifies must not be used`,
    );
    return run.faults === mark;
  };
}

function isAbsolute(url: unknown): url is string {
  return typeof url === 'string' && url.includes(':');
}
