import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import manifest from '../generated/package.json' with { type: 'json' };

/** Size in bytes of a bundle that exports a part of the package with everything that it needs. */
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
  'builder vaccinations.new': "export { new } from 'careconnect-ems/events/vaccinations-1/message';",
  'guard vaccinations.is': "export { is } from 'careconnect-ems/events/vaccinations-1/message';",
  'vaccinations.receive': "export { receive } from 'careconnect-ems/events/vaccinations-1/message';",
  'vaccinations.check, read and fromXml':
    "export { check, read } from 'careconnect-ems/events/vaccinations-1/message'; export { fromXml } from 'careconnect-ems/xml';",
  'vaccinations.new and is': "export { new, is } from 'careconnect-ems/events/vaccinations-1/message';",
  'vaccinations, whole': "export { vaccinations } from 'careconnect-ems/events/vaccinations-1';",
  'builder bloodSpotTestOutcome.new': "export { new } from 'careconnect-ems/events/blood-spot-test-outcome-1/message';",
  'guard bloodSpotTestOutcome.is': "export { is } from 'careconnect-ems/events/blood-spot-test-outcome-1/message';",
  'bloodSpotTestOutcome, whole':
    "export { bloodSpotTestOutcome } from 'careconnect-ems/events/blood-spot-test-outcome-1';",
  'guards of all events': allGuards(),
  'writeXml (Patient)':
    "export { patientElements } from 'careconnect-ems/elements'; export { elementTables, writeXml } from 'careconnect-ems/xml';",
  'toXml (all types)': "export { toXml } from 'careconnect-ems/xml';",
  publishRequest: "export { publishRequest } from 'careconnect-ems/send';",
  readResponse: "export { readResponse } from 'careconnect-ems/send';",
  'fromXml (all types)': "export { fromXml } from 'careconnect-ems/xml';",
  'fromJson and toJson': "export { fromJson, toJson } from 'careconnect-ems/json';",
  'check (all types and profiles)': "export { check } from 'careconnect-ems/check';",
};

/** Exports the guards of all events. */
function allGuards(): string {
  const paths = Object.keys(manifest.exports).filter((path) => /^\.\/events\/[^/]+\/message$/.test(path));
  return paths.map((path, index) => `export { is as is${index} } from 'careconnect-ems${path.slice(1)}';`).join('\n');
}

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
