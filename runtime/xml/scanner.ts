import type { XmlTag } from './tag.js';

/** Whoever wants to know what is in a text of XML. */
export interface XmlListener {
  /**
   * @param count how many attributes the tag has
   * @param value what its attribute `value` says, if there is one
   */
  open(tag: XmlTag, count: number, value: string | undefined): void;
  /** The end of an element, also of one that has no tag of its own for it. */
  close(name: string): void;
  text(text: string, isCdata: boolean): void;
  instruction(target: string): void;
}

/** Goes through a text of XML and tells what is in it. */
export interface XmlScanner {
  /** How far the text was read. */
  readonly position: number;
  /** Where the tag begins that was read last. */
  readonly tagStart: number;
  /** The version of XML that the text declares. */
  readonly version: string;
  /**
   * Returns true when it has told everything; false where it has met what it does not know, so that another has to begin
   * again.
   *
   * @throws Error where the text is not well-formed
   */
  scan(listener: XmlListener): boolean;
}
