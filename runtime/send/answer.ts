/** The answer of a service, as its callers see it. */

/** An issue of the OperationOutcome in an answer. */
export interface AnswerIssue<Code extends string = string> {
  /** `fatal`, `error`, `warning` or `information`; empty if the issue states none. */
  readonly severity: string;
  /** The kind of issue, a code of FHIR's IssueType; empty if the issue states none. */
  readonly type: string;
  /** The code of the service, if it is known. */
  readonly code: Code | undefined;
  /** A code of the service that is unknown. */
  readonly otherCode: string | undefined;
  /** The display of the code, or its text. */
  readonly display: string | undefined;
  /** Further explanation for people; may contain data about a patient. */
  readonly diagnostics: string | undefined;
}

/** A notice on the life cycle of the request: it works now, but will not work for ever. */
export interface LifecycleNotice<Code extends string = string> extends AnswerIssue<Code> {
  readonly code: Code;
  readonly otherCode: undefined;
}

/** Options of an answer's text. */
export interface AnswerTextOptions {
  /** False leaves out diagnostics, in which a service may quote the request. */
  readonly values?: boolean | undefined;
}

/** The facts about every answer. */
export interface AnswerFacts<Code extends string> {
  /** HTTP status code. */
  readonly status: number;
  /** The issues of the OperationOutcome, in its order; none if the body is not one. */
  readonly issues: readonly AnswerIssue<Code>[];
  /** Their known codes, without repetitions. */
  readonly codes: readonly Code[];
  /** The logical id at the end of the header `Location`: that of the created resource. */
  readonly id: string | undefined;
  /** The resource in the body, unchecked; undefined if there is none. */
  readonly resource: unknown;
  /** The body as text; empty if there is none or it could not be read. */
  readonly body: string;
  /** Returns the answer as text: its status, and one line for each issue. */
  readonly describe: (options?: AnswerTextOptions) => string;
}

/** The service has accepted the request. */
export interface Accepted<Code extends string> extends AnswerFacts<Code> {
  readonly result: 'accepted';
  readonly accepted: true;
  readonly notices: readonly [];
}

/**
 * The service has accepted the request and warns that this will not work for ever. Pass the notices to the operators of
 * your system.
 */
export interface AcceptedWithWarning<Code extends string, Notice extends Code> extends AnswerFacts<Code> {
  readonly result: 'accepted-with-warning';
  readonly accepted: true;
  readonly notices: readonly [LifecycleNotice<Notice>, ...LifecycleNotice<Notice>[]];
}

/** Whether to send the same request again. */
export interface Retrying {
  /** True if the reason may be temporary: the same request, with the same ids, may then be sent again later. */
  readonly mayRetry: boolean;
  /** Seconds to wait, from the header `Retry-After`. */
  readonly retryAfter: number | undefined;
}

/** The service refuses the request and gives its reasons. */
export interface Rejected<Code extends string> extends AnswerFacts<Code>, Retrying {
  readonly result: 'rejected';
  readonly accepted: false;
  /** The id of what exists already, if that is the reason and the answer contains it. */
  readonly existingId: string | undefined;
}

/**
 * The answer does not show whether the request was accepted, because its body is not what the service should return.
 */
export interface Unclear<Code extends string> extends AnswerFacts<Code>, Retrying {
  readonly result: 'unclear';
  readonly accepted: false;
  /** What is wrong with the answer. */
  readonly reason: string;
}

/** The answer; `result` has one of four values, and `accepted` one of two. */
export type ServiceAnswer<Code extends string = string, Notice extends Code = Code> =
  Accepted<Code> | AcceptedWithWarning<Code, Notice> | Rejected<Code> | Unclear<Code>;
