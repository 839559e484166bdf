/** Texts that would become code if they were not escaped, and a parser for emitted code. */
import ts from 'typescript';

/** Each of these ends a comment, a string or a line, or starts one, somewhere. */
export const nasty: readonly string[] = [
  '*/ export const broken = 1; /*',
  '/* /** //',
  '"; broken(); "',
  "'; broken(); '",
  '`; broken(); `',
  '${broken()}',
  '\\"; broken(); //',
  'line\nbroken();',
  'line\r\nbroken();',
  'line\u2028broken();',
  'line\u2029broken();',
  '\u202e broken \u2066 hidden \u2069',
  'zero\u200bwidth\ufeff',
  'tab\tnull\u0000bell\u0007delete\u007f',
  '@deprecated @ts-ignore {@link broken} @see broken',
  '*@deprecated',
  '__proto__',
  'constructor',
  'class',
  '</script><!-- ]]>',
  '{{code broken}} {{{broken}}} {{#each broken}}',
  '// @ts-nocheck',
  '#!broken',
  '\ud800 alone',
  'é ß 中文 🙂',
];

/** Returns the syntax errors of a text, as sentences. */
export function faultsOf(text: string, path = 'emitted.ts'): string[] {
  return syntaxFaults(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
}

/** Does the same for a parsed file. The compiler keeps the errors there, but does not declare them in its types. */
export function syntaxFaults(file: ts.SourceFile): string[] {
  const { parseDiagnostics } = file as ts.SourceFile & { readonly parseDiagnostics: readonly ts.Diagnostic[] };
  return parseDiagnostics.map((one) => `${file.fileName}: ${ts.flattenDiagnosticMessageText(one.messageText, ' ')}`);
}
