/** Requests to the service, each sound until a test changes it. */
import { publishRequest, readResponse, type Answer } from 'careconnect-ems/send';
import { demo } from '../../src/demo.ts';
import { newVaccination, row } from '../../src/messages.ts';
import { startService, type RunningService } from '../../src/service/server.ts';
import type { ServiceSettings } from '../../src/service/state.ts';
import { claimsFor, unsigned } from '../../src/token.ts';

export const settings: ServiceSettings = {
  asid: demo.service,
  systems: { [demo.asid]: [demo.organisation], '200000000116': ['Z99902'] },
};

/** Runs a test against a service of its own. */
export async function withService<Result>(
  changes: Partial<ServiceSettings>,
  work: (service: RunningService) => Promise<Result>,
): Promise<Result> {
  const service = await startService({ ...settings, ...changes });
  try {
    return await work(service);
  } finally {
    await service.close();
  }
}

export type Headers = Readonly<Record<string, string | undefined>>;

/** A token whose claims are changed. */
export async function token(changes: object = {}): Promise<string> {
  const caller = { system: demo.asid, organisation: demo.organisation };
  return `Bearer ${await unsigned({ ...claimsFor(caller, 'https://service.example'), ...changes })}`;
}

/** Sends a message with other headers; those that are undefined are left out. */
export async function publish(
  { endpoint }: RunningService,
  { headers = {}, body }: { readonly headers?: Headers; readonly body?: string } = {},
): Promise<{ readonly answer: Answer; readonly response: Response }> {
  const options = { endpoint, fromASID: demo.asid, toASID: demo.service, authorization: await token() };
  const request = publishRequest(newVaccination(row), options);
  return call(request.url, 'POST', { ...request.headers, ...headers }, body ?? request.body);
}

export async function call(
  url: string,
  method: string,
  headers: Headers,
  body?: string,
): Promise<{ readonly answer: Answer; readonly response: Response }> {
  const sent = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  const response = await fetch(url, { method, headers: sent, ...(body !== undefined && { body }) });
  return { response, answer: await readResponse(response.clone()) };
}
