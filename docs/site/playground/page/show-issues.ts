import type { Issue } from 'careconnect-ems/runtime';
import type { Counts, Report } from '../worker/messages.ts';
import { byId, element, show } from './elements.ts';
import { severities, type Shown } from './settings.ts';

const names: Readonly<Record<Shown, readonly [one: string, many: string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  information: ['note', 'notes'],
};

/** How many issues are shown at first, and with each click on the button below them. */
const step = 100;

/** Shows the issues of a report. `goTo` is called with the place of the one that is clicked. */
export function showIssues(
  report: Report,
  shown: readonly Shown[],
  goTo: (line: number, column?: number) => void,
): void {
  const issues = report.issues.filter((issue) => shown.includes(severityOf(issue)));
  const total = severities.reduce((sum, severity) => sum + report.counts[severity], 0);
  show(
    byId('issues'),
    report.policyFault === undefined ? undefined : element('p', { class: 'fault' }, report.policyFault),
    issues.length > 0
      ? listOf(issues, goTo)
      : element('p', {}, total === 0 ? 'No issues.' : 'No issue of the severities that you have chosen.'),
    total > report.issues.length
      ? element('p', {}, `Only the first ${report.issues.length} of ${total} are listed.`)
      : undefined,
  );
  for (const severity of severities) byId(`count-${severity}`).textContent = String(report.counts[severity]);
}

/** A list that grows on demand: thousands of issues at once would hold up the page. */
function listOf(issues: readonly Issue[], goTo: (line: number, column?: number) => void): HTMLElement {
  const list = element('ol', { class: 'issues' });
  const more = element('button', { type: 'button' });
  const grow = (): void => {
    const from = list.childElementCount;
    list.append(...issues.slice(from, from + step).map((issue) => itemOf(issue, goTo)));
    const left = issues.length - list.childElementCount;
    more.textContent = `Show ${Math.min(step, left)} more of ${left}`;
    more.hidden = left === 0;
  };
  more.addEventListener('click', grow);
  grow();
  return element('div', {}, list, more);
}

/** Returns the verdict in one sentence. */
export function verdictOf({ resourceType, valid, counts, facts }: Report): string {
  if (resourceType === undefined) return 'This text cannot be read as FHIR.';
  const what = facts ? 'message' : resourceType;
  return `${valid ? 'Valid' : 'Not valid'} ${what}: ${countText(counts)}.`;
}

function countText(counts: Counts): string {
  const texts = severities.map((severity) => `${counts[severity]} ${names[severity][counts[severity] === 1 ? 0 : 1]}`);
  return `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`;
}

export function severityOf({ severity }: Issue): Shown {
  return severity === 'fatal' ? 'error' : severity;
}

function itemOf(issue: Issue, goTo: (line: number, column?: number) => void): HTMLElement {
  const { line, column, expression, message, code, profile, elementId } = issue;
  const severity = severityOf(issue);
  const place = line === undefined ? 'no place' : `line ${line}`;
  const button = element(
    'button',
    { type: 'button', class: 'issue' },
    element('span', { class: `severity ${severity}` }, names[severity][0]),
    element('span', { class: 'place' }, place),
    element('code', {}, expression === '' ? 'the text' : expression),
    element('span', { class: 'message' }, message),
  );
  if (line === undefined) button.disabled = true;
  else button.addEventListener('click', () => goTo(line, column));
  const details = [`code ${code}`, elementId && `element ${elementId}`, profile && `profile ${profile}`];
  return element('li', {}, button, element('p', { class: 'details' }, details.filter(Boolean).join(' · ')));
}
