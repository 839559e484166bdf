import type { Report } from '../../diagnostics/diagnostic.ts';
import type { EmitTools } from '../declaration-code.ts';

/** What the modules of events are written with. */
export interface MessageTools extends EmitTools {
  /** Name of the package, used as the vendor of its Standard Schemas. */
  readonly packageName: string;
  readonly report: Report;
}
