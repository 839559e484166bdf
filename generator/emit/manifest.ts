import type { PackageModel } from '../model/package-model.ts';
import type { EmittedFile } from './emitted-file.ts';
import { messageSubpath } from '../declare/message/message-names.ts';
import { allTargets, hasMessages, type Targets } from '../targets.ts';
import { commandName, commandsFolder, emitCommandFiles, type CommandOptions } from './command-files.ts';
import { emitReadme } from './readme.ts';
import type { Templates } from './templates.ts';

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
  /** What the package consists of; everything by default. */
  readonly targets?: Targets | undefined;
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
export function emitManifest(model: PackageModel, given: ManifestOptions, templates: Templates): EmittedFile[] {
  const options = { ...given, targets: given.targets ?? allTargets };
  return [
    { path: 'package.json', text: `${JSON.stringify(packageJson(model, options), null, 2)}\n` },
    { path: 'tsconfig.json', text: `${JSON.stringify(tsconfig(options), null, 2)}\n` },
    emitReadme(model, {
      license: options.fields['license'],
      introduction: options.readme,
      targets: options.targets,
      hasDefinitions: options.hasDefinitions !== false,
    }),
    ...(options.targets.guards ? emitCommandFiles(model, commandOptions(model, options), templates) : []),
  ];
}

/** A package that is built with this project has the messages of its examples too. */
function commandOptions({ messages }: PackageModel, { isLinked, hasDefinitions, targets }: Options): CommandOptions {
  return {
    hasExamples: isLinked === true,
    hasDefinitions: hasDefinitions !== false,
    hasEvents: messages.length > 0 && hasMessages(targets),
  };
}

/** With everything decided. */
interface Options extends ManifestOptions {
  readonly targets: Targets;
}

function packageJson(model: PackageModel, options: Options): object {
  const { targets, isLinked = false } = options;
  const { dependencies, devDependencies, ...fields } = options.fields;
  return {
    name: model.name,
    version: model.version,
    description: model.description,
    ...(targets.guards && !isLinked && { bin: { [commandName(model)]: `./dist/${commandsFolder}/main.js` } }),
    ...fields,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    exports: exportsOf(model, options),
    imports: { ...(targets.guards && { '#package/*': './dist/*' }), '#runtime/*': './dist/runtime/*' },
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
      ...(targets.guards && runtimePackages),
      ...(targets.guards && !isLinked && commandPackages),
      [options.typesPackage.name]: options.typesPackage.version,
    }),
    devDependencies: isLinked
      ? devDependencies
      : sorted({ ...Object(devDependencies), ...compiler, ...(targets.guards && platformTypes) }),
  };
}

/** Lists what can be imported: families, functions of events, and what knows all definitions. */
function exportsOf(model: PackageModel, options: Options): Record<string, unknown> {
  const { targets } = options;
  const messages = hasMessages(targets) ? model.messages : [];
  const modules = [
    ...model.families.map(({ subpath }) => [subpath, `${subpath}/index`]),
    ...messages.map((message) => [messageSubpath(message), message.module]),
    ...(targets.guards ? [['elements', 'elements/index'], ['xml'], ['json', 'runtime/json/index'], ['check']] : []),
    ...(messages.length > 0 ? [['receive'], ['code']] : []),
    ...(hasMessages(targets) ? [['random']] : []),
    ...(model.service && hasMessages(targets) ? [['send']] : []),
    ['runtime', runtimeDoor(targets)],
  ];
  return {
    ...Object.fromEntries(
      modules.map(([subpath = '', module = subpath]) => [
        `./${subpath}`,
        { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` },
      ]),
    ),
    ...furtherExports(options),
    './package.json': './package.json',
  };
}

/** Returns the module of the runtime that users of the package import. */
export function runtimeDoor({ builders, guards }: Targets): string {
  if (guards) return 'runtime/index';
  return builders ? 'runtime/builders' : 'runtime/types';
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

/** The package that reads the command line. */
const commandPackages = { sade: '1.8.1' };

/** The types of Node.js, for the commands. */
const platformTypes = { '@types/node': '20.19.43' };

function sorted(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Returns the compiler settings. A copied runtime needs the types of the platform for reading bytes, and copied commands
 * those of Node.js; their imports name sources.
 */
function tsconfig({ isLinked = false, targets }: Options): object {
  const hasCommands = targets.guards && !isLinked;
  return {
    compilerOptions: {
      target: 'es2022',
      lib: isLinked ? ['es2022'] : [hasCommands ? 'es2023' : 'es2022', 'dom'],
      module: 'nodenext',
      types: hasCommands ? ['node'] : [],
      ...(hasCommands && { rewriteRelativeImportExtensions: true }),
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
