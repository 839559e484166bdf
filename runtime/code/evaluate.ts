/** Evaluates an expression to the value that it has in the program. */
import { InputError } from '../core/errors.js';
import { newUuid } from '../core/ids.js';
import type { Properties } from '../core/json.js';
import { ref, refTo } from '../core/references.js';
import type { Expression, MessageResource } from './expression.js';

/** The resources that constants of the program contain. */
export type Resources = ReadonlyMap<MessageResource, Properties>;

/** @throws InputError for a resource that is not made */
export function evaluate(expression: Expression, resources: Resources): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'list':
      return expression.items.map(({ value }) => evaluate(value, resources));
    case 'object': {
      const members = expression.members.map(({ name, value }) => [name, evaluate(value, resources)] as const);
      const spread = expression.spread ? Object.entries(evaluate(expression.spread, resources) as object) : [];
      return Object.fromEntries([...spread, ...members]);
    }
    case 'resource':
      return made(expression.of, resources);
    case 'reference-to':
      return refTo(made(expression.of, resources) as never);
    case 'reference':
      return ref(expression.text);
    case 'constant':
      return expression.from.set[expression.name];
    case 'new-uuid':
      return newUuid();
  }
}

function made(resource: MessageResource, resources: Resources): Properties {
  const found = resources.get(resource);
  if (found) return found;
  throw new InputError(resource.path, undefined, 'is not made');
}
