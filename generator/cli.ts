import { existsSync, readFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import sade from 'sade';
import { elementTablesOf } from './base/element-tables.ts';
import { loadBaseModel } from './base/stu3/index.ts';
import { loadConfig } from './config.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { countSeverities, formatDiagnostic } from './diagnostics/print.ts';
import { folderTemplates } from './emit/templates.ts';
import { outputCache } from './format/output-lock.ts';
import { folderSource } from './load/definition-source.ts';
import { isObject } from './load/json-reader.ts';
import { loadDefinitions, locatorOf } from './load/load-definitions.ts';
import { locateDiagnostics } from './load/locate.ts';
import { run, type RunResult } from './run.ts';
import { hashInputs, rememberRun, type RunInputs } from './unchanged.js';
import { compareOutput, writePackage, type OutputChanges, type OutputFile } from './write/write-package.ts';
import { generatedMark } from './emit/emitted-file.ts';

interface CliOptions {
  readonly config: string;
  readonly profiles: readonly string[];
  readonly out: string | undefined;
  readonly check: boolean;
  readonly format: 'text' | 'json';
}

/** Version of this package; the compiled generator lies one folder deeper than its source. */
function packageVersion(): string {
  const manifests = ['../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url));
  const manifest = manifests.find((url) => existsSync(url));
  const json: unknown = manifest ? JSON.parse(readFileSync(manifest, 'utf8')) : undefined;
  return isObject(json) && typeof json['version'] === 'string' ? json['version'] : '0.0.0';
}

/** The user asked for something that there is not. */
class WrongUse extends Error {}

/** Exit codes: all is well, the input has errors (or `--check` found differences), wrong use. */
const exitCodes = { clean: 0, faulty: 1, wrongUse: 2 } as const;

/** Runs the command line; gives the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const options = parseArguments(argv);
    return options ? await generate(options, argv.slice(2)) : exitCodes.clean;
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    console.error(`${error.message}\nRun careconnect-codegen --help to see what there is.`);
    return exitCodes.wrongUse;
  }
}

function parseArguments(argv: readonly string[]): CliOptions | undefined {
  let options: CliOptions | undefined;
  sade('careconnect-codegen [...folders]', true)
    .version(packageVersion())
    .describe('Generates a typed TypeScript package from FHIR definitions.')
    .option('-c, --config', 'Configuration file', 'codegen.config.json')
    .option('-p, --profiles', 'Folder with definitions; may be repeated, or followed by more folders')
    .option('-o, --out', 'Folder of the package')
    .option('--check', 'Write nothing; exit 1 where the folder differs', false)
    .option('--format', 'text or json: how diagnostics are printed', 'text')
    .example('--profiles profiles --out generated')
    .example('--check')
    .action((...args: unknown[]) => {
      // The parser hands over the first folder by itself and the others among the options.
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
  if (format !== 'text' && format !== 'json') throw new WrongUse('--format is text or json.');
  const [out, ...more] = texts(parsed['out']);
  if (more.length > 0 || parsed['out'] === true) throw new WrongUse('--out takes one folder.');
  const config = parsed['config'];
  if (typeof config !== 'string' || config === '') throw new WrongUse('--config takes one file.');
  if (parsed['profiles'] === true) throw new WrongUse('--profiles takes a folder.');
  return {
    config,
    profiles: [...named, ...folders],
    out,
    check: parsed['check'] === true,
    format,
  };
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}

async function generate(options: CliOptions, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const config = await loadConfig(options.config, report);
  if (!config) return finish(options, diagnostics);

  const folders =
    options.profiles.length > 0
      ? options.profiles
      : config.profiles.map((path) => relative(process.cwd(), path) || '.');
  const inputs = {
    config: resolve(options.config),
    folders: folders.map((folder) => resolve(folder)),
    namedFiles: config.readme ? [config.readme.file] : [],
  };
  const inputHash = isRemembered(options) ? hashInputsOf(inputs) : undefined;
  const tables = elementTablesOf(loadBaseModel());
  const loaded = await loadDefinitions(folders.map(folderSource), report, tables);
  progress(
    options,
    'load',
    `${loaded.structures.length} structures, ${loaded.valueSets.length} value sets, ${loaded.codeSystems.length} code systems`,
  );

  // Nothing to generate from is no reason to remove what there is.
  if (loaded.structures.length + loaded.valueSets.length + loaded.codeSystems.length === 0) {
    return finish(options, diagnostics);
  }

  const out = options.out === undefined ? config.out : resolve(options.out);
  const isLinked = config.runtime === 'linked' && out === config.out;
  const result = await run(loadBaseModel(), loaded, {
    naming: config.naming,
    packageInfo: config.packageInfo,
    manifest: {
      fields: { ...config.packageFields, ...(isLinked && config.linkedFields) },
      // It introduces the definitions that the configuration names, and may say nothing that is true of others.
      ...(config.readme && options.profiles.length === 0 && { readme: config.readme.text }),
    },
    templates: folderTemplates(),
    // A check trusts nothing that lies beside what it checks.
    cache: outputCache(options.check ? [] : [out, config.out]),
    onStage: (stage, summary) => progress(options, stage, summary),
  });
  diagnostics.push(...result.diagnostics);

  const files = [...result.files, ...(isLinked ? [] : await runtimeFiles())];
  const changes = options.check
    ? await compareOutput(out, files)
    : await writePackage(out, files, generatedMark, report);
  if (changes) progress(options, options.check ? 'check' : 'write', summarize(changes));
  const located = await locateDiagnostics(diagnostics, (content) => locatorOf(content, tables));
  if (options.format === 'text') printTable(result, files, located, performance.now() - started);
  if (changes && inputHash !== undefined && countSeverities(located).error === 0) {
    const paths = files.map((file) => file.path);
    rememberRun(args, inputs, inputHash, { out, files: paths, warnings: countSeverities(located).warning });
  }
  const stale = options.check && changes !== undefined && printDifferences(options, changes);
  return Math.max(finish(options, located), stale ? exitCodes.faulty : exitCodes.clean);
}

/** A check is never left out, and neither is the list of diagnostics where a program reads it. */
function isRemembered({ check, format }: CliOptions): boolean {
  return !check && format === 'text';
}

/** Undefined where an input cannot be read, which the run itself will report. */
function hashInputsOf(inputs: RunInputs): string | undefined {
  try {
    return hashInputs(inputs);
  } catch {
    return undefined;
  }
}

/** Our own package is built together with `runtime/`; a package elsewhere gets a copy of it, to stand alone. */
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

function summarize({ added, changed, stale, unchanged }: OutputChanges): string {
  return `${added.length} added, ${changed.length} changed, ${stale.length} removed, ${unchanged.length} unchanged`;
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
    ['files', files.length],
    ['bytes', files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0)],
    ['seconds', (milliseconds / 1000).toFixed(2)],
    ['warnings', countSeverities(diagnostics).warning],
    ['errors', countSeverities(diagnostics).error],
  ];
  console.log(`\n${rows.map(([label, value]) => `${label.padEnd(12)}${String(value).padStart(10)}`).join('\n')}`);
}

function printDifferences(options: CliOptions, { added, changed, stale }: OutputChanges): boolean {
  const lines = [
    ...added.map((path) => `missing  ${path}`),
    ...changed.map((path) => `differs  ${path}`),
    ...stale.map((path) => `stale    ${path}`),
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
