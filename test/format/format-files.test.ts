import { version } from 'prettier';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatFiles, noCache, sha256, type FormatCache } from '../../generator/format/format-files.ts';
import { layoutVersion } from '../../generator/format/lay-out.ts';

interface Recorder extends FormatCache {
  readonly asked: string[];
  readonly told: [hash: string, text: string][];
}

/** A cache that knows some texts and remembers what it was asked and told. */
function recorder(known: ReadonlyMap<string, string> = new Map()): Recorder {
  const asked: string[] = [];
  const told: [string, string][] = [];
  return {
    asked,
    told,
    get: (hash) => {
      asked.push(hash);
      return known.get(hash);
    },
    set: (hash, text) => void told.push([hash, text]),
  };
}

const raw = 'export   const a="b"';
const nice = "export const a = 'b';\n";

async function formatOne(path: string, text: string, cache: FormatCache = noCache()): Promise<string | undefined> {
  return (await formatFiles([{ path, text }], cache)).files[0]?.text;
}

async function hashOf(path: string, text: string): Promise<string | undefined> {
  return (await formatFiles([{ path, text }], noCache())).hashes.get(path);
}

const test = suite('formatFiles');

const texts: [path: string, text: string, want: string][] = [
  ['a.ts', raw, nice],
  ['a.ts', 'const a = 1;\r\nconst b = 2;', 'const a = 1;\nconst b = 2;\n'],
  ['a.json', '{"a":[1,2]}', '{ "a": [1, 2] }\n'],
  ['a.md', '*  as it is', '*  as it is'],
  ['a.ts', `const a = "it's";`, `const a = "it's";\n`],
  ['a.ts', 'const a = "\\u2028";', "const a = '\\u2028';\n"],
];

for (const [path, text, want] of texts) {
  test(`${path}: ${JSON.stringify(text)}`, async () => assert.is(await formatOne(path, text), want));
}

test('keeps order, and whatever else a file holds', async () => {
  const files = [
    { path: 'b.ts', text: raw, mark: 1 },
    { path: 'a.ts', text: nice, mark: 2 },
  ];
  assert.equal((await formatFiles(files, noCache())).files, [
    { path: 'b.ts', text: nice, mark: 1 },
    { path: 'a.ts', text: nice, mark: 2 },
  ]);
});

test('takes from the cache what it knows, and tells it the rest', async () => {
  const first = recorder();
  await formatOne('a.ts', raw, first);
  assert.equal(first.told, [[first.asked[0], nice]]);

  const knowing = recorder(new Map([[first.asked[0] ?? '', '// from the cache\n']]));
  assert.is(await formatOne('a.ts', raw, knowing), '// from the cache\n');
});

test('what a text was made from is its raw text, the versions, the options and the parser', async () => {
  const options = { printWidth: 120, singleQuote: true, endOfLine: 'lf' };
  assert.is(await hashOf('a.ts', raw), sha256(JSON.stringify([version, layoutVersion, options, 'babel-ts', raw])));
  assert.is(await hashOf('a.json', '{}'), sha256(JSON.stringify([version, layoutVersion, options, 'json', '{}'])));
  assert.is(await hashOf('a.md', raw), sha256(JSON.stringify([version, layoutVersion, options, '', raw])));
});

test('equal texts for one parser are made from the same, whatever their paths', async () => {
  assert.is(await hashOf('a.ts', raw), await hashOf('x/b.ts', raw));
  assert.is.not(await hashOf('a.ts', raw), await hashOf('a.ts', `${raw} `));
  assert.is.not(await hashOf('a.ts', '1'), await hashOf('a.json', '1'));
});

test('many long texts are formatted side by side, to the same result', async () => {
  const files = Array.from({ length: 6 }, (_, index) => ({
    path: `${index}.ts`,
    text: `const a${index}=[\n//${'x'.repeat(60_000 + index)}\n1,2]`,
  }));
  const together = await formatFiles(files, noCache());
  for (const [index, file] of files.entries()) {
    assert.is(together.files[index]?.text, await formatOne(file.path, file.text), file.path);
  }
});

test('what cannot be parsed is an error among many texts too', async () => {
  const files = ['const = 1', ...Array.from({ length: 3 }, () => `const a=[\n//${'x'.repeat(110_000)}\n1,2]`)];
  let thrown: unknown;
  const all = formatFiles(
    files.map((text, index) => ({ path: `${index}.ts`, text })),
    noCache(),
  );
  await all.catch((error: unknown) => (thrown = error));
  assert.match(String(thrown), 'SyntaxError');
});

test('pieces that are laid out already stay as they are', async () => {
  const laidOut = { text: raw, isLaidOut: true };
  const open = { text: 'const   b=1\n', isLaidOut: false };
  const files = [
    { path: 'a.ts', text: '1', pieces: [laidOut, laidOut] },
    { path: 'b.ts', text: '2', pieces: [open, laidOut, open, open] },
    { path: 'c.ts', text: raw },
  ];
  assert.equal(
    (await formatFiles(files, noCache())).files.map(({ text }) => text),
    [`${raw}\n\n${raw}\n`, `const b = 1;\n\n${raw}\n\nconst b = 1;\n\nconst b = 1;\n`, nice],
  );
});

test('what cannot be parsed is an error', async () => {
  let thrown: unknown;
  await formatOne('a.ts', 'const = 1').catch((error: unknown) => (thrown = error));
  assert.instance(thrown, SyntaxError);
});

test.run();
