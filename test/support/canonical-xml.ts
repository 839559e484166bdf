import { SaxesParser } from 'saxes';

const XHTML = 'http://www.w3.org/1999/xhtml';
const SCHEMA_LOCATION = '{http://www.w3.org/2001/XMLSchema-instance}schemaLocation';

/** Allowed differences between two texts, besides those that canonical XML ignores. */
export interface CanonicalOptions {
  /** Children of different names may come in any order. */
  readonly anyOrder?: boolean;
}

interface Node {
  readonly name: string;
  readonly attributes: readonly string[];
  readonly content: (Node | string)[];
}

/**
 * Returns a form that is the same for two XML texts exactly if they are equal as exclusive canonical XML, ignoring
 * comments, prefixes, white space between elements outside XHTML, and references to schemas at the root. Throws if the
 * text is not well-formed.
 *
 * @see https://www.w3.org/TR/xml-exc-c14n/
 */
export function canonicalXml(text: string, options: CanonicalOptions = {}): string {
  return print(parse(text), options);
}

function parse(text: string): Node {
  const top: Node = { name: '', attributes: [], content: [] };
  const open = [top];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    const kept = Object.values(attributes)
      .filter(({ name, prefix }) => name !== 'xmlns' && prefix !== 'xmlns')
      .map((one) => [one.uri === '' ? one.local : `{${one.uri}}${one.local}`, one.value] as const)
      .filter(([name]) => !(open.length === 1 && name === SCHEMA_LOCATION));
    const node: Node = {
      name: `{${uri}}${local}`,
      attributes: kept.map(([name, value]) => `${name}=${JSON.stringify(value)}`).sort(),
      content: [],
    };
    open.at(-1)?.content.push(node);
    open.push(node);
  });
  parser.on('closetag', () => void open.pop());
  const addText = (chars: string): void => {
    const content = open.at(-1)?.content ?? [];
    const last = content.at(-1);
    if (typeof last === 'string') content[content.length - 1] = last + chars;
    else content.push(chars);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('processinginstruction', ({ target, body }) => open.at(-1)?.content.push(`<?${target} ${body}?>`));
  parser.write(text).close();
  return top;
}

function print({ name, attributes, content }: Node, options: CanonicalOptions): string {
  const isText = name.startsWith(`{${XHTML}}`);
  const children = content.filter((child) => typeof child !== 'string' || isText || child.trim() !== '');
  const names = [...new Set(children.map(nameOf))].sort();
  const ordered =
    options.anyOrder && !isText ? names.flatMap((one) => children.filter((child) => nameOf(child) === one)) : children;
  const inside = ordered.map((child) => (typeof child === 'string' ? JSON.stringify(child) : print(child, options)));
  return `<${[name, ...attributes].join(' ')}>\n${inside.join('\n')}</>`;
}

function nameOf(node: Node | string): string {
  return typeof node === 'string' ? '' : node.name;
}
