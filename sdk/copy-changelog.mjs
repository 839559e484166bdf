/** Lays the changelog beside the emitted package, to be published with it. What the copy says is never edited there. */
import { copyFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
copyFileSync(new URL('CHANGELOG.md', root), new URL('generated/CHANGELOG.md', root));
