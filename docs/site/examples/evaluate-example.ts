import type { ValueExpression } from '../../../generator/declare/expressions.ts';

/** What a module of the package exports, by name. */
export type Exports = Readonly<Record<string, unknown>>;

/**
 * Evaluates the example of a builder, which consists of literals and calls of what the package exports.
 *
 * @param names the functions that it may call
 */
export function evaluateExample(value: ValueExpression, names: Exports): unknown {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'undefined':
      return undefined;
    case 'object':
      return Object.fromEntries(value.entries.map((one) => [one.name, evaluateExample(one.value, names)]));
    case 'list':
      return value.items.map((item) => evaluateExample(item, names));
    case 'call': {
      const callee = names[value.callee.name];
      if (typeof callee !== 'function') throw new Error(`The package has no function ${value.callee.name}`);
      return (callee as (...args: unknown[]) => unknown)(...value.args.map((one) => evaluateExample(one, names)));
    }
    default:
      throw new Error(`An example does not have a value of the kind ${value.kind}`);
  }
}
