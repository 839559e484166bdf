/** Puts the message of an event together: a Bundle of its header and of every resource that it takes. */
import { buildItem } from '../build/build.js';
import { tried, type BuildOptions } from '../build/builder.js';
import { InputError } from '../core/errors.js';
import { newUuid } from '../core/ids.js';
import type { Properties } from '../core/json.js';
import { asObject, own } from '../core/plain.js';
import type { Json } from '../fhirpath/env.js';
import { Collector } from './collect.js';
import { givenResources } from './fill-references.js';
import { type Input, allGiven, refuseUnknown, inCase } from './given.js';
import { type Made, envOf } from './made.js';
import { headerMaking, inHeader } from './make-header.js';
import type { MessageParts } from './message-parts.js';
import type { Places } from './message-places.js';
import { refuseUnplayed, check } from './place-faults.js';
import { copyOf, rewritten } from './rewrite-references.js';

export type {
  EntryPart,
  FilledReference,
  MessageCase,
  MessageMaking,
  MessageParts,
  SharedParts,
} from './message-parts.js';

/** Returns a function that makes messages of one kind. */
export function messageBuilder<Taken, Message>(
  parts: () => MessageParts,
): (input: Taken, options?: BuildOptions<Message>) => Message {
  return (given, options = {}) => {
    const input = asObject(given, 'message');
    const chosen = inCase(parts(), input);
    const made = tried('message', () => buildMessage(chosen, input, options)) as Made;
    refuseUnplayed(chosen, made);
    check(chosen, made, options);
    refuseOtherCase(chosen, input, made.bundle);
    return made.bundle as Message;
  };
}

function buildMessage(parts: MessageParts, input: Input, options: BuildOptions<never>): Made {
  refuseUnknown(parts, input);
  const places: Places = new WeakMap();
  const known = new Collector(options, places);
  for (const name of Object.keys(parts.parameters)) known.follow(own(input, name, ''), name);
  const given = givenResources(allGiven(parts, input), known, { ...options, places });
  if (parts.focus !== undefined && !given.some(({ name }) => name === parts.focus))
    throw new InputError(parts.focus, undefined, 'is required: it is the focus of the message');
  const collector = known.startAgain();
  for (const { path, value } of given) collector.add(value, path);
  for (const name of Object.keys(parts.parameters)) collector.follow(own(input, name, ''), name);
  const others = collector.all();
  const making = headerMaking(parts, input, given, others, options);
  const header = inHeader(making, () => {
    return buildItem(parts.header, making.input, 'header', { ...options, places }) as Properties;
  });
  const bundle = {
    resourceType: 'Bundle',
    id: newUuid(options),
    ...(parts.claims !== undefined && { meta: { profile: [parts.claims] } }),
    type: 'message',
    entry: [
      entry(inHeader(making, () => rewritten(header, 'header', collector)) as Properties),
      ...others.map((one) => entry(copyOf(one, collector))),
    ],
  };
  return { bundle, given, others, header, making, places };

  function entry(resource: Properties): Properties {
    return { fullUrl: `urn:uuid:${String(resource['id'])}`, resource };
  }
}

/** A message that is of another case than the input says is an error: what the input has to give depends on it. */
function refuseOtherCase({ cases }: MessageParts, input: Input, bundle: Json): void {
  if (!cases) return;
  const env = envOf(bundle);
  const found = Object.entries(cases).find(([, { when }]) => when(bundle, env))?.[0];
  const name = own(input, 'case', '');
  if (found !== name) throw new InputError('case', name, found === undefined ? 'no case' : JSON.stringify(found));
}
