import type { ContentModel } from '../model/model.ts';
import type { Doc } from './declarations.ts';

/** A content of a structure with its comment, in reading order. */
export interface Part {
  readonly content: ContentModel;
  /** True for the sibling of a primitive: its id and extensions. */
  readonly isSibling: boolean;
  readonly doc: Doc;
}
