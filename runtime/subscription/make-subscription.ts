import type { BuildOptions, Builder } from '../build/builder.js';
import { quote } from '../core/describe.js';
import { InputError, movedTo } from '../core/errors.js';
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
      // Errors name members of the input, which has no name of its own.
      throw error instanceof InputError ? movedTo(error, error.path.replace(/^[A-Za-z]+\./, '')) : error;
    }
  };
}

/** Members of the profile's input that follow from others. */
const SET = ['id', 'status', 'channel'];

/** Converts the input of a form's builder to that of the profile's builder. */
function profileInput({ grammar, contact, endpoint }: SubscriptionParts, form: string, input: unknown): object {
  const all = asObject(input, 'input');
  const given: Properties = Object.fromEntries(members(all, 'input').filter(([, value]) => value !== null));
  const { [contact.member]: contacts, [endpoint.member]: id, criteria, ...others } = given;
  const wrong = SET.find((name) => Object.hasOwn(others, name));
  if (wrong !== undefined) throw new InputError(wrong, undefined, 'unknown property');
  const codes = (Array.isArray(contacts) ? contacts : [contacts]).map((code: unknown, index, { length }) =>
    readGiven(contact, code, length > 1 ? `${contact.member}[${index}]` : contact.member),
  );
  const [first] = codes;
  if (first === undefined) throw new InputError(contact.member, contacts, 'a list with a value');
  const mailbox = readGiven(endpoint, id, endpoint.member);
  if (!isOwnedBy(endpoint, mailbox, first)) {
    throw new InputError(
      endpoint.member,
      mailbox,
      `a ${endpoint.title} of ${quote(first)}, the first ${contact.member}`,
    );
  }
  if (criteria === undefined) throw new InputError('criteria', undefined, 'is required');
  return {
    ...others,
    contact: codes.map((code) => ({ value: contact.start + code })),
    criteria: formatCriteria(grammar, form, criteria),
    channel: { endpoint: mailbox },
  };
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
