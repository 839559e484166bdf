import type { TypeLookup } from './type-lookup.ts';
import { unsupported } from './unsupported.ts';

/** The sorts of values that operators distinguish. `any` is the type of the results of `descendants()`. */
export type Sort = 'text' | 'number' | 'boolean' | 'date' | 'time' | 'quantity' | 'complex' | 'resource' | 'any';

export const anyType = '*';

/** The types that FHIRPath itself names, and those of FHIR that it converts to them. */
const known: Readonly<Record<string, Sort>> = {
  'System.String': 'text',
  'System.Boolean': 'boolean',
  'System.Integer': 'number',
  'System.Decimal': 'number',
  'System.Date': 'date',
  'System.DateTime': 'date',
  boolean: 'boolean',
  decimal: 'number',
  date: 'date',
  dateTime: 'date',
  instant: 'date',
  time: 'time',
  [anyType]: 'any',
};

/** @see http://hl7.org/fhir/fhirpath.html#types */
export function sortOf(type: string, types: TypeLookup): Sort {
  const sort = Object.hasOwn(known, type) ? known[type] : undefined;
  if (sort !== undefined) return sort;
  if (types.isA(type, 'integer')) return 'number';
  if (types.isA(type, 'Quantity')) return 'quantity';
  const kind = types.kindOf(type);
  return kind === 'primitive' ? 'text' : (kind ?? unsupported(`the type ${type}`));
}

/** Returns the common sort of all types; undefined if they differ. */
export function commonSort(list: readonly string[], types: TypeLookup): Sort | undefined {
  const sorts = new Set(list.map((type) => sortOf(type, types)));
  return sorts.size === 1 ? [...sorts][0] : undefined;
}

export function isPrimitive(sort: Sort): boolean {
  return ['text', 'number', 'boolean', 'date', 'time'].includes(sort);
}
