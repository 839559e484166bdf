/** Who sends the messages of the examples. Everything here is fictional. */

/** The system of a practice or a trust that publishes its own events. */
export const larkspur = {
  name: 'Larkspur EPR',
  software: 'Larkspur Child Health',
  version: '4.2',
  contact: { system: 'email', value: 'support@larkspur.example' },
  endpoint: 'urn:nhs:addressing:asid:999000000001',
} as const;

/** The national service that publishes the events of the Personal Demographics Service. */
export const spine = {
  name: 'Spine Personal Demographics Service',
  contact: { system: 'phone', value: '0000 333 0000' },
  endpoint: 'urn:nhs:addressing:asid:999000000099',
} as const;
