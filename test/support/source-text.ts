/** Texts that would become code if they were let, and a look at emitted code with the eyes of TypeScript. */
import ts from 'typescript';

/** Each of these ends a comment, a string or a line, or starts something of its own, somewhere. */
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

/** Faults of syntax in a text, as sentences; none where it is sound. */
export function faultsOf(text: string, path = 'emitted.ts'): string[] {
  return syntaxFaults(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
}

/** The same of a file that is parsed already. The compiler keeps them there, but does not say so in its types. */
export function syntaxFaults(file: ts.SourceFile): string[] {
  const { parseDiagnostics } = file as ts.SourceFile & { readonly parseDiagnostics: readonly ts.Diagnostic[] };
  return parseDiagnostics.map((one) => `${file.fileName}: ${ts.flattenDiagnosticMessageText(one.messageText, ' ')}`);
}
