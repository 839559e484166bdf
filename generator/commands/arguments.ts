import { existsSync, readFileSync } from 'node:fs';
import sade from 'sade';
import { suggestion } from '../../runtime/core/suggest.ts';
import { isObject } from '../load/json-reader.ts';
import { WrongUse } from './wrong-use.ts';

/** Options of the commands that work with packages. */
export interface PackageOptions {
  /** Undefined if none was given. */
  readonly config: string | undefined;
  /** True if nothing may be downloaded. */
  readonly isOffline: boolean;
}

export interface GenerateOptions extends PackageOptions {
  /** Folders, files, archives and packages; if empty, the configuration decides. */
  readonly inputs: readonly string[];
  readonly out: string | undefined;
  /** Name of the package. */
  readonly name: string | undefined;
  /** Folder of templates that replace ours; if undefined, the configuration decides. */
  readonly templates: string | undefined;
  /** False if the package must not contain the definitions; otherwise the configuration decides. */
  readonly hasDefinitions: boolean;
  readonly check: boolean;
  readonly format: 'text' | 'json';
  /** File of errors and warnings that are accepted; if undefined, the configuration decides. */
  readonly baseline: string | undefined;
  /** True if that file is to be written anew. */
  readonly updatesBaseline: boolean;
}

export interface ExplainOptions {
  /** If undefined, all codes are listed. */
  readonly code: string | undefined;
  readonly format: 'text' | 'json';
}

export interface DiffOptions {
  /** Folders, archives or generated packages. */
  readonly old: string;
  readonly now: string;
  /** Undefined if none was given. */
  readonly config: string | undefined;
  readonly format: 'text' | 'json' | 'markdown';
  readonly failsOnBreaking: boolean;
}

/** The requested command. */
export type Command =
  | { readonly command: 'generate'; readonly options: GenerateOptions }
  | { readonly command: 'init'; readonly name: string | undefined }
  | { readonly command: 'add'; readonly requests: readonly string[]; readonly options: PackageOptions }
  | { readonly command: 'diff'; readonly options: DiffOptions }
  | { readonly command: 'explain'; readonly options: ExplainOptions };

const commands = ['generate', 'init', 'add', 'diff', 'explain'];

/** The configuration in the current folder; the second name is that of earlier versions. */
export const configFiles = ['careconnect-codegen.config.json', 'codegen.config.json'];

/** Returns the configuration file if the user named none. */
export function defaultConfig(): string {
  return configFiles.find((file) => existsSync(file)) ?? 'careconnect-codegen.config.json';
}

/**
 * Reads the command line; undefined if it has been answered already, as `--help` is.
 *
 * @throws WrongUse
 */
export function parseArguments(argv: readonly string[]): Command | undefined {
  let asked: Command | undefined;
  const program = sade('careconnect-codegen')
    .version(packageVersion())
    .describe('Generates a typed TypeScript package from FHIR definitions.')
    .option('-c, --config', `Configuration file (default ${configFiles[0]})`);
  declareGenerate(program, (command) => (asked = command));
  declareOthers(program, (command) => (asked = command));
  declareDiff(program, (command) => (asked = command));
  program.parse(withCommand(argv), {
    unknown: (flag) => {
      throw new WrongUse(`Unknown option ${flag}.`);
    },
  });
  return asked;
}

type Take = (command: Command) => void;

function declareGenerate(program: sade.Sade, take: Take): void {
  program
    .command('generate [...inputs]', 'Generate the package', { default: true })
    .describe('Reads definitions from folders, files, archives (.tgz) and FHIR packages (name@version).')
    .option('-p, --profiles', 'Folder of definitions; may be repeated or followed by more folders')
    .option('-o, --out', 'Output folder of the package')
    .option('-n, --name', 'Name of the package')
    .option('-t, --templates', 'Folder of templates that replace those of the generator')
    .option('--without-definitions', 'Leave the definitions out of the package', false)
    .option('--offline', 'Take packages from the cache alone', false)
    .option('--check', 'Write nothing; exit with 1 if the folder differs', false)
    .option('--format', 'Format of diagnostics: text or json', 'text')
    .option('--baseline', 'File of errors and warnings that are known and accepted')
    .option('--update-baseline', 'Write that file: accept all that there are', false)
    .example('generate --out my-sdk ./my-definitions ./other.tgz nictiz.fhir.nl.stu3.zib2017@2.2.x')
    .example('generate --check')
    .action((...args: unknown[]) => take({ command: 'generate', options: readGenerate(rest(args), given(args)) }));
}

function declareOthers(program: sade.Sade, take: Take): void {
  program
    .command('init', 'Write a configuration for the current folder')
    .option('-n, --name', 'Name of the package')
    .example('init --name @acme/fhir')
    .action((...args: unknown[]) => {
      refuseMore(given(args));
      take({ command: 'init', name: readName(rest(args)['name']) });
    });
  program
    .command('add <package>', 'Add FHIR packages to the configuration and the lock file')
    .option('--offline', 'Take packages from the cache alone', false)
    .example('add nictiz.fhir.nl.stu3.zib2017@2.x')
    .action((...args: unknown[]) => take({ command: 'add', requests: given(args), options: readPackage(rest(args)) }));
  program
    .command('explain [code]', 'Explain a diagnostic code, or list all of them')
    .option('--format', 'Format of the explanation: text or json', 'text')
    .example('explain resolve/slice-without-discriminator')
    .action((...args: unknown[]) => {
      const [code, ...more] = given(args);
      refuseMore(more);
      take({ command: 'explain', options: { code, format: readFormat(rest(args)) } });
    });
}

function declareDiff(program: sade.Sade, take: Take): void {
  program
    .command('diff <old> <new>', 'Compare two versions of definitions, or two generated packages')
    .describe('Says what is added, removed, narrowed or widened in terms of the package, and what that breaks.')
    .option('--format', 'Format of the changes: text, json or markdown', 'text')
    .option('--fail-on-breaking', 'Exit with 3 if a change is breaking', false)
    .example('diff ./my-definitions-1.0.0.tgz ./my-definitions')
    .example('diff old-sdk new-sdk --format markdown --fail-on-breaking')
    .action((...args: unknown[]) => take({ command: 'diff', options: readDiff(rest(args), given(args)) }));
}

/** Inserts `generate`, the default command: the parser would take a first input for an unknown command. */
function withCommand(argv: readonly string[]): string[] {
  const [node = '', program = '', first, ...others] = argv;
  const isInput = first !== undefined && !first.startsWith('-') && !commands.includes(first);
  if (first === 'add' && others.every((word) => word.startsWith('-')) && !isHelp(others))
    throw new WrongUse('add takes one package or more, such as nictiz.fhir.nl.stu3.zib2017@2.x.');
  if (first === 'diff' && inputsAmong(others).length < 2 && !isHelp(others))
    throw new WrongUse('diff takes two folders or archives: the old definitions and the new ones.');
  const meant = isInput && !existsSync(first) ? suggestion(first, commands) : '';
  if (meant !== '') throw new WrongUse(`${first} is not a command${meant}`);
  const words = first === undefined ? [] : [first, ...others];
  return isInput ? [node, program, 'generate', ...words] : [node, program, ...words];
}

/** Returns the words that are neither options nor the values of these. */
function inputsAmong(words: readonly string[]): string[] {
  const valued = ['--format', '--config', '-c'];
  return words.filter((word, index) => !word.startsWith('-') && !valued.includes(words[index - 1] ?? ''));
}

function isHelp(words: readonly string[]): boolean {
  return words.some((word) => word === '--help' || word === '-h');
}

/** The parser returns the first arguments separately, and the others among the options. */
function given(args: readonly unknown[]): string[] {
  return [...args.slice(0, -1).flatMap(texts), ...texts(rest(args)['_'])];
}

function rest(args: readonly unknown[]): Readonly<Record<string, unknown>> {
  const last = args.at(-1);
  return isObject(last) ? last : {};
}

function refuseMore([first]: readonly string[]): void {
  if (first !== undefined) throw new WrongUse(`Unexpected argument ${first}.`);
}

function readPackage(parsed: Readonly<Record<string, unknown>>): PackageOptions {
  const { config, offline } = parsed;
  if (config !== undefined && (typeof config !== 'string' || config === ''))
    throw new WrongUse('--config takes one file.');
  return { config, isOffline: offline === true };
}

function readGenerate(parsed: Readonly<Record<string, unknown>>, inputs: readonly string[]): GenerateOptions {
  const [out, ...more] = texts(parsed['out']);
  if (more.length > 0 || parsed['out'] === true) throw new WrongUse('--out takes one folder.');
  if (parsed['profiles'] === true) throw new WrongUse('--profiles takes a folder.');
  return {
    ...readPackage(parsed),
    inputs: [...texts(parsed['profiles']), ...inputs],
    out,
    name: readName(parsed['name']),
    templates: readFolder(parsed['templates']),
    hasDefinitions: parsed['without-definitions'] !== true,
    check: parsed['check'] === true,
    format: readFormat(parsed),
    ...readBaselineOptions(parsed),
  };
}

function readFormat({ format }: Readonly<Record<string, unknown>>): 'text' | 'json' {
  if (format === 'text' || format === 'json') return format;
  throw new WrongUse('--format must be text or json.');
}

function readBaselineOptions(
  parsed: Readonly<Record<string, unknown>>,
): Pick<GenerateOptions, 'baseline' | 'updatesBaseline'> {
  const { baseline } = parsed;
  if (baseline !== undefined && (typeof baseline !== 'string' || baseline === ''))
    throw new WrongUse('--baseline takes one file.');
  const updatesBaseline = parsed['update-baseline'] === true;
  if (updatesBaseline && parsed['check'] === true)
    throw new WrongUse('--check writes nothing: leave out --update-baseline.');
  return { baseline, updatesBaseline };
}

function readFolder(folder: unknown): string | undefined {
  if (folder === undefined || (typeof folder === 'string' && folder !== '')) return folder;
  throw new WrongUse('--templates takes one folder.');
}

function readDiff(parsed: Readonly<Record<string, unknown>>, inputs: readonly string[]): DiffOptions {
  const { format } = parsed;
  if (format !== 'text' && format !== 'json' && format !== 'markdown')
    throw new WrongUse('--format must be text, json or markdown.');
  const [old = '', now = '', ...more] = inputs;
  refuseMore(more);
  const { config } = readPackage(parsed);
  return { old, now, config, format, failsOnBreaking: parsed['fail-on-breaking'] === true };
}

/** Maximum length of a package name in npm. */
export const longestName = 214;

/** @see https://docs.npmjs.com/cli/v11/configuring-npm/package-json#name */
function readName(name: unknown): string | undefined {
  if (name === undefined) return undefined;
  const isName = typeof name === 'string' && /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name);
  if (!isName || name.length > longestName)
    throw new WrongUse('--name takes a valid npm package name, such as my-sdk or @my-org/my-sdk.');
  return name;
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}

/** Returns the version of this package; the compiled generator is one folder deeper than its source. */
function packageVersion(): string {
  const manifests = ['../../package.json', '../../../package.json'].map((path) => new URL(path, import.meta.url));
  const manifest = manifests.find((url) => existsSync(url));
  const json: unknown = manifest ? JSON.parse(readFileSync(manifest, 'utf8')) : undefined;
  return isObject(json) && typeof json['version'] === 'string' ? json['version'] : '0.0.0';
}
