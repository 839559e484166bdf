/** What an open list may hold besides the items of its slices. Only the compiler sees these types. */
import type { FhirResource } from 'fhir/r3.js';

/** An item that belongs to no slice which a code at a member discriminates: it has another code there, or none. */
export type OtherThan<Item, Member extends keyof Item, Codes> = Item & {
  readonly [Name in Member]?: Exclude<Item[Name], Codes>;
};

/** A resource of any type but those that have a slice of their own. */
export type OtherResource<Types extends string> = Exclude<FhirResource, { readonly resourceType: Types }>;
