import type { CheckOptions } from '#package/runtime/index.js';
import type { XmlReadOptions } from '#package/xml.js';

/** How much of one input the commands look at; where one is undefined, that of the package holds. */
export interface Limits extends Pick<XmlReadOptions, 'maxBytes' | 'maxDepth' | 'maxIssues'> {
  /** How many objects a check looks at. */
  readonly maxElements?: CheckOptions['maxElements'];
}
