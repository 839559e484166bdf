/** What of a package is emitted, besides its types. */
export interface Targets {
  /** Functions that build and amend values. */
  readonly builders: boolean;
  /** Functions that check values, XML, JSON and the commands. */
  readonly guards: boolean;
}

/** The names of targets; several are emitted together. */
export const targetNames = ['types', 'builders', 'guards', 'all'] as const;

export type TargetName = (typeof targetNames)[number];

/** The whole package. */
export const allTargets: Targets = { builders: true, guards: true };

/** Returns what the named targets emit together. */
export function targetsOf(names: readonly TargetName[]): Targets {
  const isAll = names.includes('all');
  return { builders: isAll || names.includes('builders'), guards: isAll || names.includes('guards') };
}

/** Whether a package builds, checks and reads messages: that takes builders and guards. */
export function hasMessages({ builders, guards }: Targets): boolean {
  return builders && guards;
}

export function isTargetName(name: string): name is TargetName {
  return (targetNames as readonly string[]).includes(name);
}
