import { receive } from 'careconnect-ems/receive';
import { isFault, locateIssues, type Issue, type Policy } from 'careconnect-ems/runtime';
import { factsOf } from '../../../../sdk/message-facts.ts';
import { parsePolicy } from '../../../../sdk/parse-policy.ts';
import { reasonOf } from '../../../../sdk/thrown.ts';
import type { CheckSettings, Counts, Report } from './messages.ts';

/** Nobody reads more issues than these, and a list of 100,000 would hold up the page. */
const mostIssues = 1000;

/** Checks a text, XML or JSON, against everything that the package knows. Never throws. */
export function checkText(text: string, { direction, policy }: CheckSettings): Report {
  const start = performance.now();
  const { accept, policyFault } = acceptFrom(policy);
  const { resource, issues, resourceType } = receive(text, { direction, accept });
  const facts = typeof resource === 'object' && resource ? factsOf(resource, direction, '') : undefined;
  return {
    resourceType,
    valid: resource !== undefined && !issues.some(isFault),
    counts: countsOf(issues),
    issues: issues.slice(0, mostIssues),
    facts,
    lines: facts ? linesOf(resource as Bundle) : [],
    policyFault,
    milliseconds: performance.now() - start,
  };
}

function acceptFrom(policy: string): { readonly accept?: Policy; readonly policyFault?: string } {
  if (policy.trim() === '') return {};
  try {
    return { accept: parsePolicy(policy, 'The policy') };
  } catch (error) {
    return { policyFault: reasonOf(error) };
  }
}

function countsOf(issues: readonly Issue[]): Counts {
  const of = (severity: string): number => issues.filter((issue) => issue.severity === severity).length;
  return { error: of('error') + of('fatal'), warning: of('warning'), information: of('information') };
}

interface Bundle {
  readonly entry?: readonly unknown[];
}

/** Returns the lines of the resources as `linkResources` counts them: entries without a resource are left out. */
function linesOf(bundle: Bundle): (number | undefined)[] {
  const entries = [...(bundle.entry ?? []).entries()].filter(
    ([, entry]) => isObject(entry) && isObject(entry.resource),
  );
  const places = entries.map(([index]): Issue => ({
    severity: 'information',
    code: 'informational',
    expression: `Bundle.entry[${index}].resource`,
    message: '',
  }));
  return locateIssues(bundle, places).map(({ line }) => line);
}

function isObject(value: unknown): value is { readonly resource?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
