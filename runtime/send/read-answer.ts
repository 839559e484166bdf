/** Reads the answer in a response. */
import type { ElementTables } from '../core/elements.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { readInput } from '../receive/read-input.js';
import { readXml } from '../xml/read-xml.js';
import type {
  AnswerFacts,
  AnswerIssue,
  AnswerTextOptions,
  LifecycleNotice,
  Retrying,
  ServiceAnswer,
} from './answer.js';
import { existingIdIn, idAtEnd } from './answer-ids.js';
import { readBody, type ResponseLike } from './http.js';
import { withNamespace } from './namespace.js';

/** The meaning of a service's codes. */
export interface AnswerRules<Code extends string = string, Notice extends Code = Code> {
  /** All known codes. */
  readonly codes: { has(code: unknown): boolean };
  /** Codes of accepted requests. */
  readonly notices: readonly Notice[];
  /** Codes whose reason may be temporary. */
  readonly passing: readonly Code[];
  /** Codes for something that exists already. */
  readonly duplicate: readonly Code[];
}

/** How to read the body. */
export interface AnswerReading {
  /** The resources that may be in XML. */
  readonly tables: () => ElementTables;
  /** Type of the resource that the service returns on success; without it, an OperationOutcome or nothing. */
  readonly expects?: string | undefined;
  /** True if that resource may be left out. */
  readonly isOptional?: boolean | undefined;
}

const MAX_BYTES = 3_145_728;

/**
 * Reads the answer of a service. Never rejects. Codes count whatever their system and display, and the XML namespace
 * may be missing, because services differ in both.
 */
export async function readAnswer<Code extends string, Notice extends Code>(
  rules: AnswerRules<Code, Notice>,
  response: ResponseLike,
  reading: AnswerReading,
): Promise<ServiceAnswer<Code, Notice>> {
  const { status, headers } = response;
  const read = await readResource(response, reading);
  const issues = issuesIn(rules, read.resource);
  const codes = [...new Set(issues.flatMap(({ code }) => code ?? []))];
  const reason = unclearReason(status, read, reading);
  const facts: AnswerFacts<Code> = {
    status,
    issues,
    codes,
    id: idAtEnd(headers.get('Location')),
    resource: read.resource,
    body: read.body,
    describe: (options) => describeAnswer(status, issues, reason, options),
  };
  const retrying = { mayRetry: mayRetry(rules, facts), retryAfter: secondsIn(headers.get('Retry-After')) };
  return judge(rules, facts, retrying, reason);
}

interface ResourceRead {
  readonly body: string;
  readonly resource: unknown;
  /** The reason why there is no resource, if there is a body. */
  readonly fault?: string | undefined;
}

async function readResource(response: ResponseLike, { tables }: AnswerReading): Promise<ResourceRead> {
  try {
    const input = await readBody(response, MAX_BYTES);
    const body = typeof input === 'string' ? input : new TextDecoder().decode(input);
    if (body.trim() === '') return { body: '', resource: undefined };
    // Bytes may have another encoding, which only the XML reader can detect.
    const text = /^\uFEFF?\s*</.test(body) && !body.includes('\0') ? withNamespace(body) : input;
    const { value, issues } = readInput(text, (xml, options) => readXml(tables(), xml, options), {});
    return { body, resource: value, ...(value === undefined && { fault: issues[0]?.message }) };
  } catch (error) {
    return { body: '', resource: undefined, fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Explains why the answer is unclear; undefined if it is clear. */
function unclearReason(
  status: number,
  { body, resource, fault }: ResourceRead,
  { expects, isOptional = expects === undefined }: AnswerReading,
): string | undefined {
  if (fault !== undefined) return `the body could not be read: ${fault}`;
  const type = isObject(resource) ? resource['resourceType'] : undefined;
  if (type === 'OperationOutcome') return undefined;
  if (isSuccess(status) && (body === '' ? isOptional : type !== undefined && type === expects)) return undefined;
  if (body === '') return isSuccess(status) ? `the body is empty, and not ${named(expects)}` : 'the body is empty';
  return `the body is ${named(type)}, and not ${expects !== undefined && isSuccess(status) ? named(expects) : 'an OperationOutcome'}`;
}

function named(type: unknown): string {
  if (typeof type !== 'string' || !/^[A-Z][A-Za-z]{0,60}$/.test(type)) return 'a resource of an unknown type';
  return `${/^[AEIO]/.test(type) ? 'an' : 'a'} ${type}`;
}

function judge<Code extends string, Notice extends Code>(
  { notices: known, duplicate }: AnswerRules<Code, Notice>,
  facts: AnswerFacts<Code>,
  retrying: Retrying,
  reason: string | undefined,
): ServiceAnswer<Code, Notice> {
  if (reason !== undefined) return { ...facts, ...retrying, result: 'unclear', accepted: false, reason };
  const isNotice = (issue: AnswerIssue<Code>): issue is LifecycleNotice<Notice> => known.includes(issue.code as Notice);
  if (!isSuccess(facts.status) || facts.issues.some((issue) => isFault(issue) && !isNotice(issue))) {
    const found = facts.issues.filter(({ code }) => code !== undefined && duplicate.includes(code));
    return { ...facts, ...retrying, result: 'rejected', accepted: false, existingId: existingIdIn(found) };
  }
  const [first, ...others] = facts.issues.filter(isNotice);
  return first === undefined
    ? { ...facts, result: 'accepted', accepted: true, notices: [] }
    : { ...facts, result: 'accepted-with-warning', accepted: true, notices: [first, ...others] };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function isFault({ severity }: AnswerIssue): boolean {
  return severity === 'fatal' || severity === 'error';
}

/** Statuses of a service, or of a gateway, that is busy or unavailable. */
const PASSING = [408, 425, 429, 500, 502, 503, 504];

/**
 * Returns whether to retry. Codes decide, if there are any; a service without an answer of its own may be back later.
 */
function mayRetry<Code extends string>(rules: AnswerRules<Code>, { status, issues }: AnswerFacts<Code>): boolean {
  const faults = issues.filter(({ code, otherCode }) => code !== undefined || otherCode !== undefined);
  if (faults.length === 0) return PASSING.includes(status);
  return faults.every(({ code }) => code !== undefined && rules.passing.includes(code));
}

/** Returns the seconds from now; the header contains a number of them, or a date. */
function secondsIn(header: string | null): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

function issuesIn<Code extends string>(rules: AnswerRules<Code>, resource: unknown): AnswerIssue<Code>[] {
  if (!isObject(resource) || resource['resourceType'] !== 'OperationOutcome') return [];
  return itemsOf(resource['issue'])
    .filter(isObject)
    .map((issue) => issueOf(rules, issue));
}

function issueOf<Code extends string>({ codes }: AnswerRules<Code>, issue: Properties): AnswerIssue<Code> {
  const details = isObject(issue['details']) ? issue['details'] : {};
  const codings = itemsOf(details['coding']).filter(isObject);
  const known = codings.find(({ code }) => codes.has(code));
  const coding = known ?? codings.find(({ code }) => typeof code === 'string');
  const code = coding && textIn(coding, 'code');
  return {
    severity: textIn(issue, 'severity') ?? '',
    type: textIn(issue, 'code') ?? '',
    code: known ? (code as Code) : undefined,
    otherCode: known ? undefined : code,
    display: (coding && textIn(coding, 'display')) ?? textIn(details, 'text'),
    diagnostics: textIn(issue, 'diagnostics'),
  };
}

function textIn(value: Properties, name: string): string | undefined {
  const text = value[name];
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function describeAnswer(
  status: number,
  issues: readonly AnswerIssue[],
  reason: string | undefined,
  { values = true }: AnswerTextOptions = {},
): string {
  const head = `status ${status}${reason === undefined ? '' : `: ${values ? reason : 'the answer cannot be understood'}`}`;
  const lines = issues.map(({ severity, type, code, otherCode, display, diagnostics }) => {
    const kind = code ?? (values ? otherCode : undefined) ?? type;
    const known = values || code !== undefined ? display : undefined;
    return [`${severity} ${kind}`.trim(), known, values ? diagnostics : undefined].filter(Boolean).join(': ');
  });
  return [head, ...lines].join('\n');
}
