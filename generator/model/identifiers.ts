/** Letters that Unicode does not take apart into a Latin letter and a mark. */
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

/** Words that no declaration may use as its name, and members that every object has already. */
const reserved: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private protected public ' +
    'return static super switch this throw true try typeof undefined var void while with yield Infinity NaN ' +
    '__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ constructor prototype ' +
    'hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf'
  ).split(' '),
);

/** Whether a name cannot be used as it stands: a keyword, or a member that every object has already. */
export function isReservedWord(name: string): boolean {
  return reserved.has(name);
}

/** Plain Latin letters for the rest: marks go, `ß` is spelled `ss`. What has no Latin form stays. */
export function toLatin(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.replace(/[^\x00-\x7f]/gu, (letter) => spelled.get(letter) ?? letter);
}

/** The words of a text, as written: runs of Latin letters and digits. `[x]` of a choice is none. */
export function wordsOf(text: string): string[] {
  return (
    toLatin(text)
      .replace(/\[x\]/g, ' ')
      .match(/[A-Za-z0-9]+/g) ?? []
  );
}

/** One camel-case name from words. Numbers that meet are kept apart by `_`. */
export function joinCamel(words: readonly string[]): string {
  return words.reduce((name, word) => glue(name, name === '' ? lowerFirst(word) : upperFirst(lowerFirst(word))), '');
}

/** Puts a part behind a name; where two digits would meet they are kept apart by `_`. */
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
 * A name that may be declared: `n` before a leading digit, `_` after a reserved word, nothing but Latin letters,
 * digits and `_` inside. `fallback` stands for a name of which nothing is left.
 */
export function toIdentifier(name: string, fallback = 'unnamed'): string {
  const legal = toLatin(name).replace(/[^A-Za-z0-9_]/g, '') || fallback;
  const started = /^\d/.test(legal) ? `n${legal}` : legal;
  return isReservedWord(started) ? `${started}_` : started;
}

/** An abbreviation becomes small as a whole (`VAT`, `PCs`), as does one that a word begins with (`VATNumber`). */
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
