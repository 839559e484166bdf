import type { ExtensionFacts, PartFacts, ValueFacts } from './extension-facts.ts';

/** Returns a title made from a name: `patient-birthTime` → `Patient birth time`. Words in capitals stay as they are. */
export function titleOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[-_ ]+/)
    .map((word) => (/^[A-Z][a-z]*$/.test(word) ? word.toLowerCase() : word));
  const title = words.join(' ');
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** Says in a sentence or two where an extension may be used and what it contains. */
export function describeExtension(facts: ExtensionFacts): string {
  const modifier = facts.isModifier ? ' It may change the meaning of the element that has it.' : '';
  return `Published with FHIR, for use ${placesOf(facts)}. ${contentOf(facts)}${modifier}`;
}

function placesOf({ context: { of } }: ExtensionFacts): string {
  return of.some((place) => anywhere.has(place)) ? 'on any element' : `on ${listed(of)}`;
}

const anywhere: ReadonlySet<string> = new Set(['*', 'Any', 'Element']);

function contentOf({ value, parts = {} }: PartFacts): string {
  if (value) return `Its value is ${valueText(value)}.`;
  const names = Object.entries(parts).map(([name, part]) => (part.value ? `${name} (${valueText(part.value)})` : name));
  return `It consists of further extensions: ${names.join(', ')}.`;
}

function valueText({ types, targets }: ValueFacts): string {
  return listed(
    types.map((type) =>
      type === 'Reference' && targets ? `a Reference to ${listed(targets)}` : `${article(type)} ${type}`,
    ),
  );
}

function article(type: string): string {
  return /^[aeiou]/i.test(type) && !/^u[nr]i/i.test(type) ? 'an' : 'a';
}

function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} or ${last}`;
}
