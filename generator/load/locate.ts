import { readFile } from 'node:fs/promises';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import {
  findNodeAtLocation,
  getNodeValue,
  parse,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';

/** A place in a text; both count from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where a text stops being JSON, and why. */
export function locateSyntaxError(text: string): TextPosition & { readonly message: string } {
  const errors: ParseError[] = [];
  parse(text, errors, { allowTrailingComma: false, disallowComments: true });
  const first = errors[0];
  if (!first) return { message: 'unexpected text', line: 1, column: 1 };
  return { message: printParseErrorCode(first.error), ...positionAt(text, first.offset) };
}

/** Where the element with this id stands in the differential of a StructureDefinition, or undefined. */
export function locateElement(text: string, elementId: string): TextPosition | undefined {
  const root = parseTree(text);
  const elements = root && findNodeAtLocation(root, ['differential', 'element']);
  const found = elements?.children?.find((element) => propertyOf(element, 'id') === elementId);
  return found && positionAt(text, found.offset);
}

function propertyOf(node: Node, key: string): unknown {
  const value = findNodeAtLocation(node, [key]);
  return value && getNodeValue(value);
}

function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

/** Adds line and column to diagnostics that name a file and an element but not their place. Each file is read once. */
export async function locateDiagnostics(diagnostics: readonly Diagnostic[]): Promise<Diagnostic[]> {
  const texts = new Map<string, Promise<string>>();
  return Promise.all(
    diagnostics.map(async (diagnostic) => {
      const { file, line, element } = diagnostic.at;
      if (file === undefined || line !== undefined || element === undefined) return diagnostic;
      const text = texts.get(file) ?? readFile(file, 'utf8').catch(() => '');
      texts.set(file, text);
      const position = locateElement(await text, element);
      return position ? { ...diagnostic, at: { ...diagnostic.at, ...position } } : diagnostic;
    }),
  );
}
