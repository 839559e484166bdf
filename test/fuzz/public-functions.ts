/** The functions that the package exports, by what they do; those that follow a pattern are found by it. */
import { readFileSync } from 'node:fs';
import type { Issue } from 'careconnect-ems/runtime';

type Any = (...args: never[]) => unknown;
type Module = Readonly<Record<string, unknown>>;

const root = new URL('../../generated/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
};

/** Every module that the package exports, by its subpath. */
export const modules: ReadonlyMap<string, Module> = new Map(
  await Promise.all(
    Object.entries(manifest.exports).flatMap(([subpath, target]) =>
      typeof target === 'string'
        ? []
        : [
            (import(new URL(target.default, root).href) as Promise<Module>).then(
              (one) => [subpath.slice(2), one] as const,
            ),
          ],
    ),
  ),
);

export interface Guard {
  readonly name: string;
  readonly is: (value: unknown) => boolean;
  readonly check: (value: unknown) => readonly Issue[];
  readonly assert: (value: unknown) => void;
  readonly schema: {
    readonly '~standard': { readonly validate: (value: unknown) => { readonly issues?: readonly unknown[] } };
  };
}

export interface Builder {
  readonly name: string;
  readonly build: (input: unknown) => object;
  readonly amend: (value: unknown, input: unknown) => object;
}

/** A function that reads a part of a value, such as `nhsNumberOf`. */
export interface PartReader {
  readonly name: string;
  readonly read: (value: unknown) => unknown;
}

export interface EventModule {
  readonly name: string;
  readonly is: (value: unknown, options?: object) => boolean;
  readonly check: (value: unknown, options?: object) => { readonly valid: boolean; readonly issues: readonly Issue[] };
  readonly receive: (input: unknown, options?: object) => Received;
  readonly read: (message: unknown) => object;
  readonly keyOf: (message: unknown) => unknown;
  readonly isNewer?: (one: unknown, other: unknown) => boolean;
  readonly schema: Guard['schema'];
  /** `new`, `update` and `delete`, as far as the event has them. */
  readonly makers: readonly ((input: unknown) => object)[];
  /** `isNew` and the like. */
  readonly kinds: readonly ((message: unknown) => boolean)[];
}

export interface Received {
  readonly event: string | undefined;
  readonly lastUpdated: string | undefined;
  readonly valid: boolean;
  readonly accepted: boolean;
  readonly issues: readonly Issue[];
  readonly resource: unknown;
  readonly content: unknown;
  readonly describe: (options?: object) => string;
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const isFunction = (value: unknown): value is Any => typeof value === 'function';
const isOfEvent = (subpath: string): boolean => subpath.endsWith('/message');

/** The pattern that the name of a function follows; undefined for one by itself. */
export function patternOf(subpath: string, module: Module, name: string): string | undefined {
  if (!isFunction(module[name])) return undefined;
  if (isOfEvent(subpath)) return 'event';
  const [, start, rest = ''] = /^(is|check|assert)(.+)$/.exec(name) ?? [];
  if (start !== undefined && isFunction(module[`is${rest}`]) && isFunction(module[`check${rest}`])) return 'guard';
  if (name.startsWith('amend') || isFunction(module[`amend${capital(name)}`])) return 'builder';
  if (name.endsWith('Extension')) return 'extension';
  if (name.endsWith('AdditionsWith')) return 'rules';
  return name.endsWith('Of') && subpath !== 'runtime' ? 'part reader' : undefined;
}

function named(pattern: string): { subpath: string; module: Module; name: string }[] {
  return [...modules].flatMap(([subpath, module]) =>
    Object.keys(module).flatMap((name) =>
      patternOf(subpath, module, name) === pattern ? [{ subpath, module, name }] : [],
    ),
  );
}

export const guards: readonly Guard[] = named('guard').flatMap(({ subpath, module, name }) => {
  if (!name.startsWith('is')) return [];
  const type = name.slice(2);
  const schemas = Object.keys(module).filter(
    (one) => one.endsWith('Schema') && capital(one.slice(0, -6)) === capital(type),
  );
  const found = { is: module[name], check: module[`check${type}`], assert: module[`assert${type}`] };
  return [{ name: `${subpath} ${type}`, ...found, schema: module[schemas[0] ?? ''] } as Guard];
});

export const builders: readonly Builder[] = [
  ...named('builder').flatMap(({ subpath, module, name }) =>
    name.startsWith('amend')
      ? []
      : [{ name: `${subpath} ${name}`, build: module[name], amend: module[`amend${capital(name)}`] } as Builder],
  ),
  // An extension with a plain value has no amender.
  ...named('extension').map(({ subpath, module, name }) => {
    const build = module[name] as Builder['build'];
    return { name: `${subpath} ${name}`, build, amend: (_: unknown, input: unknown) => build(input) };
  }),
];

export const partReaders: readonly PartReader[] = named('part reader').map(({ subpath, module, name }) => ({
  name: `${subpath} ${name}`,
  read: module[name] as PartReader['read'],
}));

export const eventModules: readonly EventModule[] = [...modules].flatMap(([subpath, module]) =>
  isOfEvent(subpath)
    ? [
        {
          ...(module as unknown as EventModule),
          name: subpath,
          makers: ['new', 'update', 'delete'].flatMap((kind) =>
            module[kind] ? [module[kind]] : [],
          ) as unknown as EventModule['makers'],
          kinds: Object.keys(module).flatMap((name) =>
            /^is(?:New|Update|Delete)$/.test(name) ? [module[name]] : [],
          ) as EventModule['kinds'],
        },
      ]
    : [],
);
