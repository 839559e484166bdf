import { entry, list, literal, object, valueName, type Code } from '../../code/code.ts';
import { codesName } from '../../declare/names.ts';
import type { ValueSetRef } from '../../model/model.ts';
import type {
  CriteriaParameterModel,
  SubscriptionModel,
  SubscriptionTextDefinition,
} from '../../model/subscription-model.ts';
import { lowerFirst } from '../../declare/message-names.ts';

/** The grammar of criteria, as the runtime has it. */
export function grammarCode({ start, forms, parameters }: SubscriptionModel): Code {
  return object([
    entry('start', literal(start)),
    entry('forms', literal(forms.map(({ name }) => name))),
    entry('parameters', list(parameters.map(parameterCode))),
  ]);
}

function parameterCode({ bounds, narrowed, pointless, uses, valueSet, ...parameter }: CriteriaParameterModel): Code {
  const { name, system, pattern, expected, checkDigit } = parameter;
  const [{ parameter: other } = { parameter: '' }] = pointless;
  return object([
    ...entriesOf({ name }),
    entry('uses', object(uses.map((use) => entry(use.form, useCode(use))))),
    ...(valueSet ? [entry('codes', codesOf(valueSet))] : []),
    ...entriesOf({ system, pattern, expected, checkDigit }),
    ...(bounds.length > 0
      ? [entry('bounds', object(bounds.map(({ prefix, member }) => entry(prefix, literal(member)))))]
      : []),
    ...(narrowed
      ? [
          entry(
            'narrowed',
            object([
              ...entriesOf({ parameter: narrowed.parameter, code: narrowed.code }),
              entry('codes', codesOf(narrowed.valueSet)),
            ]),
          ),
        ]
      : []),
    ...(pointless.length > 0
      ? [entry('pointless', literal({ parameter: other, codes: pointless.map((one) => one.code) }))]
      : []),
  ]);
}

function useCode({ member, min, max }: CriteriaParameterModel['uses'][number]): Code {
  const most = max === Infinity ? valueName('Infinity', '') : literal(max);
  return object([...entriesOf({ member, min }), entry('max', most)]);
}

function codesOf({ name, module }: ValueSetRef): Code {
  return valueName(codesName(name), module);
}

/** A sort of texts, as the runtime has it. */
export function textCode(text: SubscriptionTextDefinition): Code {
  const { type, member, title, pattern, expected, start, owner } = text;
  return object(entriesOf({ name: lowerFirst(type), member, title, pattern, expected, start, owner }));
}

/** Entries with JSON values, without those that are undefined. */
function entriesOf(values: Readonly<Record<string, unknown>>): Code[] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [entry(name, literal(value))]));
}
