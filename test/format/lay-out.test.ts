/** Code that the format stage lays out by itself is what Prettier makes of it, on either side of every line's end. */
import { format } from 'prettier';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatFiles, noCache } from '../../generator/format/format-files.ts';
import { layOut } from '../../generator/format/lay-out.ts';

/** Forms that emitted code is made of, with a name or text of a given length in them. */
const forms: Readonly<Record<string, (name: string) => string>> = {
  'a constant that is a call': (n) =>
    `export const ${n}: Shape = /*@__PURE__*/ shape(one, "two", /*@__PURE__*/ three(four));`,
  'a constant with types': (n) =>
    `export const a${n}: Builder<A${n}Input, A${n}> = /*@__PURE__*/ builder("A${n}", a${n}Shape);`,
  'a call with a function at its end': (n) =>
    `const a = /*@__PURE__*/ constrain(${n}, () => ({ needs: "b c", fixed: { d: "e" } }));`,
  'a call with a function and nothing in it': (n) => `const a = /*@__PURE__*/ constrain(${n}, () => ({ }));`,
  'a function before the end': (n) =>
    `const a = shape(() => ({ ${n}: single(uriFormat), type: many(coded("A", b)) }), "needed");`,
  'objects in objects': (n) =>
    `const a = shape(() => ({ b: { ${n}: { c: slice(d, { isList: true }) } }, "e-f": undefined }));`,
  'a chain of one call': (n) => `const a = /*@__PURE__*/ "id ${n}".split(" ");`,
  'a list at the end': (n) =>
    `  return readSlice(owner, [\n{ path: ["${n}"], marks: [[["url"], "urn:a"]] },\n]);`.trim(),
  'a list of objects': (n) => `const a = f([{ a: 1, ${n}: 2 }, { a: 3, ${n}: 4 }]);`,
  'a test that is a call': (n) =>
    `function f() {\nif (counted(run, value["${n}"], undefined, "${n}", 3, 1, 1)) return false;\n}`,
  'tests that all have to hold': (n) =>
    `if (!(v.a == null || v.${n} != null) && broken(run, "a-1", "no ${n} is there")) return false;`,
  'a test behind a switch': (n) =>
    `switch (key) {\ncase "${n}": if (no(run, key, 2, ${n}, x)) return false; break;\ndefault: if (b(${n})) return true;\n}`,
  'if and else': (n) => `if (${n}(a)) {\nb++;\n}\nelse if (c.${n} === "d") {\ne();\n} else {\nf();\n}`,
  'a loop': (n) => `for (let i = 0; i < ${n}.length; i++) {\nconst item = ${n}[i];\nif (item) continue;\n}`,
  'a block of its own': (n) => `function f() {\n{\nconst strict = soften(run, "${n}");\nif (a) return false;\n}\n}`,
  'a function': (n) =>
    `/** Doc. */\nexport function is${n}(value: unknown, run: Run): value is A${n} {\nreturn test(${n}, value);\n}`,
  'an overload': (n) =>
    `export function read${n}(owner: Bundle): A | B${n} | undefined;\nexport function read${n}(owner: unknown): unknown {\nreturn 1;\n}`,
  'an alias of several': (n) => `export type A = B${n} | "c" | undefined;`,
  'an alias of one': (n) => `export type A = (typeof ${n})["b"];`,
  'an alias with types of its own': (n) => `export type A = Ref<"B" | "${n}">;`,
  'an alias of both': (n) => `export type A = (B & C${n}) | (D & E${n});`,
  'an interface': (n) =>
    `export interface A extends B${n} {\n  /** Doc. */\n  a: string;\n\n  ${n}?: C | readonly C[] | D<'e' | 'f'> | undefined;\n}`,
  'an interface that leaves out': (n) => `export interface A extends Omit<B${n}, "c" | "d"> {\na?: never;\n}`,
  'an interface with nothing of its own': (n) => `export interface A extends B${n}, C<'d'> {\n}`,
  'a function that does nothing': (n) => `function a${n}(b: C): void {\n}\nif (a) {\n}`,
  'a list of codes': (n) =>
    `export const a = {\n/** One. */\none: { system, code: 'one', display: '${n}' },\n\n  two: { system, code: 'two' },\n} as const;`,
  'exports with comments': (n) => `export {\n/** Makes it. */\n${n} as new,\nb,\n};`,
  'exports without': (n) => `export { ${n}, b, c as d } from './e.js';`,
  'texts in quotes': (n) => `const a = f("it's ${n}", 'say "${n}"', "both \\" and '", '\\'', "\\u2028", "“${n}”");`,
  'names in quotes': (n) => `const a = { "a": 1, "b-c": 2, '${n}': 3 };`,
  'needless brackets': (n) => `const a = f((a.${n} ?? b), (c) => (d), !(e(${n})), [(g)], (h) => ({ i: 1 }));`,
  'a call with a function in it': (n) => `const a = equals([v.code], select(v.${n}, (a) => a.code));`,
  'a chain of calls': (n) => `const a = b.c(${n}).d(e).f((g) => g);`,
  'a function with a body': (n) => `const a = b((c) => { return c.${n}; });`,
  'a pattern': (n) => `const a = /^${n}/.test(b) ? \`\${c}\` : 1 / 2;`,
  'a class': (n) => `class A${n} {\nb = 1;\n}`,
  'empty lines': (n) => `const a = ${n};\n\n\nconst b = 2;\n// a remark\nconst c = 3;`,
  'wide characters': (n) => `const a = f("${n}", "日本語日本語日本語日本語日本語");`,
};

/** Lengths on both sides of where one line, and half of one, is full. */
const lengths = [1, 5, 12, ...range(18, 34), ...range(38, 60), ...range(70, 112), 118, 125];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const test = suite('layout');

for (const [what, code] of Object.entries(forms)) {
  test(`${what} is laid out as by Prettier, whatever the length of its names`, async () => {
    const files = lengths.map((length) => ({ path: `${length}.ts`, text: code('N'.padEnd(length, 'abc')) }));
    const { files: formatted } = await formatFiles(files, noCache());
    for (const [index, { path, text }] of formatted.entries()) {
      const expected = await format(files[index]?.text ?? '', {
        parser: 'babel-ts',
        printWidth: 120,
        singleQuote: true,
        endOfLine: 'lf',
      });
      assert.fixture(text, expected, path);
    }
  });
}

test('most forms are laid out without Prettier where they fit', () => {
  const known = Object.values(forms).filter((code) => layOut(code('N'))?.every((part) => typeof part === 'string'));
  assert.ok(known.length >= 20, `only ${known.length} are`);
});

test('texts that are formatted together are taken apart again', async () => {
  const texts = ['const a = //~\n1;', '//~\nconst b = (c) => (d);', 'const e = (f) => (g);', 'const h = (i) => (j);'];
  const { files } = await formatFiles(
    texts.map((text, index) => ({ path: `${index}.ts`, text })),
    noCache(),
  );
  for (const [index, { text }] of files.entries()) {
    const alone = await format(texts[index] ?? '', { parser: 'babel-ts', printWidth: 120, singleQuote: true });
    assert.is(text, alone);
  }
});

test.run();
