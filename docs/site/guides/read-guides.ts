import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';

/** A Markdown file that becomes a page. */
export interface GuideSource {
  /** Path in the repository: `docs/builders.md`. */
  readonly file: string;
  /** Path of the page: `guides/builders.html`. */
  readonly path: string;
  readonly title: string;
  readonly text: string;
}

/** One line of the index of guides. */
export interface GuideEntry {
  readonly title: string;
  /** Path in the repository. */
  readonly file: string;
  /** Markdown. */
  readonly about: string;
}

/** Guides that serve one task. */
export interface GuideGroup {
  readonly title: string;
  readonly entries: readonly GuideEntry[];
}

const index = 'docs/README.md';
/** It introduces the package where it is published, and repeats what guides say. */
const left = new Set([index, 'docs/npm-readme.md']);

/** Reads every guide: the pages of `docs/`, and what the index of these leads to. */
export function readGuides(root: string): { readonly guides: readonly GuideSource[]; readonly groups: GuideGroup[] } {
  const groups = groupsOf(readFileSync(root + index, 'utf8'));
  const pages = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md'));
  const further = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'profiles/README.md'];
  const named = groups.flatMap(({ entries }) => entries.map(({ file }) => file));
  const files = [...new Set([...further, ...named, ...pages.map((name) => `docs/${name}`)])];
  return { groups, guides: files.filter((file) => !left.has(file)).map((file) => readGuide(root, file)) };
}

function readGuide(root: string, file: string): GuideSource {
  const text = readFileSync(root + file, 'utf8');
  const [, title = file] = /^# (.+)$/m.exec(text) ?? [];
  return { file, path: pathOf(file), title: title.replaceAll('`', ''), text };
}

/** Returns the path of the page of a Markdown file. */
export function pathOf(file: string): string {
  if (file === index) return 'guides/index.html';
  if (file === 'README.md') return 'guides/start.html';
  const name = posix.basename(file, '.md').toLowerCase();
  return `guides/${name === 'readme' ? posix.basename(posix.dirname(file)) : name}.html`;
}

/** The groups of the index: a line in bold, then a list of links, each with what it is about. */
function groupsOf(text: string): GuideGroup[] {
  const [, ...parts] = text.split(/^\*\*(.+)\*\*$/m);
  return parts.flatMap((part, at) => {
    if (at % 2 === 1) return [];
    const lines = (parts[at + 1] ?? '').matchAll(/^- \[(.+?)\]\((.+?)\): (.+)$/gm);
    const entries = [...lines].map(([, title = '', link = '', about = '']) => {
      return { title, file: posix.normalize(`docs/${link}`), about };
    });
    return [{ title: part, entries }];
  });
}

/** A block of TypeScript of the README, which its tests compile and run: the one under a heading. */
export function readmeCode(root: string, heading: string): string {
  const text = readFileSync(`${root}README.md`, 'utf8');
  const part = text.split(`\n## ${heading}\n`)[1];
  const [, code] = /^```ts\n(.*?)^```$/ms.exec(part ?? '') ?? [];
  if (code === undefined) throw new Error(`The README has no code under the heading ${heading}`);
  return code;
}
