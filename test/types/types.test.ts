/**
 * Compiles the emitted sources, the type tests beside this file and a list of every emitted interface under the
 * strictest settings, with each version of TypeScript that we support. The package has to be built before.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { compile } from '../support/compile.ts';
import { listExportedInterfaces } from '../support/exported-interfaces.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { typescriptVersions, type TypescriptVersion } from '../support/typescript-versions.ts';

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

/** The version of TypeScript that the project itself is built with. */
const ownVersion = '6.0';

/** The settings that decide what the compiler says of a source; whether it checks libraries does not. */
function strictnessOf(path: string): Record<string, unknown> {
  const { config } = ts.readConfigFile(here(path), (file) => readFileSync(file, 'utf8')) as {
    config: { compilerOptions: Record<string, unknown> };
  };
  const others = ['moduleResolution', 'declaration', 'stripInternal', 'rootDir', 'outDir', 'noEmit'];
  const ignored = [...others, 'skipLibCheck', 'allowImportingTsExtensions'];
  return Object.fromEntries(Object.entries(config.compilerOptions).filter(([name]) => !ignored.includes(name)));
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

const ownOfMistakes = `
import { organization, patient } from '${manifest.name}/careconnect';
import { newbornHearing, type NewbornHearingNewInput } from '${manifest.name}/events/newborn-hearing-1';
declare const hearing: NewbornHearingNewInput;
declare const done: { status: 'completed'; outcome: { snomedCT: 'automatedAuditoryBrainstemResponseTestLeftEarClearResponse' } };
declare function accept<Wanted>(value: Wanted): void;
const officialName = { family: 'Thistlewood' };
`;

const head = [
  `${imports}${claims}`,
  `import type { Patient } from '${manifest.name}/careconnect';`,
  `import { expectTypeOf } from 'expect-type';`,
  `declare function accept<Wanted>(value: Wanted): void;`,
  '',
].join('\n');

/** All that is compiled, by file: one program for each version, as what they share is most of the work. */
const files: Readonly<Record<string, string>> = {
  'claims.ts': claimAll(),
  ...Object.fromEntries(mistakes.map(([text], index) => [`mistake ${index}.ts`, `${ownOfMistakes}${text}`])),
  ...Object.fromEntries(faults.map(([what, text]) => [`fault, ${what}.ts`, head + text])),
  'no fault.ts': `${head}export {};`,
  'fault in a declaration file.d.ts': 'export type Broken = Missing;\n',
};

/** What is compiled besides: the build has compiled the sources with the compiler of the project. */
function includedWith(version: TypescriptVersion): string[] {
  return [here('./*.test-d.ts'), ...(version === ownVersion ? [] : [here('../../generated/src')])];
}

test(`the build compiles the sources with TypeScript ${ownVersion} as strictly as the other versions do here`, () => {
  assert.ok(ts.version.startsWith(`${ownVersion}.`));
  assert.equal(strictnessOf('../../generated/tsconfig.json'), strictnessOf('./tsconfig.json'));
});

for (const version of typescriptVersions) {
  const said = compile(version, files, includedWith(version)).then((text) => text.split(/^(?=\S)/m));
  const about = async (start: string): Promise<string[]> => (await said).filter((one) => one.startsWith(start));

  test(`sources, type tests and claims on every interface compile with TypeScript ${version}`, async () => {
    assert.equal(
      (await said).filter((one) => !/^(?:fault|mistake)\b/.test(one)),
      [],
    );
  });

  test(`TypeScript ${version} says of a mistake what is missing`, async () => {
    for (const [index, [, wanted]] of mistakes.entries()) {
      const [first = '', ...more] = await about(`mistake ${index}.ts(`);
      assert.match(first, wanted);
      assert.equal(more, []);
    }
  });

  test(`TypeScript ${version} finds each planted fault and nothing else`, async () => {
    const found = (await about('fault')).map((one) => /^(.+)\((\d+),\d+\): error/.exec(one)?.slice(1).join(' '));
    const wanted = faults.map(([what]) => `fault, ${what}.ts ${head.split('\n').length}`);
    assert.equal(found.sort(), [...wanted, 'fault in a declaration file.d.ts 1'].sort());
  });
}

test.run();
