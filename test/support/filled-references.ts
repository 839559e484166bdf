import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Json } from './event-messages.ts';

const profiles = fileURLToPath(new URL('../../profiles/events', import.meta.url));
const url = 'https://careconnect-codegen.example/StructureDefinition/filled-reference';

/**
 * Returns the rows of the table in `docs/events.md`, from the data: the references that the builders of each event
 * fill.
 */
export function filledReferenceRows(): string[] {
  const events = new Map<string, Map<string, Map<string, string[]>>>();
  const kinds = new Map<string, string[]>();
  for (const file of bundleFiles().sort(inOrder)) {
    const event = file.split('/')[0] ?? '';
    const kind = kindOf(file);
    kinds.set(event, [...(kinds.get(event) ?? []), kind]);
    const { extension = [] } = JSON.parse(readFileSync(`${profiles}/${file}`, 'utf8')) as Json;
    for (const one of extension.filter((other: Json) => other.url === url)) {
      const [element, role, of] = ['element', 'role', 'of'].map((name) => partOf(one, name));
      const roles = events.get(event) ?? new Map<string, Map<string, string[]>>();
      events.set(event, roles);
      const text = `\`${element}\`${of === undefined ? '' : ` of ${of.split(' ').join(', ')}`}`;
      const references = roles.get(role ?? '') ?? new Map<string, string[]>();
      roles.set(role ?? '', references.set(text, [...(references.get(text) ?? []), kind]));
    }
  }
  return [...events].flatMap(([event, roles]) =>
    [...roles].map(([role, references]) => {
      const all = [...references].map(([text, of]) =>
        of.length === kinds.get(event)?.length ? text : `${text} (${of.join(', ')})`,
      );
      return `\`${event}\` | \`${role}\` | ${all.join('; ')}`;
    }),
  );
}

/** Sorts new messages first, because they fill the most. */
function inOrder(one: string, other: string): number {
  const [a, b] = [one, other].map((file) => `${file.split('/')[0]}/${kindOf(file) === 'new' ? '' : kindOf(file)}`);
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

function kindOf(file: string): string {
  return /-([A-Z][a-z]+)Message\.json$/.exec(file)?.[1]?.toLowerCase() ?? '';
}

function partOf(extension: Json, name: string): string | undefined {
  return extension['extension'].find((part: Json) => part.url === name)?.valueString;
}

function bundleFiles(): string[] {
  const files = readdirSync(profiles, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  return files.filter((file) => /\/StructureDefinition-.*Message\.json$/.test(file));
}
