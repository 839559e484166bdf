import type { ExpandedConcept } from './expanded-value-set.ts';

/** The result of reading an expression in SNOMED CT's constraint language. */
export type EclReading =
  | { readonly kind: 'codes'; readonly concepts: readonly ExpandedConcept[] }
  | { readonly kind: 'needs-terminology' }
  | { readonly kind: 'malformed' };

export const snomedCt = 'http://snomed.info/sct';

type Token = '(' | ')' | 'or' | ExpandedConcept;

const tokenPattern = /\s*(?:([()])|(or)\b|(\d{6,18})(?!\d)\s*(?:\|([^|]*)\|)?)/iy;

/** Operators, long-form keywords and refinements: valid, but only SNOMED CT itself can evaluate them. */
const operator = /[<>^:,{}*!=]|\b(?:and|minus|descendant|child|parent|ancestor|member)(?:\b|or|of)/i;

/**
 * Reads an expression if that is possible without SNOMED CT: a list of concept ids joined by OR, with or without
 * brackets, each with or without its `|term|`. Classifies anything else as an expression that needs the terminology, or
 * as a syntax error.
 *
 * @see http://snomed.org/ecl
 */
export function readEcl(text: string): EclReading {
  const tokens = tokenise(text);
  const concepts = tokens === undefined ? undefined : readList(tokens);
  if (concepts !== undefined) return { kind: 'codes', concepts };
  return { kind: operator.test(text.replace(/\|[^|]*\|/g, ' ')) ? 'needs-terminology' : 'malformed' };
}

function tokenise(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const source = text.trimEnd();
  const pattern = new RegExp(tokenPattern);
  while (pattern.lastIndex < source.length) {
    const match = pattern.exec(source);
    if (match === null) return undefined;
    tokens.push(tokenOf(match));
  }
  return tokens;
}

function tokenOf([, bracket, or, code, term]: RegExpExecArray): Token {
  if (bracket === '(' || bracket === ')') return bracket;
  if (or !== undefined || code === undefined) return 'or';
  const display = term?.trim().replace(/\s+/g, ' ');
  return display ? { system: snomedCt, code, display } : { system: snomedCt, code };
}

/** Reads a list. OR is associative, so brackets only have to balance; operands and ORs have to alternate. */
function readList(tokens: readonly Token[]): ExpandedConcept[] | undefined {
  const concepts: ExpandedConcept[] = [];
  let depth = 0;
  let operandNext = true;
  for (const token of tokens) {
    const opens = token === '(' || typeof token === 'object';
    if (opens !== operandNext) return undefined;
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (token === 'or') operandNext = true;
    else concepts.push(token);
    if (typeof token === 'object') operandNext = false;
    if (depth < 0) return undefined;
  }
  return depth === 0 && !operandNext ? concepts : undefined;
}
