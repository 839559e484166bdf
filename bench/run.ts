/**
 * Measures the built package and prints the results, as a table or with `--json` as data: times of the guards compared
 * with `JSON.parse` and ajv, times of reading and writing XML compared with the parser alone and `JSON.stringify`, of
 * reading and checking XML in mixed traffic, of the command `validate` compared with an empty Node process, sizes of
 * bundles, and what ten builders cost the compiler of an application.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { loadBaseModel } from '../generator/base/stu3/index.ts';
import { measureCompiling, plainTypesFor, type CompileCost } from '../test/support/compile-cost.ts';
import { packPackage } from '../test/support/packed-package.ts';
import { measureCommands, type CommandTiming } from './commands.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { printReport } from './report.ts';
import { measureSizes, type Size } from './sizes.ts';
import type { Timing } from './timings.ts';
import type { MixedGuardTiming } from './mixed-timing.ts';
import type { MixedXmlTiming } from './xml-mixed.ts';
import type { XmlTiming } from './xml-timings.ts';

/** All measurements. */
export interface Report {
  readonly node: string;
  readonly ajv: string;
  /** All events in turn, `is` and `check`. */
  readonly mixedGuards: readonly MixedGuardTiming[];
  readonly timings: readonly Timing[];
  readonly xml: XmlTiming;
  readonly mixedXml: MixedXmlTiming;
  readonly commands: CommandTiming;
  readonly sizes: readonly Size[];
  /** Cost of ten calls of builders, compared with a file that uses only the FHIR types. */
  readonly compiling: CompileCost;
}

/** Resource types of the measured messages. */
const measuredTypes =
  'Bundle MessageHeader Patient Immunization Encounter Procedure Organization Location Practitioner PractitionerRole HealthcareService Communication DiagnosticReport';

const messages = join(import.meta.dirname, '../test/events/messages');

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const { version: ajv } = createRequire(import.meta.url)('ajv/package.json') as { version: string };
const report: Report = {
  node: process.version,
  ajv,
  mixedGuards: [
    await runBundled<MixedGuardTiming>('mixed-guards', () => [messages, 'is']),
    await runBundled<MixedGuardTiming>('mixed-guards', () => [messages, 'check']),
  ],
  timings: await measureTimes(),
  xml: await runBundled<XmlTiming>('xml-timings', () => [import.meta.filename]),
  mixedXml: await runBundled<MixedXmlTiming>('xml-mixed', () => [messages]),
  commands: measureCommands(),
  sizes: await measureSizes(),
  compiling: await measureBuilders(),
};
if (values.json) console.log(JSON.stringify(report, null, 2));
else printReport(report);

function measureTimes(): Promise<Timing[]> {
  const base = loadBaseModel();
  const schemas = measuredTypes.split(' ').map((type) => [type, jsonSchemaOf(base, type)]);
  return runBundled('timings', (folder) => {
    writeFileSync(join(folder, 'schemas.json'), JSON.stringify(Object.fromEntries(schemas)));
    return [join(folder, 'schemas.json'), messages];
  });
}

/**
 * Bundles measurements as applications are bundled, and runs them without the loader of this file. Returns the JSON
 * that they print.
 *
 * @param prepare takes the folder in which they run; returns their arguments
 */
async function runBundled<Result>(name: string, prepare: (folder: string) => string[]): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'careconnect-bench-'));
  try {
    const outfile = join(folder, `${name}.mjs`);
    const banner =
      "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);";
    await build({
      entryPoints: [join(import.meta.dirname, `${name}.ts`)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      banner: { js: banner },
    });
    const printed = execFileSync(process.execPath, [outfile, ...prepare(folder)], { encoding: 'utf8' });
    return JSON.parse(printed) as Result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the shortest of three runs, because the others were disturbed. */
async function measureBuilders(): Promise<CompileCost> {
  const text = readFileSync(new URL('../test/support/ten-resources.ts', import.meta.url), 'utf8');
  const packed = packPackage();
  const best = async (source: string): Promise<CompileCost> => {
    const runs = [];
    for (let run = 0; run < 3; run++) runs.push(await measureCompiling(packed, '6.0', source));
    return runs.reduce((least, one) => (one.seconds < least.seconds ? one : least));
  };
  const ours = await best(text);
  const plain = await best(plainTypesFor(text));
  return { instantiations: ours.instantiations - plain.instantiations, seconds: ours.seconds - plain.seconds };
}
