/** What the doc comments of builders and of the runtime show compiles as it stands. */
import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../support/compile.ts';
import { root } from '../support/documents.ts';

const sources = `${root}generated/src/`;

/** A builder with the example in its comment, which may be none. */
interface Documented {
  readonly family: string;
  readonly name: string;
  readonly example: string | undefined;
}

/** The builders that a file of the package declares. */
function buildersOf(path: string): Documented[] {
  const text = readFileSync(sources + path, 'utf8');
  const family = path
    .split('/')
    .slice(0, path.startsWith('events/') && path.split('/').length > 2 ? 2 : 1)
    .join('/');
  const declared = [...text.matchAll(/^\/\*\*\n((?: \*.*\n)+?) \*\/\nexport const (\w+): Builder</gm)];
  return declared.map(([, comment = '', name = '']) => {
    const [, example] = comment.replace(/^ \* ?/gm, '').split('@example\n');
    return { family, name, example };
  });
}

const paths = readdirSync(sources, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
const builders = paths
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .flatMap(buildersOf);
const shown = builders.filter(({ example }) => example !== undefined);

const test = suite('examples in doc comments');

test('nearly all builders have one', () => {
  const without = builders
    .filter(({ example }) => example === undefined)
    .map(({ family, name }) => `${family} ${name}`);
  assert.ok(builders.length > 200, String(builders.length));
  assert.ok(without.length * 10 < builders.length, without.join('\n'));
});

test('each calls the builder that it belongs to', () => {
  for (const { name, example = '' } of shown) assert.ok(example.startsWith(`${name}(`), `${name}: ${example}`);
});

test('they compile', async () => {
  const families = [...new Set(shown.map(({ family }) => family))];
  const files = families.map((family): [string, string] => [
    `${family.replaceAll('/', '-')}.ts`,
    [
      `import * as made from 'careconnect-ems/${family}';`,
      "import { ref } from 'careconnect-ems/runtime';",
      ...shown.filter((one) => one.family === family).map(({ example = '' }) => `made.${example}`),
    ].join('\n'),
  ]);
  assert.is(await compile('6.0', Object.fromEntries(files)), '');
});

/** What the examples of the runtime are about. */
const subjects = `
import type { Bundle, HumanName, Observation } from 'fhir/r3.js';
import { AdministrativeGender, checkPatient, type Patient } from 'careconnect-ems/base';
import * as runtime from 'careconnect-ems/runtime';
declare const patient: Patient;
declare const observation: Observation;
declare const bundle: Bundle;
declare const name: HumanName;
declare const issues: runtime.Issue[];
declare const terminology: runtime.AsyncTerminology;
declare const text: string;
declare function log(text: string): void;
`;

function escaped(text: string): string {
  return text.replace(/[*/]/g, '\\$&');
}

/** The functions that `careconnect-ems/runtime` exports, each with the example in its comment. */
function runtimeExamples(): Map<string, string | undefined> {
  const folder = `${root}runtime/`;
  const index = ['index.ts', 'builders.ts'].map((door) => readFileSync(folder + door, 'utf8')).join('\n');
  const examples = new Map<string, string | undefined>();
  for (const [, names = '', path = ''] of index.matchAll(/export \{([^}]*)\} from '\.\/([\w/-]+)\.js'/g)) {
    const text = readFileSync(`${folder}${path}.ts`, 'utf8');
    for (const name of names
      .split(',')
      .map((one) => one.trim())
      .filter((one) => /^[a-z]\w*$/.test(one))) {
      const declared = [`*/\nexport function ${name}`, `*/\nexport async function ${name}`];
      const start = declared.map((words) => text.search(new RegExp(`${escaped(words)}\\b`))).find((at) => at >= 0);
      if (start === undefined) continue;
      const comment = text.slice(text.lastIndexOf('/**', start), start).replace(/^ \* ?/gm, '');
      examples.set(name, comment.split('@example\n')[1]?.trim());
    }
  }
  return examples;
}

test('every function of the runtime has one, and all of them compile', async () => {
  const examples = runtimeExamples();
  assert.ok(examples.size > 20, [...examples.keys()].join());
  const names = [...examples.keys()].join(', ');
  const files = [...examples].map(([name, example]): [string, string] => {
    assert.ok(example?.includes(name), `${name} has no example`);
    return [
      `${name}.ts`,
      `${subjects}const { ${names} } = runtime;\nexport async function shown(): Promise<void> {\n${example}\n}\n`,
    ];
  });
  assert.is(await compile('6.0', Object.fromEntries(files)), '');
});

test.run();
