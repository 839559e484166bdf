import { copy } from 'fs-extra';

/** Assets that the compiled generator reads at run time; `npm run build:generator` copies them beside it. */
const assets = ['templates', 'runtime', 'generator/base/stu3/derived.json', 'generator/base/stu3/overlay'];

for (const path of assets) await copy(path, `dist/${path}`);

/** The sources of the commands, which packages contain. */
await copy('sdk', 'dist/sdk', { filter: (path) => !path.endsWith('.mjs') });
