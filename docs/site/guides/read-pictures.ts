import { readFileSync, readdirSync } from 'node:fs';
import type { Asset } from '../page.ts';

/** A picture that guides show. */
export interface Picture {
  /** Path in the repository: `docs/pictures/event.png`. */
  readonly file: string;
  readonly asset: Asset;
  /** In pixels, so that a page keeps its place free. */
  readonly width: number;
  readonly height: number;
}

const folder = 'docs/pictures/';

/** Reads the pictures of the repository. */
export function readPictures(root: string): readonly Picture[] {
  const names = readdirSync(root + folder).filter((name) => name.endsWith('.png'));
  return names.sort().map((name) => {
    const content = readFileSync(root + folder + name);
    // A PNG states its size at the start of its first chunk.
    const [width, height] = [content.readUInt32BE(16), content.readUInt32BE(20)];
    return { file: folder + name, asset: { path: `pictures/${name}`, content }, width, height };
  });
}
