import type { CheckOptions } from 'careconnect-ems/runtime';
import type { XmlReadOptions } from 'careconnect-ems/xml';

/** How much of one input the commands look at; where one is undefined, that of the package holds. */
export interface Limits extends Pick<XmlReadOptions, 'maxBytes' | 'maxDepth' | 'maxIssues'> {
  /** How many objects a check looks at. */
  readonly maxElements?: CheckOptions['maxElements'];
}
