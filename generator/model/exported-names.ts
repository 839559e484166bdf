/** Kinds of what declares names in a family. */
type Declarer = 'structure' | 'part' | 'value-set';

/** What a part declares beside its interface: what its builder takes, how it is put together, and what checks it. */
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
 * All that a definition or a part of one exports from the index of its family under a name. In small letters: a builder
 * starts with one where its interface has a capital, and files fold case on some machines.
 */
function exportedNames(name: string, declarer: Declarer): string[] {
  return suffixes[declarer].map((form) => (form === '' ? name : form.replace('…', name)).toLowerCase());
}

/** Names that a family exports; whoever asks for one that is taken gets it with a number. */
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

  /** The name for a part of a definition: one that would be called as another definition is called a part of its own. */
  claimPart(name: string): string {
    return this.claim(this.#definitions.has(name.toLowerCase()) ? `${name}Part` : name, 'part');
  }
}
