export { alignedSiblings, siblingAt, type AlignedSiblings, type NonEmptyList } from './lists.js';
export type { Ref } from './reference.js';
