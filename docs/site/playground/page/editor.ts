import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { xml } from '@codemirror/lang-xml';
import { bracketMatching, foldGutter, foldKeymap, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { javascript } from '@codemirror/legacy-modes/mode/javascript';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, type Text } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import type { Issue } from 'careconnect-ems/runtime';

/** The length of a line that is broken, in characters. */
const longLine = 400;

export type Syntax = 'xml' | 'json' | 'typescript';

const languages: Readonly<Record<Syntax, () => Extension>> = {
  xml: () => xml({ autoCloseTags: false }),
  json: () => json(),
  typescript: () => StreamLanguage.define(javascript),
};

/** The extensions of all editors. Tab moves the focus on, as on the rest of the page. */
const common: Extension = [
  lineNumbers(),
  foldGutter(),
  drawSelection(),
  bracketMatching(),
  highlightSelectionMatches(),
  syntaxHighlighting(classHighlighter),
  keymap.of([...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap]),
];

/** An editor for the source, or for a result that can be read and copied. */
export class Editor {
  readonly #view: EditorView;
  readonly #language = new Compartment();
  readonly #wrapping = new Compartment();
  #syntax: Syntax | undefined;

  /** @param onChange called after every change of the text; without it the text cannot be changed */
  constructor(parent: HTMLElement, label: string, onChange?: () => void) {
    const editing: Extension = onChange
      ? [
          history(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          lintGutter(),
          EditorView.updateListener.of(({ docChanged }) => void (docChanged && onChange())),
        ]
      : [EditorState.readOnly.of(true)];
    this.#view = new EditorView({
      parent,
      extensions: [
        editing,
        common,
        this.#language.of([]),
        this.#wrapping.of([]),
        EditorView.contentAttributes.of({
          'aria-label': label,
          tabindex: '0',
          spellcheck: 'false',
          autocapitalize: 'off',
        }),
      ],
    });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  set text(text: string) {
    const { length } = this.#view.state.doc;
    this.#view.dispatch({
      changes: { from: 0, to: length, insert: text },
      selection: { anchor: 0 },
      scrollIntoView: true,
      effects: this.#wrapping.reconfigure(hasLongLine(text) ? EditorView.lineWrapping : []),
    });
  }

  set syntax(syntax: Syntax) {
    if (syntax === this.#syntax) return;
    this.#syntax = syntax;
    this.#view.dispatch({ effects: this.#language.reconfigure(languages[syntax]()) });
  }

  /** Marks the lines of issues that have a place. */
  mark(issues: readonly Issue[]): void {
    const { doc } = this.#view.state;
    this.#view.dispatch(
      setDiagnostics(
        this.#view.state,
        issues.flatMap((issue) => diagnosticOf(issue, doc) ?? []),
      ),
    );
  }

  /** Moves the cursor to a place, in the middle of what is seen, and gives the editor the focus. */
  goTo(line: number, column = 1): void {
    const { doc } = this.#view.state;
    const anchor = offsetOf(doc, line, column);
    this.#view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    this.#view.focus();
  }
}

/** Returns whether a text has a line that nobody would scroll along, as messages written on one line do. */
function hasLongLine(text: string): boolean {
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    if (end - start > longLine) return true;
    start = end + 1;
  }
  return text.length - start > longLine;
}

function diagnosticOf({ line, column, severity, message }: Issue, doc: Text): Diagnostic | undefined {
  if (line === undefined) return undefined;
  const from = offsetOf(doc, line, column ?? 1);
  const rest = doc.sliceString(from, Math.min(from + 200, doc.lineAt(from).to));
  const length = /^(?:<\/?[\w:.-]+|"(?:[^"\\]|\\.)*"|[\w.+-]+|.)?/.exec(rest)?.[0].length ?? 0;
  const shown = severity === 'fatal' ? 'error' : severity === 'information' ? 'info' : severity;
  return { from, to: from + length, severity: shown, message };
}

/** Returns the offset of a place; the nearest one if the text has changed and no longer has it. */
function offsetOf(doc: Text, line: number, column: number): number {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(from + Math.max(column, 1) - 1, to);
}
