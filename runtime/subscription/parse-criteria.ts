import { describe } from '../core/describe.js';
import type { ListOf, NonEmptyList } from '../core/lists.js';
import { CriteriaLog, type CriteriaIssue } from './criteria-issue.js';
import { useOf, type CriteriaGrammar, type CriteriaParameter, type CriteriaUse } from './grammar.js';
import { rangeFault, rangeOf } from './ranges.js';
import { splitCriteria, type WrittenParameter } from './split-criteria.js';
import { valueFault, type OtherValues } from './value-fault.js';

/** A member of criteria as it is parsed: a list is an array, and what is absent is undefined. */
type Parsed<Value> = [Extract<Value, ListOf<unknown>>] extends [never]
  ? Exclude<Value, null>
  : NonEmptyList<Extract<Value, ListOf<unknown>>[0]>;

/** Criteria as they are parsed; their builder accepts them too. */
export type ParsedMembers<Criteria> = Criteria extends unknown
  ? { [Name in keyof Criteria]: Parsed<Criteria[Name]> }
  : never;

/** Criteria that follow the grammar, as an object that their builder accepts. */
export interface ParsedAs<Form extends string, Criteria> {
  readonly valid: true;
  /** The kind of subscription. */
  readonly form: Form;
  readonly criteria: ParsedMembers<Criteria>;
  /** Warnings about parameters without effect. */
  readonly issues: readonly CriteriaIssue[];
}

/** Criteria that do not follow the grammar. */
export interface NotParsed {
  readonly valid: false;
  readonly form?: undefined;
  readonly criteria?: undefined;
  /** The reasons, in the order of the text, including warnings. */
  readonly issues: readonly CriteriaIssue[];
}

/** Parses the text of criteria by a grammar. Never throws: anything but a text is reported too. */
export function parseCriteria(grammar: CriteriaGrammar, text: unknown): ParsedAs<string, object> | NotParsed {
  const log = new CriteriaLog();
  const written = typeof text === 'string' ? splitCriteria(grammar, text, log) : noText(grammar, text, log);
  const end = typeof text === 'string' ? text.length : 0;
  reportValues(written, log);
  const form = formOf(grammar, written, end, log);
  if (form !== undefined) reportCounts(grammar, { form, written, end }, log);
  const { issues } = log;
  if (form === undefined || log.hasErrors) return { valid: false, issues };
  return { valid: true, form, criteria: criteriaOf(grammar, form, written), issues };
}

function noText({ start }: CriteriaGrammar, value: unknown, log: CriteriaLog): WrittenParameter[] {
  const remedy = `give a text that begins with ${start}`;
  log.add({ code: 'value', at: 0, what: `criteria are text, not ${describe(value)}`, expected: start, remedy });
  return [];
}

function reportValues(written: readonly WrittenParameter[], log: CriteriaLog): void {
  const others = new Map<string, string>();
  for (const { parameter, value } of written) if (!others.has(parameter.name)) others.set(parameter.name, value);
  for (const { parameter, value, valueAt } of written) {
    const fault = valueFault(parameter, value, others);
    if (fault) log.add({ ...fault, at: valueAt + fault.at, what: `${parameter.name}: ${fault.what}` });
    else reportPointless(parameter, { others, at: valueAt }, log);
  }
}

function reportPointless(
  { name, pointless }: CriteriaParameter,
  { others, at }: { readonly others: OtherValues; readonly at: number },
  log: CriteriaLog,
): void {
  const code = pointless && others.get(pointless.parameter);
  if (!pointless || code === undefined || !pointless.codes.includes(code)) return;
  const what = `${name} has no effect with ${pointless.parameter}=${code}`;
  const expected = `no ${name} with this ${pointless.parameter}`;
  log.add({ severity: 'warning', code: 'business-rule', at, what, expected, remedy: `leave ${name} out` });
}

/** Returns the only form that has all the parameters; reports it if there is none or more than one. */
function formOf(
  { forms, parameters }: CriteriaGrammar,
  written: readonly WrittenParameter[],
  end: number,
  log: CriteriaLog,
): string | undefined {
  let left = forms;
  for (const { parameter, at } of written) {
    const next = left.filter((form) => useOf(parameter, form));
    if (next.length === 0) {
      const others = forms.filter((form) => useOf(parameter, form)).join(' or ');
      const what = `${parameter.name} is for ${others} subscriptions, but the parameters before it are for ${left.join(' or ')} ones`;
      const remedy = 'leave out one of the two, or make two subscriptions';
      log.add({ code: 'structure', at, what, expected: `a parameter of ${left.join(' or ')} subscriptions`, remedy });
      return undefined;
    }
    left = next;
  }
  // A parameter that seems missing may be one that could not be read.
  if (left.length === 1 || log.hasErrors) return left.length === 1 ? left[0] : undefined;
  const marks = left.map((form) => markOf(parameters, form, left)).join(', or ');
  const what = `it is not clear whether the subscription is ${left.join(' or ')}`;
  log.add({ code: 'required', at: end, what, expected: marks, remedy: `add ${marks}` });
  return undefined;
}

/** Returns the parameter that a form requires and others do not have. */
function markOf(parameters: readonly CriteriaParameter[], form: string, forms: readonly string[]): string {
  const needed = parameters.filter(
    (parameter) =>
      (useOf(parameter, form)?.min ?? 0) > 0 && forms.every((one) => one === form || !useOf(parameter, one)),
  );
  return `${needed.map(({ name }) => name).join(' and ')} (${form})`;
}

interface Written {
  readonly form: string;
  readonly written: readonly WrittenParameter[];
  readonly end: number;
}

function reportCounts({ parameters }: CriteriaGrammar, { form, written, end }: Written, log: CriteriaLog): void {
  const isRead = !log.hasErrors;
  for (const parameter of parameters) {
    const { name } = parameter;
    const use = useOf(parameter, form);
    const all = written.filter((one) => one.parameter === parameter);
    if (use && isRead && all.length < use.min) {
      const what = `${name} is missing, which ${form} subscriptions need`;
      log.add({ code: 'required', at: end, what, expected: `&${name}=`, remedy: `add &${name}= and a value` });
    }
    const extra = use && all[use.max];
    if (extra) reportExtra(extra, { form, max: use.max }, log);
    else if (parameter.bounds) reportRange(parameter, all, log);
    else reportRepeated(all, log);
  }
}

function reportExtra(
  { parameter: { name }, at }: WrittenParameter,
  { form, max }: { readonly form: string; readonly max: number },
  log: CriteriaLog,
): void {
  const what = `${form} subscriptions have ${name} ${max === 1 ? 'only once' : `at most ${max} times`}`;
  const remedy = 'leave it out, or make a subscription for each value';
  log.add({ code: 'structure', at, what, expected: 'another parameter, or the end', remedy });
}

/** Reports a repeated value, which has no effect. */
function reportRepeated(all: readonly WrittenParameter[], log: CriteriaLog): void {
  all.forEach(({ parameter: { name }, value, at }, index) => {
    if (all.findIndex((one) => one.value === value) === index) return;
    const what = `${name} has this value already`;
    log.add({ severity: 'warning', code: 'duplicate', at, what, expected: 'another value', remedy: 'leave it out' });
  });
}

/** Reports a range with a repeated bound, or without a whole number between its bounds. */
function reportRange(parameter: CriteriaParameter, all: readonly WrittenParameter[], log: CriteriaLog): void {
  const values = all.map(({ value }) => value).filter((value) => !valueFault(parameter, value, new Map()));
  const fault = rangeFault(parameter, values);
  if (fault === undefined) return;
  const expected = 'a lower and an upper bound with a number between them, or one of the two';
  const what = `${parameter.name} ${fault}`;
  log.add({ code: 'value', at: all.at(-1)?.valueAt ?? 0, what, expected, remedy: 'leave one out, or correct it' });
}

/** Returns the object that the builder of criteria accepts. */
function criteriaOf(
  { parameters }: CriteriaGrammar,
  form: string,
  written: readonly WrittenParameter[],
): Readonly<Record<string, unknown>> {
  const entries = parameters.flatMap((parameter) => {
    const use = useOf(parameter, form);
    const start = parameter.system === undefined ? 0 : parameter.system.length + 1;
    const values = written.filter((one) => one.parameter === parameter).map(({ value }) => value.slice(start));
    return use && values.length > 0 ? [[use.member, memberValue(parameter, use, values)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function memberValue(parameter: CriteriaParameter, { max }: CriteriaUse, values: readonly string[]): unknown {
  if (parameter.bounds) return rangeOf(parameter, values);
  return max > 1 ? [...new Set(values)] : values[0];
}
