/** No type that data is written in lets everything through. The package has to be built before. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findLooseTypes, type Looked } from '../support/authoring-types.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

const test = suite('types that data is written in');

function look(imports: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<Looked> {
  const text = imports.map((module, index) => `import * as M${index} from '${module}';\n`).join('');
  return withScratchFolder({ ...files, 'imports.ts': text }, (folder) => findLooseTypes(`${folder}/imports.ts`));
}

test('say what they take, at every depth', async () => {
  const file = new URL('../../generated/package.json', import.meta.url);
  const { name, exports } = JSON.parse(readFileSync(file, 'utf8')) as {
    name: string;
    exports: Record<string, unknown>;
  };
  const modules = Object.keys(exports).filter((subpath) => subpath !== './package.json');
  const { names, loose } = await look(modules.map((subpath) => `${name}${subpath.slice(1)}`));
  for (const one of ['PatientInput', 'patient', 'amendPatient', 'ReferenceInput', 'messageHeader', 'MetaInput'])
    assert.ok(names.includes(one), `${one} is not among those looked at`);
  assert.equal(loose, []);
});

const head = `
import type { Resource, FhirResource, DomainResource } from 'fhir/r3.js';
export type Builder<Input, T> = (input: Input) => T;
export type Amender<Input, T> = (value: T, input: Partial<Input>) => T;
`;

/** What lets everything through, and where it is found. */
const planted: readonly (readonly [text: string, path: string])[] = [
  ['export interface AInput { a: any }', 'AInput.a'],
  ['export interface BInput { a?: unknown }', 'BInput.a'],
  ['export interface CInput { a?: object | undefined }', 'CInput.a'],
  ['export interface DInput { a: {} }', 'DInput.a'],
  ['export interface EInput { a: Record<string, string> }', 'EInput.a'],
  ['export interface FInput { a: { [name: string]: number } }', 'FInput.a'],
  ['export interface GInput { a: string | readonly Resource[] }', 'GInput.a[]'],
  ['export interface HInput { a: { b: DomainResource } }', 'HInput.a.b'],
  ['export interface IInput { a: () => string }', 'IInput.a'],
  ['export interface JInput { a: [string, ...(object | number)[]] }', 'JInput.a[]'],
  ['interface K { c: { d: readonly { e: Function }[] } }\nexport interface KInput { b: K }', 'KInput.b.c.d[].e'],
  ['export type LInput = string | (Date & { l: Record<number, string> })', 'LInput.l'],
  ['export declare const m: Builder<{ b: Record<string, Date> }, string>', 'm.b'],
  ['export declare const n: Amender<{ c: Record<string, number> }, { b: object }>', 'n.c'],
  ['export interface OInput { a: FhirResource; b: string | Date; c?: readonly [string, ...string[]] }', ''],
  ['export interface P { a: () => any }', ''],
];

test('are found where they are loose, and only there', async () => {
  const { loose } = await look(['./planted.ts'], { 'planted.ts': head + planted.map(([text]) => text).join('\n') });
  assert.equal(
    loose.map((one) => one.path).sort(),
    planted.flatMap(([, path]) => (path === '' ? [] : [path])),
  );
});

test.run();
