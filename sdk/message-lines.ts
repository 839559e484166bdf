import type { Paint } from './colours.ts';
import type { MessageFacts } from './message-facts.ts';
import { patientText } from './patient-text.ts';
import { columns } from './report.ts';
import type { Link, LinkedResource } from './resource-links.ts';
import { visible } from './visible.ts';

/** Deeper references are not followed, so that a line never grows long: messages need four or five levels. */
const deepest = 20;

/** What a message says, as text: first the facts, then its resources as a tree from the header on. */
export function messageLines(facts: MessageFacts, paint: Paint): readonly string[] {
  const { event, key, sender, patient, focus, resources } = facts;
  const rows: (readonly string[])[] = [
    ['Event', [event.code ?? 'none', event.type, event.case].filter((part) => part !== null).join(', ')],
    ['Patient', patient === null ? 'none' : patientText(patient)],
    ['Last updated', facts.lastUpdated ?? 'not stated'],
    ['Sent', facts.timestamp ?? 'not stated'],
    ['Sender', [sender.name, sender.endpoint].filter((part) => part !== null).join(', ') || 'not stated'],
    ['Message id', facts.messageId ?? 'none'],
    ...(key === null ? [] : [['Key', `${key.value ?? 'without a value'} of ${key.system ?? 'no system'}`]]),
    ['Focus', focus.map((place) => resourceText(resources[place])).join(', ') || 'none'],
    ['Valid', verdict(facts)],
  ];
  return [...columns(rows), '', paint('bold', 'Resources'), ...treeLines(resources)];
}

function verdict({ valid, errors, warnings }: MessageFacts): string {
  const counts = [count(errors, 'error'), count(warnings, 'warning')].join(', ');
  return valid ? `yes; ${counts}` : `no; ${counts}: validate lists them`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function resourceText(resource: LinkedResource | undefined): string {
  const { resourceType, id, name } = resource ?? { resourceType: null, id: null, name: null };
  return `${resourceType ?? 'without a type'}${id === null ? '' : `/${id}`}${name === null ? '' : ` (${name})`}`;
}

/**
 * Each resource once with its references, where it is first met: from the header on, then from what no other refers to,
 * then whatever is left, which refers to each other in a circle or was too deep.
 */
function treeLines(resources: readonly LinkedResource[]): readonly string[] {
  const tree = new ReferenceTree(resources);
  const referred = new Set(
    resources.flatMap(({ references }, at) => references.flatMap(({ place }) => (place === at ? [] : (place ?? [])))),
  );
  const places = [...resources.keys()];
  for (const place of [...places.filter((one) => one === 0 || !referred.has(one)), ...places]) tree.add(place);
  return tree.lines;
}

class ReferenceTree {
  readonly lines: string[] = [];
  readonly #resources: readonly LinkedResource[];
  readonly #shown = new Set<number>();

  constructor(resources: readonly LinkedResource[]) {
    this.#resources = resources;
  }

  /** Shows a resource with all that it leads to, unless it was shown. */
  add(place: number): void {
    if (this.#shown.has(place)) return;
    this.lines.push(visible(resourceText(this.#resources[place])));
    this.#showReferences(place, '', 0);
  }

  #showReferences(place: number, indent: string, depth: number): void {
    this.#shown.add(place);
    const references = this.#resources[place]?.references ?? [];
    for (const [at, link] of references.entries()) {
      const isLast = at === references.length - 1;
      const isFollowed = link.place !== null && !this.#shown.has(link.place) && depth < deepest;
      this.lines.push(`${indent}${isLast ? '└─' : '├─'} ${visible(this.#linkText(link, isFollowed))}`);
      if (link.place !== null && isFollowed) {
        this.#showReferences(link.place, `${indent}${isLast ? '   ' : '│  '}`, depth + 1);
      }
    }
  }

  #linkText({ path, reference, place, leads }: Link, isFollowed: boolean): string {
    if (place === null) return `${path}: ${reference} (${elsewhere[leads]})`;
    const isShown = this.#shown.has(place) && (this.#resources[place]?.references.length ?? 0) > 0;
    return `${path}: ${resourceText(this.#resources[place])}${isShown && !isFollowed ? ', see above' : ''}`;
  }
}

const elsewhere: Readonly<Record<Link['leads'], string>> = {
  'to-entry': 'an entry',
  'to-contained': 'contained',
  elsewhere: 'not in the message',
  nowhere: 'leads nowhere',
};
