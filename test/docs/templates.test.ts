/** The page about templates lists what each of them is given: no name less, and none that does not exist. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { elementTablesOf } from '../../generator/base/element-tables.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { Code } from '../../generator/code/code.ts';
import { checkTemplate } from '../../generator/emit/check-template.ts';
import { folderTemplates, templateNames, Templates } from '../../generator/emit/templates.ts';
import { folderSource } from '../../generator/load/definition-source.ts';
import { loadDefinitions } from '../../generator/load/load-definitions.ts';
import { readPage, root } from '../support/documents.ts';
import { generateLoaded } from '../support/pipeline.ts';

const page = readPage('docs/templates.md');

/** The names in a view, those of parts behind a dot: `members[].key`. */
function namesIn(view: object, start = ''): string[] {
  return Object.entries(view).flatMap(([name, value]: [string, unknown]) => {
    const isList = Array.isArray(value) && !value.some((one) => typeof one === 'string') && !/^doc$|Doc$/.test(name);
    const path = `${start}${name}${isList ? '[]' : ''}`;
    const parts = (Array.isArray(value) ? value : [value]) as unknown[];
    const inside = parts.filter(
      (one): one is object => typeof one === 'object' && one !== null && !(one instanceof Code),
    );
    return [path, ...inside.flatMap((one) => namesIn(one, `${path}.`))];
  });
}

/** The same of a row of the page: `members[] (key)`. */
function namesOf(row: string): string[] {
  const names: string[] = [];
  const around: string[] = [];
  for (const [word] of row.matchAll(/[\w[\]]+|[()]/g)) {
    if (word === '(') around.push(`${names.at(-1)}.`);
    else if (word === ')') around.pop();
    else names.push((around.at(-1) ?? '') + word);
  }
  return names;
}

const rows = [...page.text.matchAll(/^\| `([\w-]+)\.hbs` +\|[^|]*\| (.*?) *\|$/gm)];
const listed = new Map(rows.map(([, name = '', view = '']) => [name, new Set(namesOf(view))]));

const given = new Map<string, Set<string>>();
const { render } = Templates.prototype;
Templates.prototype.render = function (name, view) {
  const names = given.get(name) ?? new Set();
  given.set(name, names);
  for (const one of namesIn(view)) names.add(one);
  return render.call(this, name, view);
};
const tables = elementTablesOf(loadBaseModel());
const own = await loadDefinitions([folderSource(`${root}profiles`)], () => undefined, tables);
await generateLoaded(own);
Templates.prototype.render = render;

const test = suite('page about templates');

test('lists every template', () => assert.equal([...listed.keys()], [...templateNames]));

for (const name of templateNames) {
  test(`lists what ${name}.hbs is given`, () => {
    const known = listed.get(name) ?? new Set();
    const seen = given.get(name) ?? new Set();
    assert.ok(seen.size > 0);
    assert.equal(
      [...seen].filter((one) => !known.has(one)),
      [],
    );
    // Some are given to a template only for a large value set; ours uses them at least.
    const text = folderTemplates().read(name);
    const isUsed = (one: string): boolean => new RegExp(`\\b${one.split('.').at(-1)?.replace('[]', '')}\\b`).test(text);
    assert.equal(
      [...known].filter((one) => !seen.has(one) && !isUsed(one)),
      [],
    );
  });
}

test('shows a template that can be used', () => {
  const [example] = page.blocks.filter(({ language }) => language === 'text');
  checkTemplate(example?.text ?? '{{none}}');
  const ours = readFileSync(`${root}templates/constant.hbs`, 'utf8');
  assert.ok(example?.text.endsWith(ours.trimStart()), 'it is ours with a line more');
});

test.run();
