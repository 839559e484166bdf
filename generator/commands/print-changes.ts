import type { Change, Subject } from '../compare/change.ts';

/** Prints changes as text, grouped by their definitions. */
export function textOf(changes: readonly Change[]): string {
  const groups = groupsOf(changes).map(({ subject, own }) => {
    const head = `${wordOf(subject)} ${subject.name} (${subject.subpath}) ${subject.canonical}`;
    return [head, ...own.map((change) => `  ${change.kind.padEnd(8)} ${sentence(change)}${breaksText(change)}`)]
      .map(visible)
      .join('\n');
  });
  return [...groups, summaryOf(changes)].join('\n\n');
}

/** Prints changes as Markdown for a changelog: a heading for each definition. */
export function markdownOf(changes: readonly Change[]): string {
  if (changes.length === 0) return 'No changes.';
  const groups = groupsOf(changes).map(({ subject, own }) => {
    const head = `### ${capital(wordOf(subject))} ${codeOf(subject.name)} of ${codeOf(subject.subpath)}`;
    return [head, '', ...own.map(bulletOf)].join('\n');
  });
  return groups.join('\n\n');
}

/** Prints changes as JSON, with their number. */
export function jsonOf(changes: readonly Change[]): string {
  const { builders, checks } = countBreaking(changes);
  return JSON.stringify({ breaking: { builders, checks }, changes }, null, 2);
}

/** Returns whether any change is breaking. */
export function isBreaking(changes: readonly Change[]): boolean {
  return changes.some(({ breaksBuilders, breaksChecks }) => breaksBuilders || breaksChecks);
}

interface Group {
  readonly subject: Subject;
  readonly own: readonly Change[];
}

function groupsOf(changes: readonly Change[]): Group[] {
  const groups = new Map<string, { subject: Subject; own: Change[] }>();
  for (const change of changes) {
    const key = `${change.subject.kind} ${change.subject.canonical}`;
    const group = groups.get(key) ?? { subject: change.subject, own: [] };
    group.own.push(change);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function wordOf({ kind }: Subject): string {
  return kind === 'value-set' ? 'value set' : kind;
}

function sentence({ element, what }: Change): string {
  return element === undefined ? what : `${element}: ${what}`;
}

function brokenBy({ breaksBuilders, breaksChecks }: Change): string {
  return [...(breaksBuilders ? ['builders'] : []), ...(breaksChecks ? ['checks'] : [])].join(' and ');
}

function breaksText(change: Change): string {
  const broken = brokenBy(change);
  return broken === '' ? '' : ` [breaks ${broken}]`;
}

function bulletOf(change: Change): string {
  const broken = brokenBy(change);
  const place = change.element === undefined ? '' : `${codeOf(change.element)}: `;
  return `- ${place}${escaped(change.what)}${broken === '' ? '' : ` **Breaks ${broken}.**`}`;
}

function countBreaking(changes: readonly Change[]): { readonly builders: number; readonly checks: number } {
  return {
    builders: changes.filter(({ breaksBuilders }) => breaksBuilders).length,
    checks: changes.filter(({ breaksChecks }) => breaksChecks).length,
  };
}

function summaryOf(changes: readonly Change[]): string {
  if (changes.length === 0) return 'No changes.';
  const { builders, checks } = countBreaking(changes);
  const definitions = groupsOf(changes).length;
  const counted = `${numbered(changes.length, 'change')} in ${numbered(definitions, 'definition')}`;
  const broken = (count: number, word: string): string => `${count} ${count === 1 ? 'breaks' : 'break'} ${word}`;
  return `${counted}: ${broken(builders, 'builders')}, ${broken(checks, 'checks')}`;
}

function numbered(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Texts of definitions are untrusted: writes control and invisible characters as escapes. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
    return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex}`;
  });
}

/** Escapes what Markdown would take for its own. */
function escaped(text: string): string {
  return visible(text).replace(/[\\`*_<>[\]|~&]/g, '\\$&');
}

function codeOf(text: string): string {
  return `\`${visible(text).replaceAll('`', "'")}\``;
}
