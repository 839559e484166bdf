import type { Report } from '../../diagnostics/diagnostic.ts';
import type { EmitTools } from '../declaration-code.ts';

/** What the modules of events are written with. */
export interface MessageTools extends EmitTools {
  /** Name of the package, for whoever asks where a guard comes from. */
  readonly packageName: string;
  readonly report: Report;
}
