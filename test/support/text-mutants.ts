/** Texts of messages with pieces of XML and JSON in the wrong place. */
import fc from 'fast-check';

/** Pieces that mean something in one of the two languages. */
export const pieces: readonly string[] = [
  ...['<', '>', '/>', '</', '"', "'", '&', '&lt;', '&#0;', '&#x1F642;', '<!--', '-->', '<![CDATA[', ']]>', '<?a?>'],
  ...[
    '<!DOCTYPE a>',
    'xmlns=""',
    'xmlns:a="urn:a"',
    'a:',
    ' ',
    '\n',
    '\u0000',
    '\ud83d',
    '\ufeff',
    '<name>',
    '</name>',
  ],
  ...['<Patient/>', '<id/>', '{', '}', '[', ']', ',', ':', '\\', 'null', '1e400', '"__proto__":', '"resourceType":'],
];

/** Returns texts with a few pieces put in place of as many stretches. */
export function textMutants(text: string): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(text.length), fc.constantFrom(0, 0, 1, 2, 10, 300), fc.constantFrom(...pieces));
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce((all, [at, cut, piece]) => all.slice(0, at) + piece + all.slice(at + cut), text));
}
