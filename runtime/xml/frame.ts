import type { ElementEntry, ElementTable } from '../elements.js';
import type { Place } from '../positions.js';

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
  place: Place | undefined;
}

/** FHIRPath of an open element. */
export function pathOf(frame: Frame | undefined): string {
  if (!frame) return '';
  if (!frame.parent) return frame.table.path;
  const { entry, index } = frame;
  const step = entry ? `.${entry.stem}${index < 0 ? '' : `[${index}]`}` : '';
  return pathOf(frame.parent) + step;
}

/** Puts a place among those of the element around it; returns it. */
export function addPlace(parent: Place, { stem }: ElementEntry, place: Place): Place {
  const places = parent.children.get(stem);
  if (places) places.push(place);
  else parent.children.set(stem, [place]);
  return place;
}
