/** What the example is about: a system, its organisation, and a service that knows them. All of it is fictional. */
import type { ServiceSettings } from './service/state.ts';

export const demo = { asid: '200000000115', service: '200000000999', organisation: 'Z99901' } as const;

export const demoSettings: ServiceSettings = {
  asid: demo.service,
  systems: { [demo.asid]: [demo.organisation], '200000000116': ['Z99902'] },
  lifecycle: {
    'vaccinations-1': 'deprecated',
    'newborn-hearing-1': 'no-longer-supported',
    'nipe-outcome-1': 'withdrawn',
  },
  failures: [503],
};
