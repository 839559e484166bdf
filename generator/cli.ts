import { existsSync, readFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { basename, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import sade from 'sade';
import { elementTablesOf } from './base/element-tables.ts';
import { loadBaseModel } from './base/stu3/index.ts';
import { emptyConfig, loadConfig, type GeneratorConfig } from './config.ts';
import { acceptWarnings } from './diagnostics/accept-warnings.ts';
import type { Diagnostic, Report } from './diagnostics/diagnostic.ts';
import { countSeverities, formatDiagnostic } from './diagnostics/print.ts';
import { folderTemplates } from './emit/templates.ts';
import { loadAcceptedWarnings } from './load/accepted-warnings.ts';
import { folderSource } from './load/definition-source.ts';
import { isObject } from './load/json-reader.ts';
import { loadDefinitions, locatorOf } from './load/load-definitions.ts';
import { locateDiagnostics } from './load/locate.ts';
import { run, type RunResult } from './run.ts';
import { hashInputs, rememberRun, type RunInputs } from './unchanged.js';
import { compareOutput, type OutputChanges } from './write/compare-output.ts';
import type { OutputFile } from './write/record.ts';
import { reportingRefusals } from './write/system-errors.ts';
import { writePackage } from './write/write-package.ts';
import { generatedMark } from './emit/emitted-file.ts';

interface CliOptions {
  /** Undefined if none was given. */
  readonly config: string | undefined;
  readonly profiles: readonly string[];
  readonly out: string | undefined;
  /** Name of the package. */
  readonly name: string | undefined;
  readonly check: boolean;
  readonly format: 'text' | 'json';
}

/** Returns the version of this package; the compiled generator is one folder deeper than its source. */
function packageVersion(): string {
  const manifests = ['../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url));
  const manifest = manifests.find((url) => existsSync(url));
  const json: unknown = manifest ? JSON.parse(readFileSync(manifest, 'utf8')) : undefined;
  return isObject(json) && typeof json['version'] === 'string' ? json['version'] : '0.0.0';
}

const defaultConfig = 'codegen.config.json';

/** Invalid command-line usage. */
class WrongUse extends Error {}

/** Exit codes: success, the input has errors (or `--check` found differences), invalid usage. */
const exitCodes = { clean: 0, faulty: 1, wrongUse: 2 } as const;

/** Runs the command line; returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const options = parseArguments(argv);
    return options ? await generate(options, argv.slice(2)) : exitCodes.clean;
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    console.error(`${error.message}\nRun careconnect-codegen --help for usage.`);
    return exitCodes.wrongUse;
  }
}

function parseArguments(argv: readonly string[]): CliOptions | undefined {
  let options: CliOptions | undefined;
  sade('careconnect-codegen [...folders]', true)
    .version(packageVersion())
    .describe('Generates a typed TypeScript package from FHIR definitions.')
    .option('-c, --config', `Configuration file (default ${defaultConfig})`)
    .option('-p, --profiles', 'Folder of definitions; may be repeated or followed by more folders')
    .option('-o, --out', 'Output folder of the package')
    .option('-n, --name', 'Name of the package')
    .option('--check', 'Write nothing; exit with 1 if the folder differs', false)
    .option('--format', 'Format of diagnostics: text or json', 'text')
    .example('--profiles my-definitions --out my-sdk')
    .example('--check')
    .action((...args: unknown[]) => {
      // The parser returns the first folder separately and the others among the options.
      options = readOptions(args.at(-1) as Record<string, unknown>, texts(args[0]));
    })
    .parse([...argv], {
      unknown: (flag) => {
        throw new WrongUse(`Unknown option ${flag}.`);
      },
    });
  return options;
}

function readOptions(parsed: Record<string, unknown>, first: readonly string[]): CliOptions {
  const named = texts(parsed['profiles']);
  const folders = [...first, ...texts(parsed['_'])];
  if (folders.length > 0 && named.length === 0) throw new WrongUse(`Unexpected argument ${folders[0]}.`);
  const format = parsed['format'];
  if (format !== 'text' && format !== 'json') throw new WrongUse('--format must be text or json.');
  const [out, ...more] = texts(parsed['out']);
  if (more.length > 0 || parsed['out'] === true) throw new WrongUse('--out takes one folder.');
  const config = parsed['config'];
  if (config !== undefined && (typeof config !== 'string' || config === ''))
    throw new WrongUse('--config takes one file.');
  if (parsed['profiles'] === true) throw new WrongUse('--profiles takes a folder.');
  return {
    config,
    profiles: [...named, ...folders],
    out,
    name: readName(parsed['name']),
    check: parsed['check'] === true,
    format,
  };
}

/** @see https://docs.npmjs.com/cli/v11/configuring-npm/package-json#name */
function readName(name: unknown): string | undefined {
  if (name === undefined) return undefined;
  const isName = typeof name === 'string' && /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name);
  if (!isName || name.length > longestName)
    throw new WrongUse('--name takes a valid npm package name, such as my-sdk or @my-org/my-sdk.');
  return name;
}

/** Maximum length of a package name in npm. */
const longestName = 214;

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}

async function generate(options: CliOptions, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const configured = await configOf(options, report);
  if (!configured) return finish(options, diagnostics);
  const config = ofPackage(configured, options);

  const folders =
    options.profiles.length > 0
      ? options.profiles
      : config.profiles.map((path) => relative(process.cwd(), path) || '.');
  const inputs = {
    config: resolve(options.config ?? defaultConfig),
    folders: folders.map((folder) => resolve(folder)),
    namedFiles: config.readme ? [config.readme.file] : [],
  };
  const inputHash = isRemembered(options) ? hashInputsOf(inputs) : undefined;
  const tables = elementTablesOf(loadBaseModel());
  const accepted = await loadAcceptedWarnings(folders, report);
  const loaded = await loadDefinitions(folders.map(folderSource), report, tables);
  progress(
    options,
    'load',
    `${loaded.structures.length} structures, ${loaded.valueSets.length} value sets, ${loaded.codeSystems.length} code systems`,
  );

  // An empty input must not delete a package that was generated before.
  if (loaded.structures.length + loaded.valueSets.length + loaded.codeSystems.length === 0) {
    return finish(options, diagnostics);
  }

  const out = options.out === undefined ? config.out : resolve(options.out);
  const isLinked = config.runtime === 'linked' && out === config.out;
  const result = await run(loadBaseModel(), loaded, {
    naming: config.naming,
    packageInfo: config.packageInfo,
    manifest: {
      isLinked,
      fields: { ...config.packageFields, ...(isLinked && config.linkedFields) },
      // It introduces the definitions that the configuration names, and may not be true of others.
      ...(config.readme && options.profiles.length === 0 && { readme: config.readme.text }),
    },
    templates: folderTemplates(),
    onStage: (stage, summary) => progress(options, stage, summary),
  });
  result.diagnostics.forEach(report);

  const files = [...result.files, ...(isLinked ? [] : await runtimeFiles())];
  const changes = options.check
    ? await reportingRefusals(out, report, () => compareOutput(out, files))
    : await writePackage(out, files, report);
  if (changes) progress(options, options.check ? 'check' : 'write', summarize(changes));
  const judged = acceptWarnings(diagnostics, accepted);
  const located = await locateDiagnostics(judged, (content) => locatorOf(content, tables));
  if (options.format === 'text') printTable(result, files, located, performance.now() - started);
  if (changes && inputHash !== undefined && countSeverities(located).error === 0) {
    const paths = [...changes.added, ...changes.changed, ...changes.unchanged, ...changes.kept];
    rememberRun(args, inputs, inputHash, { out, files: paths, warnings: countSeverities(located).warning });
  }
  const stale = options.check && changes !== undefined && printDifferences(options, changes);
  return Math.max(finish(options, located), stale ? exitCodes.faulty : exitCodes.clean);
}

/** Reads the configuration, if there is one. Other definitions and a folder for the package suffice without it. */
async function configOf({ config, profiles, out }: CliOptions, report: Report): Promise<GeneratorConfig | undefined> {
  const isBare = config === undefined && !existsSync(defaultConfig) && profiles.length > 0 && out !== undefined;
  return isBare ? emptyConfig(resolve(out)) : loadConfig(config ?? defaultConfig, report);
}

/** Returns the name of the package. Our own configuration does not apply to other definitions in another folder. */
function ofPackage(config: GeneratorConfig, { config: file, profiles, out, name }: CliOptions): GeneratorConfig {
  const isOur = ['../', '../../'].some(
    (up) => resolve(file ?? defaultConfig) === fileURLToPath(new URL(`${up}${defaultConfig}`, import.meta.url)),
  );
  const isOther = isOur && profiles.length > 0 && out !== undefined && resolve(out) !== config.out;
  if (!isOther && config.packageInfo.name !== '')
    return { ...config, packageInfo: { ...config.packageInfo, ...(name !== undefined && { name }) } };
  const packageInfo = {
    name: name ?? nameOfFolder(resolve(out ?? config.out)),
    version: '0.0.0',
    description: 'Types, builders and guards for the FHIR STU3 definitions that the package was made from.',
  };
  return { ...config, packageInfo, packageFields: {}, linkedFields: {} };
}

/** Returns the name of a folder, without characters that npm does not accept in a name. */
function nameOfFolder(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9._~-]+/g, '-');
  return name.replace(/^[._-]+|[._-]+$/g, '').slice(0, longestName) || 'fhir-sdk';
}

/** A check is always made, and a program that reads diagnostics always gets them. */
function isRemembered({ check, format }: CliOptions): boolean {
  return !check && format === 'text';
}

/** Returns the hash of the inputs; undefined if one cannot be read, which the run itself will report. */
function hashInputsOf(inputs: RunInputs): string | undefined {
  try {
    return hashInputs(inputs);
  } catch {
    return undefined;
  }
}

/**
 * Returns the runtime for a package elsewhere, which is self-contained. Our own package is built together with
 * `runtime/`.
 */
async function runtimeFiles(): Promise<OutputFile[]> {
  const folder = new URL('../runtime/', import.meta.url);
  const names = (await readdir(folder, { recursive: true })).filter((name) => /(?<!\.d)\.ts$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return {
        path: `src/runtime/${name.split(sep).join('/')}`,
        text: `${generatedMark} from its own runtime. Do not edit.\n${text}`,
      };
    }),
  );
}

function progress(options: CliOptions, stage: string, summary: string): void {
  if (options.format === 'text') console.log(`${stage.padEnd(8)} ${summary}`);
}

function summarize({ added, changed, stale, unchanged, kept, stray }: OutputChanges): string {
  const others = kept.length + stray.length;
  const left = others === 0 ? '' : `, ${others} other files left alone`;
  return `${added.length} added, ${changed.length} changed, ${stale.length} removed, ${unchanged.length} unchanged${left}`;
}

function printTable(
  result: RunResult,
  files: readonly OutputFile[],
  diagnostics: readonly Diagnostic[],
  milliseconds: number,
): void {
  const structures = result.model.families.flatMap((family) => family.structures);
  const rows: [string, string | number][] = [
    ['profiles', structures.filter((structure) => structure.role === 'profile' && !structure.isExtension).length],
    ['extensions', structures.filter((structure) => structure.role === 'profile' && structure.isExtension).length],
    ['base types', structures.filter((structure) => structure.role === 'base').length],
    ['value sets', result.model.families.reduce((sum, family) => sum + family.valueSets.length, 0)],
    // The record of the files counts too.
    ['files', files.length + 1],
    ['bytes', files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0)],
    ['seconds', (milliseconds / 1000).toFixed(2)],
    ['warnings', countSeverities(diagnostics).warning],
    ['accepted', diagnostics.filter((diagnostic) => diagnostic.accepted !== undefined).length],
    ['errors', countSeverities(diagnostics).error],
  ];
  console.log(`\n${rows.map(([label, value]) => `${label.padEnd(12)}${String(value).padStart(10)}`).join('\n')}`);
}

function printDifferences(options: CliOptions, { added, changed, stale, kept, stray }: OutputChanges): boolean {
  const lines = [
    ...added.map((path) => `missing  ${path}`),
    ...[...changed, ...kept].sort().map((path) => `differs  ${path}`),
    ...stale.map((path) => `stale    ${path}`),
    ...stray.map((path) => `foreign  ${path}`),
  ];
  if (lines.length === 0) return false;
  if (options.format === 'text') console.error(`\n${lines.join('\n')}\nRun npm run generate and commit the result.`);
  return true;
}

function finish(options: CliOptions, diagnostics: readonly Diagnostic[]): number {
  if (options.format === 'json') console.log(JSON.stringify(diagnostics, null, 2));
  else {
    const shown = diagnostics.filter((diagnostic) => diagnostic.severity !== 'info');
    for (const diagnostic of shown) console.error(formatDiagnostic(diagnostic, process.stderr.isTTY === true));
  }
  return countSeverities(diagnostics).error > 0 ? exitCodes.faulty : exitCodes.clean;
}
