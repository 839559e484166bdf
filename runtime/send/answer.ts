/** What a service answers, as its callers see it. */

/** An issue of the OperationOutcome that a service answered with. */
export interface AnswerIssue<Code extends string = string> {
  /** `fatal`, `error`, `warning` or `information`; empty if the issue states none. */
  readonly severity: string;
  /** The kind of issue, a code of FHIR's IssueType; empty if the issue states none. */
  readonly type: string;
  /** The code of the service, if it is one of those that are known. */
  readonly code: Code | undefined;
  /** A code that the service gives and that is not known. */
  readonly otherCode: string | undefined;
  /** The wording of the code, or the text in its place. */
  readonly display: string | undefined;
  /** What the service has to say beyond the code, for people; may hold data about a patient. */
  readonly diagnostics: string | undefined;
}

/** What is told of the life cycle of what was asked for: it works, but not for ever. */
export interface LifecycleNotice<Code extends string = string> extends AnswerIssue<Code> {
  readonly code: Code;
  readonly otherCode: undefined;
}

/** How the text of an answer is made. */
export interface AnswerTextOptions {
  /** False leaves out diagnostics, in which a service may quote what it was sent. */
  readonly values?: boolean | undefined;
}

/** What is known of every answer. */
export interface AnswerFacts<Code extends string> {
  /** Status code of HTTP. */
  readonly status: number;
  /** The issues of the OperationOutcome, in its order; none if the body is not one. */
  readonly issues: readonly AnswerIssue<Code>[];
  /** The known codes of these, each once. */
  readonly codes: readonly Code[];
  /** The logical id at the end of the header `Location`: that of what was created. */
  readonly id: string | undefined;
  /** The resource that was read from the body, unchecked; undefined if there is none. */
  readonly resource: unknown;
  /** The body as text; empty if there is none or it could not be read. */
  readonly body: string;
  /** Returns the answer as text: its status, and one line for each issue. */
  readonly describe: (options?: AnswerTextOptions) => string;
}

/** The service has taken the request. */
export interface Accepted<Code extends string> extends AnswerFacts<Code> {
  readonly result: 'accepted';
  readonly accepted: true;
  readonly notices: readonly [];
}

/** The service has taken the request and warns that this will not work for ever. Pass the notices to who runs the system. */
export interface AcceptedWithWarning<Code extends string, Notice extends Code> extends AnswerFacts<Code> {
  readonly result: 'accepted-with-warning';
  readonly accepted: true;
  readonly notices: readonly [LifecycleNotice<Notice>, ...LifecycleNotice<Notice>[]];
}

/** Whether it makes sense to send the same request again. */
export interface Retrying {
  /** True if the reason may pass: then the same request, with the same ids, may be sent again later. */
  readonly mayRetry: boolean;
  /** Seconds that the service asks to wait, by its header `Retry-After`. */
  readonly retryAfter: number | undefined;
}

/** The service refuses the request and says why. */
export interface Rejected<Code extends string> extends AnswerFacts<Code>, Retrying {
  readonly result: 'rejected';
  readonly accepted: false;
  /** The id of what exists already, if that is the reason and the answer names it. */
  readonly existingId: string | undefined;
}

/** Nobody can tell from the answer whether the request was taken: the body is not what a service answers with. */
export interface Unclear<Code extends string> extends AnswerFacts<Code>, Retrying {
  readonly result: 'unclear';
  readonly accepted: false;
  /** What is wrong with the answer. */
  readonly reason: string;
}

/** What came back; `result` tells which of four, `accepted` which of two. */
export type ServiceAnswer<Code extends string = string, Notice extends Code = Code> =
  Accepted<Code> | AcceptedWithWarning<Code, Notice> | Rejected<Code> | Unclear<Code>;
