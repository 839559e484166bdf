import type { Constraint, ElementBinding, ElementType, TypedValue } from '../../../generator/fhir/definitions.ts';
import type { ResolvedElement, ResolvedStructure } from '../../../generator/resolve/resolved.ts';
import type { TypeTexts } from './type-texts.ts';

/** A row of the tree of a profile. */
export interface ElementRow {
  readonly id: string;
  /** What the row is called: the last part of the id. */
  readonly label: string;
  readonly depth: number;
  readonly sort: 'element' | 'slice' | 'extension';
  /** Number of the row, and those of the rows around it. */
  readonly number: number;
  readonly around: readonly number[];
  readonly hasChildren: boolean;
  /** True if the definition itself states it, or something inside it. */
  readonly isInDifferential: boolean;
  /** True if it is folded until a reader unfolds it: nothing inside it is of this definition. */
  readonly isFolded: boolean;
  readonly min: number;
  readonly max: number;
  readonly isModifier: boolean;
  readonly mustSupport: boolean;
  readonly types: readonly ElementType[];
  readonly contentReference?: string;
  readonly binding?: ElementBinding;
  readonly fixed?: TypedValue;
  readonly pattern?: TypedValue;
  readonly facts: readonly string[];
  readonly short?: string;
  readonly definition?: string;
  /** Invariants that this definition states. */
  readonly own: readonly Constraint[];
  readonly inherited: readonly Constraint[];
  readonly typescript?: TypeTexts;
}

/**
 * Returns the rows of a profile in the order of its snapshot: slices follow the element that they slice, one step
 * further in.
 */
export function elementRows(
  { definition, root }: ResolvedStructure,
  texts: ReadonlyMap<string, TypeTexts>,
): readonly ElementRow[] {
  const stated = new Set(definition.differential.map(({ id }) => id));
  const rows: ElementRow[] = [];
  const visit = (element: ResolvedElement, depth: number, around: readonly number[]): boolean => {
    const number = rows.length;
    const place = rows.push(rowOf(element, { number, depth, around, url: definition.url, texts })) - 1;
    const inside = [...element.slices, ...element.children];
    const states = inside.map((one) => visit(one, depth + 1, [...around, number]));
    const isInside = states.includes(true);
    const isInDifferential = isInside || stated.has(element.id) || depth === 0;
    const row = rows[place];
    if (row) {
      const isFolded = inside.length > 0 && !isInside && depth > 0;
      rows[place] = { ...row, hasChildren: inside.length > 0, isInDifferential, isFolded };
    }
    return isInDifferential;
  };
  visit(root, 0, []);
  return rows;
}

interface RowContext {
  readonly number: number;
  readonly depth: number;
  readonly around: readonly number[];
  readonly url: string;
  readonly texts: ReadonlyMap<string, TypeTexts>;
}

function rowOf(element: ResolvedElement, { number, depth, around, url, texts }: RowContext): ElementRow {
  const { id, min, max, isModifier, mustSupport, types, constraints, short, definition } = element;
  const typescript = texts.get(id);
  return {
    id,
    label: labelOf(element, depth),
    depth,
    sort: sortOf(element),
    number,
    around,
    hasChildren: false,
    isInDifferential: false,
    isFolded: false,
    min,
    max,
    isModifier,
    mustSupport,
    types,
    facts: factsOf(element),
    own: constraints.filter(({ source }) => source === url),
    inherited: constraints.filter(({ source }) => source !== url),
    ...(element.contentReference !== undefined && { contentReference: element.contentReference }),
    ...(element.binding && { binding: element.binding }),
    ...(element.fixed && { fixed: element.fixed }),
    ...(element.pattern && { pattern: element.pattern }),
    ...(short !== undefined && { short }),
    ...(definition !== undefined && definition !== short && { definition }),
    ...(typescript && { typescript }),
  };
}

function labelOf({ id, name, sliceName }: ResolvedElement, depth: number): string {
  if (depth === 0) return id;
  return sliceName === undefined ? name : `${name}:${sliceName}`;
}

function sortOf({ name, sliceName }: ResolvedElement): ElementRow['sort'] {
  if (/^(?:modifierE|e)xtension$/.test(name)) return 'extension';
  return sliceName === undefined ? 'element' : 'slice';
}

/** What else the definition says of values, in words. */
function factsOf({
  slicing,
  minValue,
  maxValue,
  maxLength,
  checkDigit,
  codeForm,
  recommended,
}: ResolvedElement): string[] {
  const by = slicing?.discriminators.map(({ type, path }) => `${type} of ${path}`).join(', ');
  return [
    ...(slicing && by !== undefined && by !== '' ? [`Sliced by ${by}; ${slicing.rules}`] : []),
    ...(minValue ? [`At least ${String(minValue.value)}`] : []),
    ...(maxValue ? [`At most ${String(maxValue.value)}`] : []),
    ...(maxLength === undefined ? [] : [`At most ${maxLength} characters`]),
    ...(checkDigit === undefined ? [] : ['The last digit is a check digit']),
    ...(codeForm === undefined ? [] : [`Form of the code: ${String(codeForm)}`]),
    ...(recommended ? [`A builder fills in ${JSON.stringify(recommended.value)}`] : []),
  ];
}
