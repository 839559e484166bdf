import { copy } from 'fs-extra';

/** What the compiled generator reads at run time, besides its own code; copied beside it by `npm run build:generator`. */
const assets = ['templates', 'runtime', 'generator/base/stu3/derived.json', 'generator/base/stu3/overlay'];

for (const path of assets) await copy(path, `dist/${path}`);
