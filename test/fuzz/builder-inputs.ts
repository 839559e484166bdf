/** Inputs that builders take, to be changed. */
import { eventModules } from './public-functions.ts';
import { messages, picked, resources } from './value-recipes.ts';
import { identify } from 'careconnect-ems/check';
import { resolve } from 'careconnect-ems/runtime';

type Json = Record<string, unknown>;

/** A resource, and the input that says the same where its profile has no slices. */
export function asInput(seed: number): { readonly resource: Json; readonly input: Json } {
  const resource = picked(resources, seed) as Json;
  const { resourceType: _, meta: _meta, extension: _extension, ...input } = resource;
  return { resource, input };
}

/** A way to make a message, with the input of which it was made: its parts, by their roles. */
export interface MessageInput {
  readonly maker: (input: unknown) => object;
  readonly input: Json;
}

export const messageInputs: readonly MessageInput[] = messages.flatMap((message) => {
  const { code, type } = identify(message).event ?? {};
  const module = eventModules.find(({ name }) => name === `events/${code}/message`);
  const maker = (module as unknown as Record<string, MessageInput['maker']> | undefined)?.[type ?? ''];
  if (!module || !maker) return [];
  const { type: _, header, key: _key, ...parts } = module.read(message) as Json & { header: Json };
  const source = header['source'];
  const responsible = resolve(message, header['responsible'] as { reference: string });
  const meta = header['meta'] as Json;
  return [{ maker, input: { source, responsible, lastUpdated: meta['lastUpdated'], ...parts } }];
});

const asid = '999999999999';

export const requestInputs = {
  options: { endpoint: 'https://service.example', fromASID: asid, toASID: asid, authorization: 'Bearer a.b.c' },
  claims: { system: asid, organisation: 'Z99901', user: 'a' },
  subscription: { resourceType: 'Subscription', status: 'requested', criteria: '/Bundle?type=message' },
  explicit: { nhsNumber: '9990000018', events: ['vaccinations-1'] },
  generic: { events: ['vaccinations-1'] },
};
