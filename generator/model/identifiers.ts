/** Letters that Unicode does not decompose into a Latin letter and a mark. */
const spelled: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    Æ: 'Ae',
    œ: 'oe',
    Œ: 'Oe',
    ø: 'o',
    Ø: 'O',
    ð: 'd',
    Ð: 'D',
    þ: 'th',
    Þ: 'Th',
    ł: 'l',
    Ł: 'L',
    đ: 'd',
    Đ: 'D',
    ı: 'i',
    α: 'alpha',
    β: 'beta',
    γ: 'gamma',
    δ: 'delta',
    κ: 'kappa',
    λ: 'lambda',
    μ: 'micro',
    ω: 'omega',
  }),
);

/** Words that cannot be the name of a declaration, and members of every object. */
const reserved: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private protected public ' +
    'return static super switch this throw true try typeof undefined var void while with yield Infinity NaN ' +
    '__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ constructor prototype ' +
    'hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf'
  ).split(' '),
);

/** Returns whether a name is unusable: a keyword, or a member of every object. */
export function isReservedWord(name: string): boolean {
  return reserved.has(name);
}

/** Converts letters to plain Latin ones: marks are removed, `ß` becomes `ss`. Letters without a Latin form stay. */
export function toLatin(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.replace(/[^\x00-\x7f]/gu, (letter) => spelled.get(letter) ?? letter);
}

/** Splits a text into words as written: runs of Latin letters and digits. `[x]` of a choice is no word. */
export function wordsOf(text: string): string[] {
  return (
    toLatin(text)
      .replace(/\[x\]/g, ' ')
      .match(/[A-Za-z0-9]+/g) ?? []
  );
}

/** Joins words to a camel-case name, with `_` between adjacent numbers. */
export function joinCamel(words: readonly string[]): string {
  return words.reduce((name, word) => glue(name, name === '' ? lowerFirst(word) : upperFirst(lowerFirst(word))), '');
}

/** Appends a part to a name, with `_` between adjacent digits. */
export function glue(name: string, part: string): string {
  return /\d$/.test(name) && /^\d/.test(part) ? `${name}_${part}` : name + part;
}

/** `VAT number`, `vat-number`, `VATNumber` → `vatNumber`. Capitals inside a word stay: `hrUserID`. May be empty. */
export function camelCase(text: string): string {
  return joinCamel(wordsOf(text));
}

/** `lost-and-found`, `lostAndFound` → `LostAndFound`. May be empty. */
export function pascalCase(text: string): string {
  return upperFirst(camelCase(text));
}

/**
 * Makes a declarable name: `n` before a leading digit, `_` after a reserved word, only Latin letters, digits and `_`
 * inside. `fallback` replaces an empty name.
 */
export function toIdentifier(name: string, fallback = 'unnamed'): string {
  const legal = toLatin(name).replace(/[^A-Za-z0-9_]/g, '') || fallback;
  const started = /^\d/.test(legal) ? `n${legal}` : legal;
  return isReservedWord(started) ? `${started}_` : started;
}

/** Converts an abbreviation to lower case (`VAT`, `PCs`), also at the start of a word (`VATNumber`). */
function lowerFirst(word: string): string {
  if (/^[A-Z0-9]+s?$/.test(word)) return word.toLowerCase();
  return word.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (start) => start.toLowerCase());
}

function upperFirst(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** `PatientBirthTime`, `staffNumber` → `patient-birth-time`, `staff-number`: for file names. */
export function kebabCase(name: string): string {
  const parted = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replace(/([A-Z])([A-Z][a-z])/g, '$1-$2');
  return wordsOf(parted).join('-').toLowerCase();
}
