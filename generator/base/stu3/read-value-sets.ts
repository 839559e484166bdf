import type { BaseCode, BaseCodeSystem, BaseValueSet } from '../base-model.ts';
import { freezeDeep } from '../../freeze-deep.ts';
import { readOverlayFile } from './read-overlay.ts';

/** A value set in `overlay/value-sets.json`: its codes are grouped into runs of one code system. */
type ValueSetEntry = Omit<BaseValueSet, 'codes'> & { readonly codes: readonly CodeRun[] };

interface CodeRun {
  readonly system: string;
  readonly concepts: readonly { readonly code: string; readonly display?: string }[];
}

/** Reads the value sets, codes in the order of their expansion. */
export function readValueSets(): readonly BaseValueSet[] {
  const entries = readOverlayFile<readonly ValueSetEntry[]>('value-sets');
  return freezeDeep(entries.map((entry) => ({ ...entry, codes: entry.codes.flatMap(listCodes) })));
}

/** Reads the code systems, in the order of their URLs. */
export function readCodeSystems(): readonly BaseCodeSystem[] {
  const entries = Object.entries(readOverlayFile<Readonly<Record<string, string>>>('code-systems'));
  return freezeDeep(entries.map(([url, codes]) => ({ url, codes: codes === '' ? [] : codes.split(' ') })));
}

function listCodes({ system, concepts }: CodeRun): readonly BaseCode[] {
  return concepts.map((concept) => ({ system, ...concept }));
}
