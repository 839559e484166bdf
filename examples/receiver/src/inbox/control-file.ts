import { SaxesParser } from 'saxes';

/** The elements of a `DTSControl` by name, those of `StatusRecord` as `StatusRecord.Status`; empty ones are left out. */
export type ControlFile = ReadonlyMap<string, string>;

/** Reads the control file that a MESH client writes beside each message; undefined if it is no complete `DTSControl`. */
export function parseControlFile(xml: string): ControlFile | undefined {
  const found = new Map<string, string>();
  const path: string[] = [];
  let text = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    path.push(name);
    text = '';
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', () => {
    if (text.trim() !== '') found.set(path.slice(1).join('.'), text.trim());
    if (path.length > 1 || path[0] === 'DTSControl') path.pop();
    text = '';
  });
  try {
    parser.write(xml).close();
  } catch {
    return undefined;
  }
  // The name of any other root element has stayed in the path.
  return path.length === 0 ? found : undefined;
}
