/** The page about diagnostics is made of the table of codes and their explanations: `UPDATE=1` writes it anew. */
import { writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { format } from 'prettier';
import { exampleLines } from '../../generator/diagnostics/explanations/example-text.ts';
import { allCodes, explainCode, type ExplainedCode } from '../../generator/diagnostics/explanations/index.ts';
import { readPage, root } from '../support/documents.ts';

const path = 'docs/diagnostics.md';

const introduction = `# Diagnostics

Everything that the generator has to say about definitions, packages and files has a code. \`npx careconnect-codegen explain CODE\`
prints the section below, and without a code a list of all. Errors leave the definition out and make the exit code 1, warnings
say what is mended or not checked, and information is shown by \`--format json\` alone. [A baseline](generating.md#known-faults)
accepts those that you know.

In the examples, a profile is shown by the elements of its differential, and a definition without what all of its kind have.

Some oddities of published definitions have no code, because they mean what they seem to mean:

| Oddity                                                             | Why it is no fault                                            |
| ------------------------------------------------------------------ | ------------------------------------------------------------- |
| a slice \`valueQuantity\` of \`valueQuantity\`                         | the usual way to write a type of a choice                     |
| a slice of extensions without a slicing                            | extensions are always told by their URL                       |
| a slice inside an extension that states no URL                     | its URL follows from the definition of the extension          |
| a slicing that is closed or ordered                                | guards check both                                             |
| a name that is not the last part of the canonical URL              | a name is for people                                          |
| an element that the published snapshot of the same profile lacks   | the generator makes snapshots itself                          |
`;

function sectionOf({ code, severity, what = '', why = '', example, hint, spec }: ExplainedCode): string {
  const blocks = (['before', 'after'] as const).map((side) => {
    const lines = example ? exampleLines(example, side) : [];
    return `${side === 'before' ? 'Before' : 'After'}:\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\``;
  });
  const page = spec === undefined ? '' : ` See [the specification](${spec}).`;
  return [`### ${code}`, `**${severity}.** ${what} ${why}`, ...blocks, `${hint}${page}`].join('\n\n');
}

async function makePage(): Promise<string> {
  const stageOf = (code: string): string => code.slice(0, code.indexOf('/'));
  const stages = [...new Set(allCodes.map(stageOf))].map((stage) => {
    const sections = allCodes.filter((code) => stageOf(code) === stage).map((code) => sectionOf(explainCode(code)));
    return `## ${stage}\n\n${sections.join('\n\n')}`;
  });
  return format(`${introduction}\n${stages.join('\n\n')}\n`, { parser: 'markdown', printWidth: 120 });
}

const test = suite('page about diagnostics');

test('says what the codes and their explanations say', async () => {
  const page = await makePage();
  if (process.env['UPDATE'] === '1') writeFileSync(root + path, page);
  assert.is(readPage(path).text, page, 'UPDATE=1 node --import tsx test/docs/diagnostics.test.ts writes it');
});

test.run();
