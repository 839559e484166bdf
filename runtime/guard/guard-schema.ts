/** Schemas that know the rules of their profile or type. */
import { FHIR_DEFINITIONS } from '../core/definition-urls.js';
import { InputError } from '../core/errors.js';
import type { Issue } from '../core/issue.js';
import type { ProfileRules, TypeRules } from './rules.js';
import { standardSchema, type GuardSchema } from './standard-schema.js';

const rulesBySchema = /*@__PURE__*/ new WeakMap<GuardSchema<unknown>, ProfileRules | TypeRules>();

/** Returns the check of a profile or type as a schema that knows its rules. */
export function guardSchema<Output>(
  vendor: string,
  check: (value: unknown) => readonly Issue[],
  rules: ProfileRules | TypeRules,
): GuardSchema<Output> {
  const canonical = 'own' in rules ? rules.own.profile : `${FHIR_DEFINITIONS}${rules.elements.path}`;
  const schema: GuardSchema<Output> = { ...standardSchema<Output>(vendor, check), canonical };
  rulesBySchema.set(schema, rules);
  return schema;
}

/** Returns the rules that a schema was made with. Throws an InputError for the schema of another library. */
export function rulesOf(schema: GuardSchema<unknown>): ProfileRules | TypeRules {
  const rules = rulesBySchema.get(schema);
  if (rules) return rules;
  throw new InputError(
    'profiles',
    undefined,
    'contains a schema that this package did not make; use its own, such as `patientSchema`',
  );
}
