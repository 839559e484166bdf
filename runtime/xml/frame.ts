import type { ElementEntry, ElementTable } from '../core/elements.js';
import { keepFormIssue } from '../core/form-issues.js';
import type { Issue } from '../core/issue.js';

export type Json = Record<string, unknown>;

/** The kinds of open element: an object, a primitive, an element that contains a resource, or one that is skipped. */
export const KIND = { object: 0, primitive: 1, wrapper: 2, skipped: 3 } as const;

/** An open element. */
export interface Frame {
  readonly kind: (typeof KIND)[keyof typeof KIND];
  readonly parent: Frame | undefined;
  /** Undefined for a resource, which has the name of the element that contains it. */
  readonly entry: ElementEntry | undefined;
  /** Index in a list; -1 outside of one. */
  readonly index: number;
  readonly table: ElementTable;
  /** The object into which the element is read; of a primitive its sibling, if there is one. */
  object: Json | undefined;
  /** True for a primitive with a value. */
  readonly hasValue: boolean;
  /** The child that was read last. */
  last: ElementEntry | undefined;
  /** Its number among the places of the text; -1 if it is skipped. */
  readonly place: number;
}

/** Returns the FHIRPath of an open element. */
export function pathOf(frame: Frame | undefined): string {
  if (!frame) return '';
  if (!frame.parent) return frame.table.path;
  return pathOf(frame.parent) + stepTo(frame);
}

/**
 * Returns what an open element adds to the path of its parent; a resource has the name of the element that contains it.
 */
function stepTo({ entry, index }: Frame): string {
  return entry ? `.${entry.stem}${index < 0 ? '' : `[${index}]`}` : '';
}

/** An issue with the open element in which it was found; without a frame if it was found outside of all. */
export interface Found {
  readonly issue: Issue;
  readonly frame: Frame | undefined;
  /** Path from that element to the place of the issue. */
  readonly step: string;
  /** The child element in which the issue is. */
  readonly part: string | undefined;
}

/** Keeps an issue beside the objects around it, up to the resource. */
export function keepFound({ issue, frame, step, part }: Found, root: object): void {
  if (!frame) keepFormIssue(root, { issue, path: '', part: undefined });
  let path = step;
  let inside = part;
  for (let at = frame; at; at = at.parent) {
    // An element that contains a resource shares the resource's object.
    if (at.object && at.kind !== KIND.wrapper) keepFormIssue(at.object, { issue, path, part: inside });
    if (at.kind === KIND.object && !at.entry) return;
    path = stepTo(at) + path;
    inside = at.entry?.stem ?? inside;
  }
}
