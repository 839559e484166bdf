import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Bytes of a bundle that exports something of the package and holds what that needs. */
export interface Size {
  readonly name: string;
  readonly minified: number;
  readonly gzipped: number;
}

const exports: Readonly<Record<string, string>> = {
  'builder organization': "export { organization } from 'careconnect-ems/careconnect';",
  'builder patient': "export { patient } from 'careconnect-ems/careconnect';",
  'guard isPatient': "export { isPatient } from 'careconnect-ems/careconnect';",
  'patient and isPatient': "export { patient, isPatient } from 'careconnect-ems/careconnect';",
  'builder vaccinations.new':
    "import { vaccinations } from 'careconnect-ems/events/vaccinations-1'; export const make = vaccinations.new;",
  'vaccinations, whole': "export { vaccinations } from 'careconnect-ems/events/vaccinations-1';",
  'guard vaccinations.is':
    "import { vaccinations } from 'careconnect-ems/events/vaccinations-1'; export const is = vaccinations.is;",
  'bloodSpotTestOutcome, whole':
    "export { bloodSpotTestOutcome } from 'careconnect-ems/events/blood-spot-test-outcome-1';",
  'builder bloodSpotTestOutcome.new':
    "import { bloodSpotTestOutcome } from 'careconnect-ems/events/blood-spot-test-outcome-1'; export const make = bloodSpotTestOutcome.new;",
  'writeXml (Patient)':
    "export { patientElements } from 'careconnect-ems/elements'; export { elementTables, writeXml } from 'careconnect-ems/xml';",
  'toXml (all types)': "export { toXml } from 'careconnect-ems/xml';",
  'fromXml (all types)': "export { fromXml } from 'careconnect-ems/xml';",
  'fromJson and toJson': "export { fromJson, toJson } from 'careconnect-ems/json';",
  'check (all types and profiles)': "export { check } from 'careconnect-ems/check';",
};

/** Bundles exports of the built package for a browser, minifies them and compresses them. */
export function measureSizes(): Promise<Size[]> {
  return Promise.all(Object.entries(exports).map(([name, text]) => measureSize(name, text)));
}

async function measureSize(name: string, text: string): Promise<Size> {
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { name, minified: code.length, gzipped: gzipSync(code, { level: 9 }).length };
}
