/** One step in the path of a discriminator. */
export type DiscriminatorStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'resolve' };

/** The path of a discriminator, and the meaning of the old form `@type` or `@profile` at its end. */
export interface DiscriminatorPath {
  readonly steps: readonly DiscriminatorStep[];
  readonly ending?: 'type' | 'profile';
}

/** Maximum number of steps, more than any path into a resource has. */
const mostSteps = 40;

const step =
  /(?:^|\.)(?:(\$this)|extension\(\s*(?:'([^']*)'|"([^"]*)")\s*\)|(resolve)\(\s*\)|([A-Za-z_]\w*)(?:\[x\])?)(?=\.|$)/y;
const oldEnding = /\.?@(type|profile)$/;

/**
 * Reads the path of a discriminator: element selections, `extension(url)`, `resolve()` and `$this`, the subset of
 * FHIRPath that STU3 allows for it. Returns undefined for any other path.
 *
 * @see http://hl7.org/fhir/STU3/profiling.html#discriminator
 */
export function parseDiscriminatorPath(text: string): DiscriminatorPath | undefined {
  const ending = oldEnding.exec(text)?.[1] as DiscriminatorPath['ending'];
  const path = text.trim().replace(oldEnding, '');
  const steps: DiscriminatorStep[] = [];
  for (let at = 0; at < path.length;) {
    step.lastIndex = at;
    const match = step.exec(path);
    if (!match || steps.length === mostSteps) return undefined;
    steps.push(...stepOf(match, at === 0));
    at = step.lastIndex;
  }
  if (path === '' && ending === undefined) return undefined;
  return { steps, ...(ending && { ending }) };
}

/** Reads one step. `$this` is only allowed at the start, and is no step. */
function stepOf([, self, single, double, resolve, name]: RegExpExecArray, isFirst: boolean): DiscriminatorStep[] {
  if (self !== undefined) return isFirst ? [] : [{ kind: 'name', name: self }];
  if (resolve !== undefined) return [{ kind: 'resolve' }];
  const url = single ?? double;
  return url === undefined ? [{ kind: 'name', name: name ?? '' }] : [{ kind: 'extension', url }];
}
