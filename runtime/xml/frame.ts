import type { ElementEntry, ElementTable } from '../core/elements.js';
import { keepFormIssue } from '../core/form-issues.js';
import type { Issue } from '../core/issue.js';

export type Json = Record<string, unknown>;

/** What an open element is: an object, a primitive, what holds a resource, or something that is not read. */
export const KIND = { object: 0, primitive: 1, wrapper: 2, skipped: 3 } as const;

/** An open element. */
export interface Frame {
  readonly kind: (typeof KIND)[keyof typeof KIND];
  readonly parent: Frame | undefined;
  /** Undefined for resources, which go by the name of what holds them. */
  readonly entry: ElementEntry | undefined;
  /** In a list, from 0; else -1. */
  readonly index: number;
  readonly table: ElementTable;
  /** What the element is read into; of a primitive its sibling, once there is one. */
  object: Json | undefined;
  /** Of a primitive: it has a value. */
  readonly hasValue: boolean;
  /** The last child that was read. */
  last: ElementEntry | undefined;
  /** Its number among the places of the text; -1 where it is not read. */
  readonly place: number;
}

/** FHIRPath of an open element. */
export function pathOf(frame: Frame | undefined): string {
  if (!frame) return '';
  if (!frame.parent) return frame.table.path;
  return pathOf(frame.parent) + stepTo(frame);
}

/** What an open element adds to the path of the one around it; a resource has the name of what holds it. */
function stepTo({ entry, index }: Frame): string {
  return entry ? `.${entry.stem}${index < 0 ? '' : `[${index}]`}` : '';
}

/** An issue, and where in the elements that were open it was found: outside of all where there is no frame. */
export interface Found {
  readonly issue: Issue;
  readonly frame: Frame | undefined;
  /** From that element to what the issue is about. */
  readonly step: string;
  /** The element inside it that the issue is about. */
  readonly part: string | undefined;
}

/** Keeps an issue beside the objects in which it was found, up to the resource. */
export function keepFound({ issue, frame, step, part }: Found, root: object): void {
  if (!frame) keepFormIssue(root, { issue, path: '', part: undefined });
  let path = step;
  let inside = part;
  for (let at = frame; at; at = at.parent) {
    // What holds a resource is no object of its own, and has that of the resource.
    if (at.object && at.kind !== KIND.wrapper) keepFormIssue(at.object, { issue, path, part: inside });
    if (at.kind === KIND.object && !at.entry) return;
    path = stepTo(at) + path;
    inside = at.entry?.stem ?? inside;
  }
}
