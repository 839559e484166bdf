import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';

/** Where a text stops being JSON, and why. */
export interface SyntaxFault {
  /** What is wrong, in words that continue `The file is not JSON:`. */
  readonly message: string;
  /** How many characters stand before it. */
  readonly offset: number;
}

/** Returns why a text is not JSON. */
export function findSyntaxError(text: string): SyntaxFault {
  if (text.trim() === '') return { message: 'it is empty', offset: 0 };
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { allowTrailingComma: false, disallowComments: true });
  } catch (error) {
    // This parser, unlike that of the language, needs room on the stack for each level.
    if (error instanceof RangeError) return { message: 'it is nested too deep to say where', offset: 0 };
    throw error;
  }
  const first = errors[0];
  if (!first) return { message: 'unexpected text', offset: 0 };
  return { message: describe(first, text), offset: first.offset };
}

function describe({ error, offset, length }: ParseError, text: string): string {
  const name = printParseErrorCode(error);
  if (name === 'InvalidSymbol') return describeWord(text.slice(offset, offset + length), text.slice(offset + length));
  const isMissing = name === 'ValueExpected' || name === 'PropertyNameExpected';
  if (isMissing && text.slice(0, offset).trimEnd().endsWith(',')) return 'the comma before this has nothing behind it';
  return wording[name] ?? 'unexpected text';
}

/** Says what is wrong with characters that JSON knows neither as a value nor as the name of a property. */
function describeWord(word: string, rest: string): string {
  if (/^['‘’“”]/.test(word)) return 'text has to be in straight double quotes (")';
  if (/^\s*:/.test(rest)) return 'the name of a property has to be in double quotes';
  return `${JSON.stringify(word.slice(0, longestWord))} is no value of JSON; text has to be in double quotes`;
}

/** So many characters of a word are shown. */
const longestWord = 40;

/** What the parser calls a fault, in plain words. */
const wording: Readonly<Record<string, string>> = {
  InvalidNumberFormat: 'this is not a number',
  PropertyNameExpected: 'the name of a property has to stand here, in double quotes',
  ValueExpected: 'a value is missing here',
  ColonExpected: 'a colon is missing between a property and its value',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'an object is not closed by }',
  CloseBracketExpected: 'a list is not closed by ]',
  EndOfFileExpected: 'something follows where the text should end',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'a text is not closed by a double quote on its line',
  UnexpectedEndOfNumber: 'a number is not complete',
  InvalidUnicode: 'an escape \\u needs four hexadecimal digits',
  InvalidEscapeCharacter: 'a text has a backslash that begins no escape of JSON',
  InvalidCharacter: 'a text has a control character, which needs an escape such as \\n or \\t',
};
