/** Kinds of declarations that export names in a family. */
type Declarer = 'structure' | 'part' | 'value-set';

/** Names that a part declares besides its interface: its input, shape, guard and rules. */
const ofParts = ['', '…Input', '…BuilderInput', '…Shape', '…Guard', '…Rules', '…Additions', '…Names'];

const suffixes: Readonly<Record<Declarer, readonly string[]>> = {
  part: ofParts,
  structure: [
    ...ofParts,
    'is…',
    'check…',
    'assert…',
    'amend…',
    '…Schema',
    '…BareShape',
    '…RulesWith',
    '…Held',
    'NotIn…Input',
  ],
  'value-set': ['', '…Name', '…Codes', '…CodingInput', '…CodeableConceptInput'],
};

/**
 * Returns every name that a definition, or a part of one, exports from the index of its family, in lower case: a
 * builder starts with a small letter, its interface with a capital one, and some file systems ignore case.
 */
function exportedNames(name: string, declarer: Declarer): string[] {
  return suffixes[declarer].map((form) => (form === '' ? name : form.replace('…', name)).toLowerCase());
}

/** The names that a family exports; a taken name gets a number. */
export class ExportedNames {
  readonly #taken = new Set<string>();
  readonly #definitions = new Set<string>();

  #isTaken(name: string, declarer: Declarer): boolean {
    return exportedNames(name, declarer).some((exported) => this.#taken.has(exported));
  }

  claim(name: string, declarer: Declarer): string {
    let free = name;
    for (let number = 2; this.#isTaken(free, declarer); number++)
      free = `${name}${/\d$/.test(name) ? '_' : ''}${number}`;
    for (const exported of exportedNames(free, declarer)) this.#taken.add(exported);
    if (declarer !== 'part') this.#definitions.add(free.toLowerCase());
    return free;
  }

  /** Reserves a name for a part, which ends in `Part` if a definition already has that name. */
  claimPart(name: string): string {
    return this.claim(this.#definitions.has(name.toLowerCase()) ? `${name}Part` : name, 'part');
  }
}
