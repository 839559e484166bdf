import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { DerivedModel, DerivedType } from '../derived.ts';
import { deriveElements, type Sources } from './derive-elements.ts';
import { readInterfaces } from './read-interfaces.ts';
import { readPathTables } from './read-paths.ts';

const kinds = ['primitive-type', 'complex-type', 'resource'] as const;

/** Derives the model of FHIR STU3 from the installed `@types/fhir` and fhirpath; takes about a second. */
export function deriveModel(): DerivedModel {
  const sources = readSources();
  const names = new Set(['Element', 'Resource', ...sources.paths.parents.keys()]);
  const types = [...names].map((name) => deriveType(name, sources)).sort(compareTypes);
  const generics = [...sources.interfaces.values()].filter((it) => it.generic).map((it) => it.name);
  return { types, generics: generics.sort() };
}

function readSources(): Sources {
  const { resolve } = createRequire(import.meta.url);
  return {
    interfaces: readInterfaces(readFileSync(join(dirname(resolve('@types/fhir/package.json')), 'r3.d.ts'), 'utf8')),
    paths: readPathTables(join(dirname(resolve('fhirpath/package.json')), 'fhir-context', 'stu3')),
  };
}

function deriveType(name: string, sources: Sources): DerivedType {
  const base = sources.paths.parents.get(name);
  const kind = kindOf(name, sources);
  const start = { name, kind, ...(base === undefined ? {} : { base }) };
  if (kind === 'primitive-type') return { ...start, elements: [] };
  const shape = sources.interfaces.get(name);
  if (shape === undefined) throw new Error(`fhir/r3 has no interface for ${name}.`);
  if (shape.base !== base) throw new Error(`The sources disagree on the base type of ${name}.`);
  return { ...start, interface: name, elements: deriveElements(shape, name, sources) };
}

function kindOf(name: string, sources: Sources): DerivedType['kind'] {
  if (/^[a-z]/.test(name)) return 'primitive-type';
  if (name === 'Resource') return 'resource';
  const base = sources.paths.parents.get(name);
  return base === undefined ? 'complex-type' : kindOf(base, sources);
}

/** Sorts primitive types, then complex types, then resources; by name, the same on every machine. */
function compareTypes(a: DerivedType, b: DerivedType): number {
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.name < b.name ? -1 : 1);
}
