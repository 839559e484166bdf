/** What a change of definitions means for those who use the generated package. */

/** What a change makes of what was allowed or there before. */
export type ChangeKind = 'added' | 'removed' | 'narrowed' | 'widened' | 'changed';

/** The definition that has changed. */
export interface Subject {
  readonly kind: 'profile' | 'extension' | 'event' | 'value-set';
  readonly canonical: string;
  /** Its name in TypeScript. */
  readonly name: string;
  /** The subpath of the package that exports it. */
  readonly subpath: string;
}

export interface Change {
  readonly subject: Subject;
  /** Id of the element, for a change inside a profile or an extension. */
  readonly element?: string;
  readonly kind: ChangeKind;
  /** One sentence. */
  readonly what: string;
  /** True if code that compiled, or built a resource, may no longer do so. */
  readonly breaksBuilders: boolean;
  /** True if an instance that was valid may no longer be, or if the guard is gone or has another name. */
  readonly breaksChecks: boolean;
}

/** A change before it is known of which definition. */
export type Finding = Omit<Change, 'subject'>;

/** Whom a change breaks. */
export type Breaks = 'both' | 'builders' | 'checks' | 'none';

/** Makes a finding; that of a definition as a whole has no element. */
export function finding(kind: ChangeKind, what: string, breaks: Breaks, element?: string): Finding {
  return {
    ...(element !== undefined && { element }),
    kind,
    what,
    breaksBuilders: breaks === 'both' || breaks === 'builders',
    breaksChecks: breaks === 'both' || breaks === 'checks',
  };
}

/** Values of definitions are shown up to this length. */
const LONGEST = 80;

/** Returns a value of a definition as JSON, on one line, and shortened if it is long. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Names are listed up to this number. */
const MOST = 5;

/** Returns a list in words: `a, b and 7 more`. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST;
  if (more > 1) return `${names.slice(0, MOST).join(', ')} and ${more} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Returns what is only in the first list. */
export function without(names: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return [...new Set(names)].filter((name) => !known.has(name));
}
