import { didYouMean } from '../core/describe.js';
import { Faults } from '../build/faults.js';
import { InputError } from '../core/errors.js';
import { hintAtEnd, valueText } from '../core/marked.js';
import { asObject, members, own } from '../core/plain.js';
import type { Properties } from '../core/json.js';
import { useOf, type CriteriaGrammar, type CriteriaParameter, type CriteriaUse } from './grammar.js';
import { rangeFault } from './ranges.js';
import { valueFault } from './value-fault.js';

/** A value to be written, with its path in the input. */
interface Given {
  readonly parameter: CriteriaParameter;
  readonly value: string;
  readonly path: string;
  readonly told: unknown;
}

/**
 * Writes criteria as text, with parameters in the order of the grammar. Null counts as undefined; a repeated value is
 * written once.
 *
 * @throws InputError with the path of a member that is missing, unknown, or has a value that the grammar does not allow; its
 *   `issues` list all of them
 */
export function formatCriteria(grammar: CriteriaGrammar, form: string, input: unknown, path = 'criteria'): string {
  const criteria = asObject(input, path);
  const faults = new Faults();
  refuseUnknown(grammar, form, { criteria, path }, faults);
  const given = grammar.parameters.flatMap((parameter) => {
    return faults.note(() => givenFor(parameter, form, criteria, path)) ?? [];
  });
  const others = new Map(given.map(({ parameter, value }) => [parameter.name, value]));
  for (const { parameter, value, path: place, told } of given) {
    const wrong = valueFault(parameter, value, others);
    if (wrong) faults.add(new InputError(place, told, `${wrong.expected}${hintAtEnd(wrong.what)}`));
  }
  const fault = faults.joined();
  if (fault) throw fault;
  const texts = given.map(({ parameter, value }) => `&${parameter.name}=${value}`);
  return grammar.start + [...new Set(texts)].join('');
}

/** Criteria as an input, with their path in it. */
interface CriteriaInput {
  readonly criteria: Properties;
  readonly path: string;
}

function refuseUnknown(
  { parameters }: CriteriaGrammar,
  form: string,
  { criteria, path }: CriteriaInput,
  faults: Faults,
): void {
  const names = parameters.flatMap((parameter) => useOf(parameter, form)?.member ?? []);
  for (const [name] of members(criteria, path)) {
    if (names.includes(name)) continue;
    faults.add(new InputError(`${path}.${valueText(name)}`, undefined, `unknown property${didYouMean(name, names)}`));
  }
}

function givenFor(parameter: CriteriaParameter, form: string, criteria: Properties, path: string): Given[] {
  const use = useOf(parameter, form);
  if (!use) return [];
  const place = `${path}.${use.member}`;
  const told = own(criteria, use.member, path) ?? undefined;
  if (told === undefined) {
    if (use.min > 0) throw new InputError(place, undefined, 'is required');
    return [];
  }
  if (parameter.bounds) return givenBounds(parameter, parameter.bounds, told, place);
  const items = listed(use, told, place);
  return items.map(([item, at]) => givenText(parameter, item, at));
}

/** Returns the values of a member, each with its path. */
function listed({ max }: CriteriaUse, told: unknown, place: string): [item: unknown, place: string][] {
  if (max === 1 || !Array.isArray(told)) return [[told, place]];
  if (told.length === 0) throw new InputError(place, told, 'a list with a value');
  return told.map((item: unknown, index) => [item, `${place}[${index}]`]);
}

function givenText(parameter: CriteriaParameter, told: unknown, path: string): Given {
  const { system, codes, expected = 'a text' } = parameter;
  if (typeof told !== 'string') throw new InputError(path, told ?? null, codes?.text ?? expected);
  return { parameter, value: system === undefined ? told : `${system}|${told}`, path, told };
}

function givenBounds(
  parameter: CriteriaParameter,
  bounds: Readonly<Record<string, string>>,
  told: unknown,
  path: string,
): Given[] {
  const range = asObject(told, path);
  const names = Object.values(bounds);
  for (const [name] of members(range, path)) {
    if (!names.includes(name))
      throw new InputError(`${path}.${valueText(name)}`, undefined, `unknown property${didYouMean(name, names)}`);
  }
  const given = Object.entries(bounds).flatMap(([prefix, name]): Given[] => {
    const bound = own(range, name, path) ?? undefined;
    if (bound === undefined) return [];
    const isWhole = Number.isSafeInteger(bound) && Number(bound) >= 0;
    if (!isWhole) throw new InputError(`${path}.${name}`, bound, 'a whole number from 0');
    return [{ parameter, value: `${prefix}${String(bound)}`, path: `${path}.${name}`, told: bound }];
  });
  const fault =
    given.length === 0
      ? `needs ${names.join(' or ')}`
      : rangeFault(
          parameter,
          given.map(({ value }) => value),
        );
  if (fault !== undefined) throw new InputError(path, undefined, fault);
  return given;
}
