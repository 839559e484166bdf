import type { PackageModel } from '../model/package-model.ts';
import type { EmittedFile } from './emitted-file.ts';
import { messageSubpath } from '../declare/message/message-names.ts';
import { emitReadme } from './readme.ts';

/** The facts on which the files around the sources depend. */
export interface ManifestOptions {
  /** The package with the FHIR types for which the sources were made. */
  readonly typesPackage: { readonly name: string; readonly version: string };
  /** Further fields of `package.json`, such as `license`, before the generated ones; `dependencies` are merged. */
  readonly fields: Readonly<Record<string, unknown>>;
  /**
   * True for a package that is built together with the runtime of this project, by its compiler; any other is
   * self-contained.
   */
  readonly isLinked?: boolean;
  /** False for a package that does not contain the definitions that it is made from. */
  readonly hasDefinitions?: boolean;
  /** Paths of further files, which the package publishes too. */
  readonly furtherFiles?: readonly string[];
  /** Markdown that the README contains before the generated part; its headings begin at the second level. */
  readonly readme?: string;
}

/**
 * Emits the files around the sources: `package.json` with one subpath per family and one for the functions of each
 * event, the `tsconfig.json` that builds the package, and its `README.md`. A `LICENSE`, a `NOTICE` and a `CHANGELOG.md`
 * beside them are published too.
 */
export function emitManifest(model: PackageModel, options: ManifestOptions): EmittedFile[] {
  return [
    { path: 'package.json', text: `${JSON.stringify(packageJson(model, options), null, 2)}\n` },
    { path: 'tsconfig.json', text: `${JSON.stringify(tsconfig(options), null, 2)}\n` },
    emitReadme(model, { license: options.fields['license'], introduction: options.readme }),
  ];
}

function packageJson(model: PackageModel, options: ManifestOptions): object {
  const subpaths = model.families.map(({ subpath }) => [
    `./${subpath}`,
    { types: `./dist/${subpath}/index.d.ts`, default: `./dist/${subpath}/index.js` },
  ]);
  const ofMessages = model.messages.map((message) => [
    `./${messageSubpath(message)}`,
    { types: `./dist/${message.module}.d.ts`, default: `./dist/${message.module}.js` },
  ]);
  const { dependencies, devDependencies, ...fields } = options.fields;
  return {
    name: model.name,
    version: model.version,
    description: model.description,
    ...fields,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    exports: {
      ...Object.fromEntries([...subpaths, ...ofMessages]),
      './elements': { types: './dist/elements/index.d.ts', default: './dist/elements/index.js' },
      './xml': { types: './dist/xml.d.ts', default: './dist/xml.js' },
      './json': { types: './dist/runtime/json/index.d.ts', default: './dist/runtime/json/index.js' },
      './check': { types: './dist/check.d.ts', default: './dist/check.js' },
      ...(model.messages.length > 0 && {
        './receive': { types: './dist/receive.d.ts', default: './dist/receive.js' },
        './code': { types: './dist/code.d.ts', default: './dist/code.js' },
      }),
      './random': { types: './dist/random.d.ts', default: './dist/random.js' },
      ...(model.service && { './send': { types: './dist/send.d.ts', default: './dist/send.js' } }),
      './runtime': { types: './dist/runtime/index.d.ts', default: './dist/runtime/index.js' },
      ...furtherExports(options),
      './package.json': './package.json',
    },
    imports: { '#runtime/*': './dist/runtime/*' },
    files: [
      ...(options.hasDefinitions === false ? [] : ['definitions']),
      'dist',
      ...topLevel(options),
      'CHANGELOG.md',
      'NOTICE',
    ],
    scripts: { build: 'tsc -p tsconfig.json' },
    dependencies: sorted({
      ...Object(dependencies),
      ...runtimePackages,
      [options.typesPackage.name]: options.typesPackage.version,
    }),
    devDependencies: options.isLinked === true ? devDependencies : sorted({ ...Object(devDependencies), ...compiler }),
  };
}

/** The files and folders at the top that have further files; sources are compiled into `dist` with the others. */
function topLevel({ furtherFiles = [] }: ManifestOptions): string[] {
  const tops = new Set(furtherFiles.map((path) => path.split('/', 1)[0] ?? path));
  return [...tops].filter((top) => !['src', 'dist', 'definitions', 'CHANGELOG.md', 'NOTICE'].includes(top)).sort();
}

/** Lets users import further files by their paths. */
function furtherExports(options: ManifestOptions): Record<string, string> {
  const isFile = new Set(options.furtherFiles);
  return Object.fromEntries(
    topLevel(options).map((top) => (isFile.has(top) ? [`./${top}`, `./${top}`] : [`./${top}/*`, `./${top}/*`])),
  );
}

/** Compiler of a self-contained package: the version with which emitted code is written and tested. */
const compiler = { typescript: '6.0.3' };

/** Dependencies of the runtime: parsers of XML and JSON. */
const runtimePackages = { 'lossless-json': '4.3.3', saxes: '6.0.0' };

function sorted(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns the compiler settings. A copied runtime needs the types of the platform for reading bytes. */
function tsconfig({ isLinked }: ManifestOptions): object {
  return {
    compilerOptions: {
      target: 'es2022',
      lib: isLinked === true ? ['es2022'] : ['es2022', 'dom'],
      module: 'nodenext',
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      skipLibCheck: true,
      // No maps. The JavaScript differs from its source only in types and keeps names and comments, so that a stack
      // trace can be read as it is; source maps took 14 MB of 28. Declaration maps need the sources too, 11 MB for code
      // whose declarations have the same comments.
      declaration: true,
      // The package does not offer what only emitted modules use of each other.
      stripInternal: true,
      rootDir: 'src',
      outDir: 'dist',
    },
    include: ['src'],
  };
}
