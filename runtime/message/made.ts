/** A message that was made, with what is known of how. */
import { BundleIndex } from '../core/bundle-index.js';
import type { Properties } from '../core/json.js';
import type { FhirPathEnv, Json } from '../fhirpath/env.js';
import type { Collected } from './collect.js';
import type { Given } from './given.js';
import type { HeaderMaking } from './make-header.js';
import type { Places } from './message-places.js';

/** A message that was made, and what is known of where its parts were given. */
export interface Made {
  readonly bundle: Json;
  readonly given: readonly Given[];
  readonly others: readonly Collected[];
  readonly header: Properties;
  readonly making: HeaderMaking;
  readonly places: Places;
}

export function envOf(bundle: Json): FhirPathEnv {
  const index = new BundleIndex(bundle);
  return { resource: bundle, resolve: (reference) => index.find(reference) };
}
