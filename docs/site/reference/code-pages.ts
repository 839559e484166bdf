import { issueCodes } from '../../../sdk/issue-codes.ts';
import { explainIssueCode, type IssueCodeReport } from '../../../sdk/explain-issue.ts';
import type { IssueCode } from 'careconnect-ems/runtime';
import { exampleLines } from '../../../generator/diagnostics/explanations/example-text.ts';
import type { Example } from '../../../generator/diagnostics/explanations/explanation.ts';
import { allCodes, explainCode, type ExplainedCode } from '../../../generator/diagnostics/explanations/index.ts';
import { capitalised, html, type Html } from '../html.ts';
import { codeBlock } from '../layout/highlight.ts';
import type { NavLink, Page } from '../page.ts';
import { mendedExample, type MendedExample } from './mended-examples.ts';

/** The pages of all codes that issues have: what they mean, and what to do. */
export async function issuePages(trail: readonly NavLink[]): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (const code of Object.keys(issueCodes) as IssueCode[])
    pages.push(issuePage(await explainIssueCode(code), await mendedExample(code), trail));
  return pages;
}

export function issuePath(code: string): string {
  return `reference/issues/${code}.html`;
}

function issuePage(
  { code, title, meaning, remedy, example }: IssueCodeReport,
  mended: MendedExample | undefined,
  trail: readonly NavLink[],
): Page {
  const body = html`<p class="kind">Code of an issue</p>
    <h1><code>${code}</code></h1>
    <p class="title">${capitalised(title)}</p>
    <p class="lead">${meaning}</p>
    <h2 id="remedy">What to do</h2>
    <p>${remedy}</p>
    ${example && failingExample(example)} ${example && mended && mendedPart(example, mended)}`;
  return {
    path: issuePath(code),
    title: code,
    section: 'reference',
    trail,
    kind: 'Issue code',
    description: title,
    body,
  };
}

function failingExample({ text, options, issues }: NonNullable<IssueCodeReport['example']>): Html {
  return html`<h2 id="example">Example</h2>
    <p>This has such an issue${options !== '' && html` when it is checked with <code>${options}</code>`}:</p>
    ${exampleBlock(text, 'An example with the issue')}
    <p>The check says:</p>
    <ul class="said">
      ${issues.map(
        ({ severity, expression, message }) =>
          html`<li><span class="severity ${severity}">${severity}</span> <code>${expression}</code> ${message}</li>`,
      )}
    </ul>`;
}

function mendedPart(example: NonNullable<IssueCodeReport['example']>, { text, left }: MendedExample): Html {
  if (text === example.text)
    return html`<h2 id="mended">Put right</h2>
      <p>The same text is read without <code>${example.options}</code>.</p>`;
  return html`<h2 id="mended">Put right</h2>
    ${exampleBlock(text, 'The example without the issue')}
    ${left.length > 0 && html`<p>Other codes remain, since the example is no whole message: ${[...new Set(left)].join(', ')}.</p>`}`;
}

function exampleBlock(text: string, label: string): Html {
  const isXml = text.startsWith('<');
  return codeBlock(isXml ? text : JSON.stringify(JSON.parse(text), undefined, 2), isXml ? 'xml' : 'json', label);
}

export function diagnosticPath(code: string): string {
  return `reference/diagnostics/${code.replaceAll('/', '-')}.html`;
}

/** The pages of all codes that the diagnostics of the generator have. */
export function diagnosticPages(trail: readonly NavLink[]): readonly Page[] {
  return allCodes.map((code) => diagnosticPage(explainCode(code), trail));
}

function diagnosticPage(
  { code, severity, what, why, hint, spec, example }: ExplainedCode,
  trail: readonly NavLink[],
): Page {
  const body = html`<p class="kind">Diagnostic of the generator</p>
    <h1><code>${code}</code></h1>
    <p><span class="severity ${severity}">${severity}</span></p>
    ${what !== undefined && html`<p class="lead">${what}</p>`} ${why !== undefined && html`<p>${why}</p>`}
    <h2 id="remedy">What to do</h2>
    <p>${hint}</p>
    ${
      spec !== undefined &&
      html`<p>FHIR describes the rule at <a class="spec" href="${spec}">${spec.replace(/^http:\/\//, '')}</a>.</p>`
    }
    ${example && beforeAndAfter(example)}
    <p>On the command line: <code>npx careconnect-codegen explain ${code}</code></p>`;
  const path = diagnosticPath(code);
  return { path, title: code, section: 'reference', trail, kind: 'Diagnostic', description: what ?? hint, body };
}

/** An input that leads to the diagnostic, and the same input put right. */
function beforeAndAfter(example: Example): Html {
  const block = (side: 'before' | 'after', label: string): Html => {
    const text = exampleLines(example, side).join('\n');
    return codeBlock(text, languageOf(example, text), label);
  };
  return html`<h2 id="example">Example</h2>
    ${example.form === 'elements' && html`<p>The differential of a profile of ${example.type}:</p>`}
    ${example.form === 'text' && html`<p>The file <code>${example.file}</code>:</p>`} ${block('before', 'Before')}
    <h2 id="mended">Put right</h2>
    ${block('after', 'After')}`;
}

function languageOf({ form }: Example, text: string): string {
  if (form === 'elements' || form === 'definitions') return 'json';
  if (text.startsWith('<')) return 'xml';
  return /^[[{]/.test(text) ? 'json' : 'text';
}
