import { isFault, type Issue } from '../core/issue.js';

/**
 * A schema for libraries that accept any validator: version 1 of the Standard Schema interface.
 *
 * @see https://standardschema.dev
 */
export interface StandardSchema<Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    /** Returns the value unchanged, or all its faults. Warnings are left out. */
    readonly validate: (value: unknown) => StandardResult<Output>;
    /** Used by the compiler only. */
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

/** The schema of a profile or type of FHIR. The option `profiles` of checks takes it too. */
export interface GuardSchema<Output> extends StandardSchema<Output> {
  /** Canonical URL of the profile or type. */
  readonly canonical: string;
}

/** The result of a validation: the value, or issues. */
export type StandardResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };

/** One fault: a message, and the properties and indexes that lead to it. A choice has its FHIRPath name, without the type. */
export interface StandardIssue {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/** Returns a check as a Standard Schema. `vendor` is the name of the package. */
export function standardSchema<Output>(
  vendor: string,
  check: (value: unknown) => readonly Issue[],
): StandardSchema<Output> {
  const validate = (value: unknown): StandardResult<Output> => {
    const faults = check(value).filter(isFault);
    return faults.length === 0 ? { value: value as Output } : { issues: faults.map(toStandardIssue) };
  };
  return { '~standard': { version: 1, vendor, validate } };
}

function toStandardIssue({ message, expression }: Issue): StandardIssue {
  const [, ...steps] = expression.split(/[.[\]]+/).filter((step) => step !== '');
  return { message, path: steps.map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step)) };
}
