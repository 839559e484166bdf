import type { Conversion, Program } from '../worker/messages.ts';
import type { Editor } from './editor.ts';
import { byId, element, show } from './elements.ts';

/** Shows a message in the other syntax, and what could not be carried over. */
export function showConversion({ to, text, issues }: Conversion, editor: Editor): void {
  editor.syntax = to;
  editor.text = text ?? '';
  const losses = issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  const list = losses.slice(0, 100).map(({ expression, message }) => [expression, message] as const);
  show(byId('conversion-notes'), notes(text === undefined ? 'Nothing can be converted:' : 'Not carried over:', list));
}

/** Shows the program that builds a message, and what it omits. */
export function showProgram({ code, fault, notExpressible, builds }: Program, editor: Editor): void {
  editor.syntax = 'typescript';
  editor.text = code ?? '';
  const list = notExpressible.map(({ path, reason }) => [path, reason] as const);
  show(
    byId('program-notes'),
    fault === undefined ? undefined : element('p', {}, `There is no program for this: ${fault}`),
    code !== undefined && !builds
      ? element('p', {}, 'The builders refuse this message. Take the program as a starting point, and complete it.')
      : undefined,
    notes('Builders cannot express:', list),
  );
}

function notes(title: string, list: readonly (readonly [path: string, text: string])[]): HTMLElement | undefined {
  if (list.length === 0) return undefined;
  const items = list.map(([path, text]) => element('li', {}, element('code', {}, path || 'the text'), ` ${text}`));
  return element('div', { class: 'notes' }, element('p', {}, title), element('ul', {}, ...items));
}
