/**
 * Compiles the emitted sources, the type tests beside this file and a list of every emitted interface under the
 * strictest settings, with each version of TypeScript that we support. The package has to be built before.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { compile } from '../support/compile.ts';
import { listExportedInterfaces } from '../support/exported-interfaces.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { typescriptVersions } from '../support/typescript-versions.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const manifest = JSON.parse(readFileSync(here('../../generated/package.json'), 'utf8')) as {
  name: string;
  exports: Record<string, unknown>;
};
const base = loadBaseModel();
const profiles = readdirSync(here('../../profiles'))
  .filter((name) => name.startsWith('StructureDefinition-'))
  .map((name) => JSON.parse(readFileSync(here(`../../profiles/${name}`), 'utf8')) as { url: string; type: string });
const resources = base.definitions.filter(({ kind, abstract }) => kind === 'resource' && abstract !== true);

/** Modules of the package, and the names that the checks below import them under. */
const namespaces = new Map(
  Object.keys(manifest.exports)
    .filter((subpath) => subpath !== './package.json')
    .map((subpath, index) => [`${manifest.name}${subpath.slice(1)}`, `Module${index}`]),
);
const imports = [[base.interfaceModule, 'R3'] as const, ...namespaces]
  .map(([module, namespace]) => `import type * as ${namespace} from '${module}';\n`)
  .join('');

/** What every interface has to fulfil, as functions that only the compiler calls. */
const claims = `
declare function extendsFhir<Theirs, Ours extends Theirs>(ours: Ours): Theirs;
declare function isResource<Type extends string, Ours extends { resourceType: Type }>(ours: Ours): Type;
declare function none<Members extends never>(): Members;
/** Optional members that do not take undefined, leaving aside those that take nothing at all. */
type Closed<T> = {
  [K in keyof T]-?: {} extends Pick<T, K>
    ? [Required<T>[K]] extends [never] ? never : undefined extends Required<T>[K] ? never : K
    : never;
}[keyof T];
`;

const interfaces = await withScratchFolder({ 'imports.ts': imports }, (folder) =>
  listExportedInterfaces(`${folder}/imports.ts`, [...namespaces.keys()], base.interfaceModule),
);

/** How the checks below write the interface that was made from a definition; undefined where there is none. */
function interfaceOf(canonical: string): string | undefined {
  const found = interfaces.find((one) => one.canonical === canonical);
  return found && `${namespaces.get(found.module)}.${found.name}`;
}

function claimAll(): string {
  const lines = [
    ...interfaces.flatMap(({ module, name, extends: theirs }) => {
      const ours = `${namespaces.get(module)}.${name}`;
      return theirs === undefined ? [] : [`extendsFhir<R3.${theirs}, ${ours}>;`, `none<Closed<${ours}>>;`];
    }),
    ...[...profiles, ...resources].map(({ url, type }) => `extendsFhir<R3.${type}, ${interfaceOf(url)}>;`),
    ...resources.map(({ url, type }) => `isResource<'${type}', ${interfaceOf(url)}>;`),
  ];
  return `${imports}${claims}${lines.join('\n')}\n`;
}

const test = suite('types of the emitted package');

test('every resource type and every profile has an interface that is exported', () => {
  assert.is(resources.length, 117);
  const missing = [...resources, ...profiles].filter(({ url }) => interfaceOf(url) === undefined);
  assert.equal(
    missing.map(({ url }) => url),
    [],
  );
});

test('the null siblings listed are those of the base model', () => {
  const text = readFileSync(here('./null-siblings.test-d.ts'), 'utf8');
  const listed = [...text.matchAll(/^ {2}('[\w.]+': .*)$/gm)].map((line) => line[1]);
  const wanted = base.nullableSiblings.map((path) => {
    const dot = path.lastIndexOf('.');
    return `'${path}': R3.${base.interfaces[path.slice(0, dot)]}['_${path.slice(dot + 1)}'];`;
  });
  assert.equal(listed, wanted);
});

for (const version of typescriptVersions) {
  test(`sources, type tests and claims on every interface compile with TypeScript ${version}`, async () => {
    const include = [here('./*.test-d.ts'), here('../../generated/src')];
    assert.is(await compile(version, { 'claims.ts': claimAll() }, include), '');
  });
}

/** One fault each; the error has to be on the first line of the text. */
const faults: readonly (readonly [what: string, text: string])[] = [
  ['a required member is missing', `accept<Patient>({ resourceType: 'Patient' });`],
  ['a code is not in the binding', `accept<Patient['gender']>('lady');`],
  ['a directive expects an error that is not there', `// @ts-expect-error\naccept<Patient['gender']>('female');`],
  ['a type is not the one expected', `expectTypeOf<Patient['animal']>().toEqualTypeOf<string>();`],
  ['a claim of extension is wrong', `extendsFhir<R3.Observation, Patient>;`],
  ['a claim on the resource type is wrong', `isResource<'Observation', Patient>;`],
  ['an optional member does not take undefined', `none<Closed<{ gender?: string }>>;`],
  ['undefined is given to such a member (exactOptionalPropertyTypes)', `accept<{ a?: string }>({ a: undefined });`],
  ['an item of a list may not be there (noUncheckedIndexedAccess)', `accept<string>(['a'][1]);`],
];

/** What the compiler should say first of a mistake that is easily made. */
const mistakes: readonly (readonly [text: string, said: RegExp])[] = [
  [`patient({ officialName, telecom: { value: '0' } });`, /Property 'system' is missing in type/],
  [`patient({ officialName, telecom: [{ value: '0' }] });`, /Property 'system' is missing in type/],
  [`patient({ officialName, contact: { gender: 'F' } });`, /Type '"F"' is not assignable to type/],
  [`organization({ name: 'N', partOf: patient({ officialName }) });`, /Property '\[madeByRef\]' is missing/],
  [
    `newbornHearing.new({ ...hearing, tests: { aabrLeftEar: { ...done, performedDateTime: '2026' } } });`,
    /is not assignable to type 'OnlyInResource'/,
  ],
  [`accept<string>(newbornHearing.update);`, /Property 'update' does not exist/],
];

for (const version of typescriptVersions) {
  test(`TypeScript ${version} says of a mistake what is missing`, async () => {
    const own = `
import { organization, patient } from '${manifest.name}/careconnect';
import { newbornHearing, type NewbornHearingNewInput } from '${manifest.name}/events/newborn-hearing-1';
declare const hearing: NewbornHearingNewInput;
declare const done: { status: 'completed'; outcome: { snomedCT: 'automatedAuditoryBrainstemResponseTestLeftEarClearResponse' } };
declare function accept<Wanted>(value: Wanted): void;
const officialName = { family: 'Thistlewood' };
`;
    const texts = mistakes.map(([text], index) => [`${index}.ts`, `${own}${text}`]);
    const said = (await compile(version, Object.fromEntries(texts))).split(/^(?=\d+\.ts)/m);
    assert.is(said.length, mistakes.length);
    for (const [index, [, wanted]] of mistakes.entries())
      assert.match(said.find((one) => one.startsWith(`${index}.ts`)) ?? '', wanted);
  });
}

const head = [
  `${imports}${claims}`,
  `import type { Patient } from '${manifest.name}/careconnect';`,
  `import { expectTypeOf } from 'expect-type';`,
  `declare function accept<Wanted>(value: Wanted): void;`,
  '',
].join('\n');

for (const version of typescriptVersions) {
  test(`TypeScript ${version} finds each planted fault and nothing else`, async () => {
    const texts = [['no fault', 'export {};'] as const, ...faults].map(([what, text]) => [`${what}.ts`, head + text]);
    const library = { 'a declaration file.d.ts': 'export type Broken = Missing;\n' };
    const said = await compile(version, { ...Object.fromEntries(texts), ...library });
    const found = [...said.matchAll(/^(.+)\((\d+),\d+\): error/gm)].map(([, file, line]) => `${file} ${line}`);
    const wanted = faults.map(([what]) => `${what}.ts ${head.split('\n').length}`);
    assert.equal(found.sort(), [...wanted, 'a declaration file.d.ts 1'].sort());
  });
}

test.run();
