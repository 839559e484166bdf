/** An attribute as the parser hands it over, its namespace resolved. */
export interface XmlAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
  readonly value: string;
}

/** A start tag as the parser hands it over. */
export interface XmlTag {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
  /** By the name that stands in the text. */
  readonly attributes: Readonly<Record<string, XmlAttribute>>;
  /** Namespaces that it declares itself, by prefix. */
  readonly ns: Readonly<Record<string, string>>;
  readonly isSelfClosing: boolean;
}
