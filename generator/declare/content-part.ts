import type { ContentModel } from '../model/model.ts';
import type { Doc } from './declarations.ts';

/** A content of a structure with its comment, in the order in which it is to be read. */
export interface Part {
  readonly content: ContentModel;
  /** True for what stands beside a primitive, its id and extensions. */
  readonly isSibling: boolean;
  readonly doc: Doc;
}
