/** What a package of types alone offers besides them. */
export type { AlignedSiblings, ListOf, NonEmptyList, NonEmptyListOf, SlicedList, SlicedListOf } from './core/lists.js';
export type { OtherResource, OtherThan } from './core/other-than.js';
export type { Ref } from './core/reference.js';
