/** Puts the message of an event together: a Bundle of its header and of every resource that it takes. */
import { buildItem, type BuildContext } from '../build/build.js';
import { throwAll, tried, type BuildOptions } from '../build/builder.js';
import { Faults } from '../build/faults.js';
import { InputError } from '../core/errors.js';
import { newUuid } from '../core/ids.js';
import { issuesOf } from '../core/issue.js';
import type { Properties } from '../core/json.js';
import { asObject, own } from '../core/plain.js';
import type { Json } from '../fhirpath/env.js';
import { Collector } from './collect.js';
import { givenResources } from './fill-references.js';
import { type Input, allGiven, refuseUnknown, inCase } from './given.js';
import { type Made, envOf } from './made.js';
import { headerMaking, noteInHeader } from './make-header.js';
import type { MessageParts } from './message-parts.js';
import type { Places } from './message-places.js';
import { noteBroken, noteUnplayed } from './place-faults.js';
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
    const faults = new Faults();
    const made = tried('message', faults, () => {
      const places: Places = new WeakMap();
      const message = buildMessage(chosen, input, { ...options, places, faults }, places);
      if (message) noteUnplayed(chosen, message, faults);
      if (message) noteBroken(chosen, message, chosen.check(message.bundle), faults);
      return message;
    });
    if (made && options.check) noteBroken(chosen, made, issuesOf(options.check(made.bundle as Message)), faults);
    throwAll(faults);
    refuseOtherCase(chosen, input, made?.bundle);
    return made?.bundle as Message;
  };
}

/**
 * A message under construction: undefined for a resource that cannot be built, so that its absence causes no further faults.
 */
function buildMessage(parts: MessageParts, input: Input, context: BuildContext, places: Places): Made | undefined {
  const { faults } = context;
  refuseUnknown(parts, input, faults);
  const known = new Collector(context, places);
  for (const name of Object.keys(parts.parameters)) known.follow(own(input, name, ''), name);
  const before = faults.count;
  const all = allGiven(parts, input, faults);
  const isRead = faults.count === before;
  const given = givenResources(all, known, context);
  const { focus } = parts;
  if (focus !== undefined && !all.some(({ name }) => name === focus) && !faults.concern(focus))
    faults.add(new InputError(focus, undefined, 'is required: it is the focus of the message', 'required'));
  const isWhole = isRead && given.length === all.length;
  const collector = known.startAgain();
  for (const { path, value } of given) faults.note(() => collector.add(value, path));
  for (const name of Object.keys(parts.parameters)) faults.note(() => collector.follow(own(input, name, ''), name));
  const others = collector.all();
  const making = headerMaking(parts, input, given, others, context);
  const made = noteInHeader(making, faults, isWhole, (headers) => {
    const header = buildItem(parts.header, making.input, 'header', { ...context, faults: headers }) as Properties;
    return { header, copy: rewritten(header, 'header', collector, headers) as Properties };
  });
  const copies = others.map((one) => copyOf(one, collector, faults));
  if (!made || !isWhole) return undefined;
  const bundle = bundleOf(parts, [made.copy, ...copies], context);
  return { bundle, given, others, header: made.header, making, places };
}

function bundleOf({ claims }: MessageParts, resources: readonly Properties[], context: BuildContext): Properties {
  return {
    resourceType: 'Bundle',
    id: newUuid(context),
    ...(claims !== undefined && { meta: { profile: [claims] } }),
    type: 'message',
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${String(resource['id'])}`, resource })),
  };
}

/** A message that is of another case than the input says is an error: what the input has to give depends on it. */
function refuseOtherCase({ cases }: MessageParts, input: Input, bundle: Json): void {
  if (!cases) return;
  const env = envOf(bundle);
  const found = Object.entries(cases).find(([, { when }]) => when(bundle, env))?.[0];
  const name = own(input, 'case', '');
  if (found !== name) throw new InputError('case', name, found === undefined ? 'no case' : JSON.stringify(found));
}
