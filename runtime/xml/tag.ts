/** An attribute from the parser, with its namespace resolved. */
export interface XmlAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
  readonly value: string;
}

/** A start tag from the parser. */
export interface XmlTag {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
  /** Attributes by name as in the text. */
  readonly attributes: Readonly<Record<string, XmlAttribute>>;
  /** Namespaces that the tag declares, by prefix. */
  readonly ns: Readonly<Record<string, string>>;
  readonly isSelfClosing: boolean;
}
