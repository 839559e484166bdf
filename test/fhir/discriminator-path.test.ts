import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDiscriminatorPath } from '../../generator/fhir/discriminator-path.ts';

/** A path in short: names as they are, `#` and the URL of an extension, `->` where a reference is followed. */
function brief(path: string): string | undefined {
  const parsed = parseDiscriminatorPath(path);
  if (!parsed) return undefined;
  const steps = parsed.steps.map((step) =>
    step.kind === 'name' ? step.name : step.kind === 'resolve' ? '->' : `#${step.url}`,
  );
  return [...steps, ...(parsed.ending ? [`@${parsed.ending}`] : [])].join(' ');
}

const paths = suite('paths of discriminators');

const table: readonly (readonly [path: string, want: string | undefined])[] = [
  ['$this', ''],
  ['url', 'url'],
  ['code.coding.code', 'code coding code'],
  ['value[x]', 'value'],
  ['$this.resolve()', '->'],
  ['individual.resolve().name', 'individual -> name'],
  ["extension('https://acme.example/a.b').value", '#https://acme.example/a.b value'],
  ['contact.extension("x").valueCode', 'contact #x valueCode'],
  ['individual@type', 'individual @type'],
  ['entry.resource.@profile', 'entry resource @profile'],
  ['@type', '@type'],
  ['', undefined],
  ['code..coding', undefined],
  ["value.ofType('Quantity')", undefined],
  ['coding.where(system = 1)', undefined],
  ["extension('x", undefined],
  [Array.from({ length: 60 }, () => 'item').join('.'), undefined],
];

for (const [path, want] of table) paths(path.slice(0, 50) || '(empty)', () => assert.is(brief(path), want));

paths.run();
