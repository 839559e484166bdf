import {
  arrow,
  call,
  type Code,
  code,
  entry,
  ident,
  list,
  literal,
  object,
  packedList,
  packedObject,
  property,
  pure,
  sequence,
  thunk,
  valueName,
} from '../code/code.ts';
import type { ArrowValue, ConditionValue, SelectionValue, ValueExpression } from '../declare/expressions.ts';
import { compileInvariant, functionOf } from '../fhirpath/compile-invariant.ts';
import { compileSelection } from '../fhirpath/compile-selection.ts';
import type { TypeLookup } from '../fhirpath/type-lookup.ts';

/**
 * Returns the code of a value.
 *
 * @param types the FHIR types, to compile the FHIRPath expressions in it
 */
export function valueCode(value: ValueExpression, types?: TypeLookup): Code {
  const inner = (one: ValueExpression): Code => valueCode(one, types);
  switch (value.kind) {
    case 'literal':
      return literal(value.value);
    case 'undefined':
      return code`undefined`;
    case 'name':
      return valueName(value.name, value.module);
    case 'call': {
      const made = call(valueName(value.callee.name, value.callee.module), value.args.map(inner));
      return value.isPure ? pure(made) : made;
    }
    case 'object':
      return (value.isPacked ? packedObject : object)(value.entries.map((one) => entry(one.name, inner(one.value))));
    case 'list':
      return (value.isPacked ? packedList : list)(value.items.map(inner));
    case 'member':
      return property(ident(value.owner), value.name);
    case 'arrow':
      return arrowCode(value, inner);
    case 'condition':
    case 'selection':
      return compiled(value, types);
  }
}

function arrowCode({ parameters, value }: ArrowValue, inner: (value: ValueExpression) => Code): Code {
  if (parameters.length === 0) return thunk(inner(value));
  const names = parameters.flatMap((name, index) => (index === 0 ? [ident(name)] : [code`, `, ident(name)]));
  return arrow(code`(${sequence(names)})`, inner(value));
}

/** An expression that cannot be compiled is never declared. */
function compiled(value: ConditionValue | SelectionValue, types: TypeLookup | undefined): Code {
  const { expression, at } = value;
  if (!types) throw new Error('FHIRPath needs types');
  if (value.kind === 'selection') {
    const selection = compileSelection(expression, at, types);
    if (selection.kind === 'compiled') return selection.code;
  } else {
    const invariant = compileInvariant(expression, at, types, { only: value.only });
    if (invariant.kind === 'compiled') return functionOf(invariant.condition);
  }
  throw new Error(`cannot be compiled: ${expression}`);
}
