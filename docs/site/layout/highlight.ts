import { createHash } from 'node:crypto';
import highlighter from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import json from 'highlight.js/lib/languages/json';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import { html, trusted, type Html } from '../html.ts';

highlighter.registerLanguage('json', json);
highlighter.registerLanguage('sh', bash);
highlighter.registerLanguage('ts', typescript);
highlighter.registerLanguage('xml', xml);

/** What fences are called, by the language that highlights them. */
const languages: Readonly<Record<string, string>> = {
  ts: 'ts',
  typescript: 'ts',
  js: 'ts',
  json: 'json',
  jsonc: 'json',
  xml: 'xml',
  sh: 'sh',
  console: 'sh',
};

const names: Readonly<Record<string, string>> = { ts: 'TypeScript', json: 'JSON', xml: 'XML', sh: 'Shell' };

/** The same text is on several pages. */
const known = new Map<string, Html>();

/** Code with a colour for each kind of token, by classes: the style sheet has the colours of light and dark. */
export function highlightCode(code: string, fence: string): Html {
  const language = languages[fence];
  if (language === undefined) return html`${code}`;
  const key = createHash('sha256').update(`${language} ${code}`).digest('base64');
  const made = known.get(key) ?? trusted(highlighter.highlight(code, { language }).value);
  known.set(key, made);
  return made;
}

/** A block of code, which can be scrolled by the keyboard; a script adds a button that copies it. */
export function codeBlock(code: string, fence: string, label?: string): Html {
  const named = label ?? names[languages[fence] ?? ''] ?? 'Text';
  const inner = highlightCode(code.replace(/\n+$/, ''), fence);
  return html`<div class="code">
    <pre tabindex="0" role="region" aria-label="${named}"><code>${inner}</code></pre>
  </div>`;
}
