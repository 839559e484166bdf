/** Answers of the service, as OperationOutcomes in the format that the caller asks for. */
import { SpineErrorOrWarningCode, spineOperationOutcome, type SpineOperationOutcome } from 'careconnect-ems/ems';
import type { IssueSeverity, IssueType } from 'careconnect-ems/base';
import { toJson } from 'careconnect-ems/json';
import { toXml } from 'careconnect-ems/xml';

/** What an issue says; its code is one of the service. */
export interface IssueSaid {
  readonly severity: IssueSeverity;
  readonly type: IssueType;
  readonly code: SpineErrorOrWarningCode;
  readonly diagnostics?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly resource?: object;
}

/** Thrown by whatever finds something wrong with a request. */
export class Refusal extends Error {
  readonly answered: Answered;

  constructor(status: number, issue: IssueSaid, headers: Readonly<Record<string, string>> = {}) {
    super(issue.code);
    this.answered = { status, headers, resource: outcomeOf([issue]) };
  }
}

/** Refuses a request: most reasons are errors. */
export function refuse(status: number, code: SpineErrorOrWarningCode, type: IssueType, diagnostics: string): never {
  throw new Refusal(status, { severity: 'error', type, code, diagnostics });
}

export function outcomeOf(issues: readonly IssueSaid[]): SpineOperationOutcome {
  const [first, ...others] = issues.map(({ severity, type, code, diagnostics }) => ({
    severity,
    code: type,
    details: { coding: codingOf(code) },
    diagnostics,
  }));
  if (!first) throw new Error('an OperationOutcome has at least one issue');
  return spineOperationOutcome({ issue: [first, ...others] });
}

const codings = Object.values(SpineErrorOrWarningCode);

function codingOf(code: SpineErrorOrWarningCode): (typeof codings)[number] {
  const coding = codings.find((one) => one.code === code);
  if (!coding) throw new Error(`unknown code ${code}`);
  return coding;
}

/** The body of an answer, in JSON where the caller prefers that and otherwise in XML. */
export function bodyOf(resource: object, accept: string): { readonly type: string; readonly text: string } {
  return /json/.test(accept)
    ? { type: 'application/fhir+json;charset=utf-8', text: toJson(resource) }
    : { type: 'application/fhir+xml;charset=utf-8', text: toXml(resource) };
}
