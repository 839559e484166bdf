/** A FHIRPath expression in the supported subset. `of` is absent if an expression starts at its context. */
export type Expression =
  | { readonly kind: 'literal'; readonly type: LiteralType; readonly value: string | number | boolean }
  | { readonly kind: 'empty' }
  | { readonly kind: 'this' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'member'; readonly of?: Expression; readonly name: string }
  | { readonly kind: 'call'; readonly of?: Expression; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'item'; readonly of: Expression; readonly index: Expression }
  | { readonly kind: 'typed'; readonly op: 'is' | 'as'; readonly of: Expression; readonly type: Expression }
  | { readonly kind: 'binary'; readonly op: string; readonly left: Expression; readonly right: Expression };

/** Types of literals by their name in the System namespace; numbers without a point are integers. */
export type LiteralType = 'Boolean' | 'String' | 'Integer' | 'Decimal' | 'Date' | 'DateTime';

/** Prints an expression in a single spelling, without `trace`, which changes nothing. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'empty':
      return '{}';
    case 'this':
      return '$this';
    case 'variable':
      return `%${expression.name}`;
    case 'member':
      return after(expression.of, expression.name);
    case 'call':
      return printCall(expression);
    case 'item':
      return `${printExpression(expression.of)}[${printExpression(expression.index)}]`;
    case 'typed':
      return `(${printExpression(expression.of)} ${expression.op} ${printExpression(expression.type)})`;
    case 'binary':
      return `(${printExpression(expression.left)} ${expression.op} ${printExpression(expression.right)})`;
  }
}

function printCall({ of, name, args }: Expression & { readonly kind: 'call' }): string {
  if (name === 'trace' && of !== undefined) return printExpression(of);
  return after(of, `${name}(${args.map(printExpression).join(', ')})`);
}

function after(of: Expression | undefined, step: string): string {
  return of === undefined ? step : `${printExpression(of)}.${step}`;
}

/** Returns true if two expressions are equal. */
export function isSame(a: Expression, b: Expression): boolean {
  return printExpression(a) === printExpression(b);
}
