/**
 * Sets of public examples, which are no part of the project. `PARITY_EXAMPLES` says where they are: each set as
 * `name=folder`, or `name=folder+definitions` with the folders of the definitions that they are judged by, all divided by `:`.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a set: its hash stands for it wherever something is kept of it. */
export interface Example {
  readonly path: string;
  readonly hash: string;
  readonly bytes: Uint8Array;
}

export interface ExampleSet {
  readonly name: string;
  /** Each content once. */
  readonly examples: readonly Example[];
  /** Folders; none for the definitions of this project. */
  readonly definitions: readonly string[];
}

/** What the sets are, by the names under which figures are kept. */
export const setTitles: ReadonlyMap<string, string> = new Map([
  ['nems', 'NHS: messages of the National Events Management Service'],
  ['zib', 'Nictiz (Netherlands): examples of the building blocks of 2017, by their own profiles'],
]);

/** Returns the sets that are at hand. */
export function exampleSets(places: string = process.env['PARITY_EXAMPLES'] ?? ''): ExampleSet[] {
  return places
    .split(':')
    .filter((place) => place !== '')
    .map((place) => {
      const [, name, folders] = /^([^=]+)=(.+)$/.exec(place) ?? [];
      if (name === undefined || folders === undefined) throw new Error(`PARITY_EXAMPLES: ${place} is not name=folder`);
      const [folder, ...definitions] = folders.split('+') as [string, ...string[]];
      return { name, examples: examplesIn(folder), definitions };
    });
}

function examplesIn(folder: string): Example[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(?:xml|json)$/.test(path),
  );
  const examples = new Map<string, Example>();
  for (const name of paths.sort()) {
    const path = join(folder, name);
    const bytes = readFileSync(path);
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 8);
    examples.set(hash, { path, hash, bytes });
  }
  return [...examples.values()].sort((one, other) => (one.hash < other.hash ? -1 : 1));
}

/** Returns the hash of a set: that of its files, in whatever folders they are. */
export function hashOfSet({ examples }: Pick<ExampleSet, 'examples'>): string {
  const hashes = examples.map(({ hash }) => hash).sort();
  return createHash('sha256').update(hashes.join(' ')).digest('base64url').slice(0, 16);
}
