import { isSame, type Expression } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import { Unsupported } from './unsupported.ts';

/** Resources of a Bundle selected by one coding of one element. */
export interface CodedSelection {
  readonly type: string;
  readonly element: string;
  readonly system: string;
  readonly code: string;
}

/**
 * Reads `Bundle.entry.resource.ofType(T).where(e.coding.where(system = 's' and code = 'c').exists())`; undefined for
 * any other expression.
 */
export function codedSelection(expression: string): CodedSelection | undefined {
  try {
    const parsed = parseExpression(expression);
    const found = partsOf(parsed);
    // The parts must not lose anything of the expression.
    return found && isSame(parsed, parseExpression(printed(found))) ? found : undefined;
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

function printed({ type, element, system, code }: CodedSelection): string {
  const coding = `system = '${system}' and code = '${code}'`;
  return `Bundle.entry.resource.ofType(${type}).where(${element}.coding.where(${coding}).exists())`;
}

function partsOf(expression: Expression): CodedSelection | undefined {
  const where = callOf(expression, 'where');
  const type = where?.of && callOf(where.of, 'ofType')?.args[0];
  const exists = where?.args[0] && callOf(where.args[0], 'exists');
  const coding = exists?.of && callOf(exists.of, 'where');
  const element = coding?.of?.kind === 'member' ? coding.of.of : undefined;
  const [system, code] = coding?.args[0] ? textsIn(coding.args[0]) : [];
  if (type?.kind !== 'member' || element?.kind !== 'member' || element.of !== undefined) return undefined;
  if (system === undefined || code === undefined || /['\\]/.test(system + code)) return undefined;
  return { type: type.name, element: element.name, system, code };
}

function callOf(expression: Expression, name: string): (Expression & { readonly kind: 'call' }) | undefined {
  return expression.kind === 'call' && expression.name === name ? expression : undefined;
}

/** Returns the texts of `system = 's' and code = 'c'`, in that order. */
function textsIn(expression: Expression): string[] {
  if (expression.kind !== 'binary') return [];
  if (expression.op === 'and') return [...textsIn(expression.left), ...textsIn(expression.right)];
  const { right } = expression;
  return expression.op === '=' && right.kind === 'literal' ? [String(right.value)] : [];
}
