import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { listInputFiles } from '../input-files.js';
import { isObject } from '../load/json-reader.ts';
import { configFiles } from './arguments.ts';
import { nameOfFolder } from './project.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

/** The schema with which editors explain the settings. */
const schema = './node_modules/careconnect-codegen/generator/config.schema.json';

/**
 * Writes a configuration from the current folder: its name, and the folders and archives with definitions. Returns the
 * exit code.
 */
export async function init(name: string | undefined): Promise<number> {
  const there = configFiles.find((file) => existsSync(file));
  if (there !== undefined)
    throw new WrongUse(`${there} exists already; edit it, or remove it to have it written anew.`);
  const [file = ''] = configFiles;
  const profiles = await findDefinitions();
  const config = {
    $schema: schema,
    package: {
      name: name ?? `${await ownName()}-fhir`,
      version: '0.1.0',
      description: 'Types, builders and guards for FHIR STU3 definitions.',
    },
    profiles,
    packages: [],
    registries: [],
    out: 'fhir',
    naming: { families: [] },
  };
  await writeFile(file, `${JSON.stringify(config, null, 2)}\n`, { flag: 'wx' });
  const found =
    profiles.length === 0
      ? 'no definitions were found; name their folders in its setting profiles'
      : `definitions in ${profiles.join(', ')}`;
  console.log(`wrote    ${file}: ${found}`);
  return exitCodes.clean;
}

/** Returns the name in the folder's `package.json`, otherwise that of the folder. */
async function ownName(): Promise<string> {
  try {
    const json: unknown = JSON.parse(await readFile('package.json', 'utf8'));
    if (isObject(json) && typeof json['name'] === 'string') return json['name'];
  } catch {
    // A folder without a manifest has its own name.
  }
  return nameOfFolder(resolve('.'));
}

/** Returns the folders and archives beside the configuration that contain definitions, sorted by name. */
async function findDefinitions(): Promise<string[]> {
  const entries = await readdir('.', { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const isHidden = entry.name.startsWith('.') || entry.name === 'node_modules';
    if (isHidden) continue;
    if (entry.isFile() && /\.(?:tgz|tar\.gz)$/i.test(entry.name)) found.push(`./${entry.name}`);
    if (entry.isDirectory() && (await hasDefinition(entry.name))) found.push(`./${entry.name}`);
  }
  return found;
}

/** Maximum number of files examined. */
const MOST = 200;

async function hasDefinition(folder: string): Promise<boolean> {
  for (const file of listInputFiles(folder).slice(0, MOST)) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (/"resourceType"\s*:\s*"StructureDefinition"|<StructureDefinition\b/.test(text)) return true;
  }
  return false;
}
