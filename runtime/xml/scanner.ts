import type { XmlTag } from './tag.js';

/** Receives the elements and text of an XML document. */
export interface XmlListener {
  /**
   * @param count number of attributes of the tag
   * @param value value of its attribute `value`
   */
  open(tag: XmlTag, count: number, value: string | undefined): void;
  /** Called at the end of an element, even if it has no end tag. */
  close(name: string): void;
  text(text: string, isCdata: boolean): void;
  instruction(target: string): void;
}

/** Scans an XML document and calls a listener. */
export interface XmlScanner {
  /** Offset up to which the text was read. */
  readonly position: number;
  /** Start of the tag that was read last. */
  readonly tagStart: number;
  /** The XML version that the text declares. */
  readonly version: string;
  /**
   * Returns true if it has scanned the whole text; false if it does not support some of it, so that another scanner has
   * to start again.
   *
   * @throws Error if the text is not well-formed
   */
  scan(listener: XmlListener): boolean;
}
