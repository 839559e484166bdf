import type { ElementTables } from '../../runtime/core/elements.ts';
import type { Issue } from '../../runtime/core/issue.ts';
import { locateIssues } from '../../runtime/core/positions.ts';
import type { ReadResource } from '../../runtime/core/read-options.ts';
import { readXml } from '../../runtime/xml/read-xml.ts';
import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { elementIn, type TextLocator, type TextPosition } from './locate.ts';

/** Returns true for a file that begins as XML does: with `<`, in any supported encoding. */
export function isXml(content: string | Uint8Array): boolean {
  if (typeof content === 'string') return /^\uFEFF?\s*</.test(content);
  const start = [...content.subarray(0, 64)].filter((byte) => byte !== 0 && byte < 0x80);
  return String.fromCharCode(...start)
    .trimStart()
    .startsWith('<');
}

/**
 * Reads a resource from XML; faults in its form are reported, and an unreadable file returns undefined.
 *
 * @param maxBytes larger files are refused
 */
export function readXmlFile(
  content: string | Uint8Array,
  file: string,
  tables: ElementTables,
  maxBytes: number,
  report: Report,
): ReadResource | undefined {
  const { resource, issues } = readXml(tables, content, { maxBytes, warnBytes: maxBytes });
  for (const { severity, expression, message, line, column } of issues) {
    const code = severity === 'fatal' ? 'load/not-xml' : 'load/xml-form';
    const what = expression === '' || severity === 'fatal' ? 'The file cannot be read' : expression;
    report(diagnostic(code, `${what}: ${message.replace(/(?<![.?])$/, '.')}`, { file, line, column }));
  }
  return resource;
}

/** Finds places in an XML file, by the resource that was read from it. */
export function createXmlLocator(resource: ReadResource): TextLocator {
  const place = (path: string): TextPosition | undefined => {
    const issue: Issue = {
      severity: 'error',
      code: 'invalid',
      message: '',
      expression: `${resource.resourceType}.${path}`,
    };
    const [{ line, column } = issue] = locateIssues(resource, [issue]);
    return line === undefined || column === undefined ? undefined : { line, column };
  };
  return {
    property: place,
    element: (id, canonical) => {
      const path = elementIn(resource, id, canonical);
      return path === undefined ? undefined : place(path);
    },
  };
}
