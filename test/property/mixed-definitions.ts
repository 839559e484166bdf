/** Definitions of every kind with letters that locales treat differently; run as a script it prints what they yield. */
import {
  acme,
  codeSystem,
  element,
  extension,
  extensionType,
  profile,
  slicing,
  valueSet,
  type Json,
} from '../support/definitions.ts';
import { generate } from '../support/pipeline.ts';

const words = ['I', 'i', 'İnce', 'ıslak', 'Ähre', 'Zebra', 'zebra', 'äther', 'éclair', '10', '9', 'B', 'a'];
const codes = Object.fromEntries(words.map((word, index) => [`c${index}`, word]));

export const mixedDefinitions: readonly Json[] = [
  profile('Acme-Flag-1', 'Flag', [
    slicing('Flag.identifier', 'system'),
    ...['INDIA', 'istanbul', 'Zulu', 'alpha'].flatMap((name) => [
      element(`Flag.identifier:${name}`, { max: '1' }),
      element(`Flag.identifier:${name}.system`, { min: 1, fixedUri: `https://acme.example/${name}` }),
    ]),
    element('Flag.code', { binding: { strength: 'required', valueSetUri: `${acme}/ValueSet/Acme-Words-1` } }),
    element('Flag.extension:size', extensionType('Extension-Acme-ISize-1')),
    element('Flag.extension:colour', extensionType('Extension-Acme-iColour-1')),
    element('Flag.author', { max: '*' }),
  ]),
  profile('Acme-IdFlag-1', 'Flag', [element('Flag.identifier', { min: 1 })]),
  extension('Extension-Acme-ISize-1', [element('Extension.valueInteger', { min: 1 })]),
  extension('Extension-Acme-iColour-1', [element('Extension.valueString', { min: 1, short: 'Farbe: İIıi' })]),
  codeSystem('Acme-Words-1', codes),
  codeSystem('Acme-Other-1', { c0: 'I', i: 'other' }),
  valueSet('Acme-Words-1', [
    { system: `${acme}/CodeSystem/Acme-Words-1` },
    { system: `${acme}/CodeSystem/Acme-Other-1` },
  ]),
  valueSet('Acme-Other-1', 'Acme-Other-1'),
];

/** The files of the definitions in the order above. */
export async function mixedFiles(): Promise<ReadonlyMap<string, string>> {
  return (await generate(mixedDefinitions, { resources: ['Flag'] })).files;
}

/** Files as one text. */
export function printedFiles(files: ReadonlyMap<string, string>): string {
  return [...files].map(([path, text]) => `== ${path}\n${text}`).join('\n');
}

/** A text that depends on the locale of the process. */
export function localeProbe(): string {
  return `${'I'.toLocaleLowerCase()} ${new Intl.NumberFormat().format(1234.5)}`;
}

if (process.env['PRINT_FILES'] === '1') {
  process.stdout.write(JSON.stringify({ probe: localeProbe(), files: printedFiles(await mixedFiles()) }));
}
