import type { MessageFacts } from '../../../../sdk/message-facts.ts';
import { patientText } from '../../../../sdk/patient-text.ts';
import type { LinkedResource } from '../../../../sdk/resource-links.ts';
import type { Report } from '../worker/messages.ts';
import { byId, element, show } from './elements.ts';

/** Shows what a message says: its event, its patient, what it is about and who sent it. */
export function showMessage({ facts, lines, resourceType }: Report, goTo: (line: number) => void): void {
  const place = byId('message');
  if (!facts) {
    show(
      place,
      element('p', {}, resourceType ? `This is a ${resourceType} and no message.` : 'Nothing could be read.'),
    );
    return;
  }
  const rows = rowsOf(facts).flatMap(([name, text]) => [element('dt', {}, name), element('dd', {}, text)]);
  const focus = facts.focus.map((at) => linkTo(facts.resources[at], lines[at], goTo));
  show(
    place,
    element('dl', { class: 'facts' }, ...rows, element('dt', {}, 'Focus'), element('dd', {}, ...spaced(focus))),
  );
}

function rowsOf({ event, patient, key, sender, ...facts }: MessageFacts): (readonly [string, string])[] {
  return [
    ['Event', join([event.code, event.type, event.case]) || 'none that is known'],
    ['Patient', patient ? patientText(patient) : 'none'],
    ['Key', key ? `${key.value ?? 'no value'} (${key.system ?? 'no system'})` : 'none'],
    ['Last updated', facts.lastUpdated ?? 'not stated'],
    ['Sent', facts.timestamp ?? 'not stated'],
    ['Sender', join([sender.name, sender.endpoint]) || 'not stated'],
    ['Message id', facts.messageId ?? 'none'],
  ];
}

function join(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(', ');
}

/** Returns the name of a resource as people read it: its type, and its name if it has one. */
export function titleOf(resource: LinkedResource | undefined): string {
  const { resourceType, name } = resource ?? { resourceType: null, name: null };
  return join([resourceType ?? 'no type', name]);
}

function linkTo(
  resource: LinkedResource | undefined,
  line: number | undefined,
  goTo: (line: number) => void,
): HTMLElement {
  if (line === undefined) return element('span', {}, titleOf(resource));
  const button = element('button', { type: 'button', class: 'link' }, titleOf(resource));
  button.addEventListener('click', () => goTo(line));
  return button;
}

function spaced(parts: readonly HTMLElement[]): (Node | string)[] {
  return parts.length === 0 ? ['none'] : parts.flatMap((part, at) => (at === 0 ? [part] : [', ', part]));
}
