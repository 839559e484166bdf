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
  packedObject,
  pure,
  sequence,
  thunk,
  valueName,
} from '../code/code.ts';
import type { ArrowValue, ValueExpression } from '../declare/expressions.ts';

/** The code of a value. */
export function valueCode(value: ValueExpression): Code {
  switch (value.kind) {
    case 'literal':
      return literal(value.value);
    case 'undefined':
      return code`undefined`;
    case 'name':
      return valueName(value.name, value.module);
    case 'call': {
      const made = call(valueName(value.callee.name, value.callee.module), value.args.map(valueCode));
      return value.isPure ? pure(made) : made;
    }
    case 'object':
      return (value.isPacked ? packedObject : object)(
        value.entries.map((one) => entry(one.name, valueCode(one.value))),
      );
    case 'list':
      return list(value.items.map(valueCode));
    case 'arrow':
      return arrowCode(value);
  }
}

function arrowCode({ parameters, value }: ArrowValue): Code {
  if (parameters.length === 0) return thunk(valueCode(value));
  const names = parameters.flatMap((name, index) => (index === 0 ? [ident(name)] : [code`, `, ident(name)]));
  return arrow(code`(${sequence(names)})`, valueCode(value));
}
