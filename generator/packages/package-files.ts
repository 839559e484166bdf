import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { isInputFolder, isInputName } from '../input-files.js';

/**
 * Folders of a package that have another use: examples, and what publishers add in other formats or for other tools.
 *
 * @see https://hl7.org/fhir/packages.html
 */
const OTHER_USES = new Set(['example', 'examples', 'openapi', 'other', 'rdf', 'tests', 'xml']);

/** Returns whether a file is one of the definitions of a FHIR package, by its path from the manifest. */
export function isPackageFile(path: string): boolean {
  return !path.includes('/') && isInputName(path) && /\.json$/i.test(path);
}

/** Returns whether a file is read from a folder that is no FHIR package, by its path from there. */
export function isLooseFile(path: string): boolean {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  return isInputName(name) && folders.every(isInputFolder);
}

/** Reports what looks like a definition but is none of the package, by the paths from the manifest. */
export function reportNotRead(source: string, paths: readonly string[], report: Report): void {
  const found = paths.filter((path) => isLooseFile(path) && !isPackageFile(path) && !hasOtherUse(path)).sort();
  const [first] = found;
  if (first === undefined) return;
  const which = found.length === 1 ? `The file ${first} is` : `${found.length} files, such as ${first}, are`;
  const why = 'a FHIR package has its definitions beside its manifest, in JSON';
  report(diagnostic('package/not-read', `${which} not read: ${why}.`, { file: source }));
}

function hasOtherUse(path: string): boolean {
  const [folder = '', ...rest] = path.split('/');
  return rest.length > 0 && OTHER_USES.has(folder.toLowerCase());
}
