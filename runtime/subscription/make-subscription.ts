import type { BuildOptions, Builder } from '../build/builder.js';
import { quote } from '../core/describe.js';
import { Faults } from '../build/faults.js';
import { InputError, joinedErrors, movedTo } from '../core/errors.js';
import { saidAgain } from '../core/marked.js';
import { asObject, members } from '../core/plain.js';
import type { Properties } from '../core/json.js';
import { formatCriteria } from './format-criteria.js';
import type { CriteriaGrammar } from './grammar.js';
import { readText, type TextSort } from './named-text.js';

/** What the builders of subscriptions to one service need beyond the profile. */
export interface SubscriptionParts {
  readonly grammar: CriteriaGrammar;
  readonly contact: ContactSort;
  readonly endpoint: EndpointSort;
}

/** Codes of organisations, with the address from which a contact is made. */
export interface ContactSort extends TextSort {
  readonly member: string;
  readonly start: string;
}

/** Ids of the endpoints to which messages are delivered. */
export interface EndpointSort extends TextSort {
  readonly member: string;
  /** Regular expression of ids that contain their owner: the first group is the code of the contact. */
  readonly owner?: string;
}

/** Creates the builder of a form of subscriptions from that of the profile. */
export function subscriptionBuilder<Input extends object, ProfileInput, T extends object>(
  build: Builder<ProfileInput, T>,
  parts: () => SubscriptionParts,
  form: string,
): (input: Input, options?: BuildOptions<T>) => T {
  return (input, options) => {
    const given = profileInput(parts(), form, input) as ProfileInput;
    try {
      return build(given, options);
    } catch (error) {
      throw error instanceof InputError ? withoutRoot(error) : error;
    }
  };
}

/** Faults name members of the input, which has no name of its own. */
function withoutRoot(error: InputError): InputError {
  const place = (path: string): string => path.replace(/^[A-Za-z]+\./, '');
  const others = error.issues.slice(1).map((issue) => {
    return new InputError(place(issue.expression), undefined, saidAgain(issue), issue.code);
  });
  return joinedErrors(movedTo(error, place(error.path)), others);
}

/** Members of the profile's input that follow from others. */
const SET = ['id', 'status', 'channel'];

/** Converts the input of a form's builder to that of the profile's builder. */
function profileInput({ grammar, contact, endpoint }: SubscriptionParts, form: string, input: unknown): object {
  const all = asObject(input, 'input');
  const given: Properties = Object.fromEntries(members(all, 'input').filter(([, value]) => value !== null));
  const { [contact.member]: contacts, [endpoint.member]: id, criteria, ...others } = given;
  const faults = new Faults();
  for (const name of SET) {
    if (Object.hasOwn(others, name)) faults.add(new InputError(name, undefined, 'unknown property'));
  }
  const codes = faults.note(() => readContacts(contact, contacts, faults)) ?? [];
  const mailbox = faults.note(() => readGiven(endpoint, id, endpoint.member));
  const [first] = codes;
  if (first !== undefined && mailbox !== undefined && !isOwnedBy(endpoint, mailbox, first)) {
    const rule = `a ${endpoint.title} of ${quote(first)}, the first ${contact.member}`;
    faults.add(new InputError(endpoint.member, mailbox, rule));
  }
  const text = faults.note(() => {
    if (criteria === undefined) throw new InputError('criteria', undefined, 'is required');
    return formatCriteria(grammar, form, criteria);
  });
  const fault = faults.joined();
  if (fault) throw fault;
  return {
    ...others,
    contact: codes.map((code) => ({ value: contact.start + code })),
    criteria: text,
    channel: { endpoint: mailbox },
  };
}

function readContacts(sort: ContactSort, given: unknown, faults: Faults): string[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (list.length === 0) throw new InputError(sort.member, given, 'a list with a value');
  return list.flatMap((code, index) => {
    const path = list.length > 1 ? `${sort.member}[${index}]` : sort.member;
    return faults.note(() => readGiven(sort, code, path)) ?? [];
  });
}

function readGiven(sort: TextSort, value: unknown, path: string): string {
  if (value === undefined) throw new InputError(path, undefined, 'is required');
  return readText(sort, value, path);
}

/**
 * Returns whether an id belongs to an organisation: an id of the usual form contains its code, and any other begins
 * with it.
 */
export function isOwnedBy({ owner }: EndpointSort, id: string, code: string): boolean {
  const stated = owner === undefined ? undefined : new RegExp(`^(?:${owner})$`, 'u').exec(id)?.[1];
  return stated === undefined ? id.startsWith(code) && id.length > code.length : stated === code;
}
