/** The rules in the tables of an event, each with a switch of its own, so that it can be taken out while the rest stays. */
import type {
  Additions,
  ContentRules,
  ElementRules,
  InvariantRule,
  SliceRules,
  Slicing,
} from '../../runtime/guard/rules.ts';
import type { MessageRules } from '../../runtime/message/message-guard.ts';

/** A rule that can be switched off. */
export interface Rule {
  /** Name of the table that it stands in: that of a profile, or `message`. */
  readonly table: string;
  /** Element id of what it is about, with the property of a choice behind it, or the role. */
  readonly place: string;
  /** What it says: `min`, `binding`, or the key of an invariant. */
  readonly what: string;
  /** Canonical of the profile whose issues it makes; undefined for rules among entries. */
  readonly profile: string | undefined;
  /** Switches it off; what comes back switches it on again. */
  readonly off: () => () => void;
}

/** The way to a rule, from the content of a table. */
type Way = readonly (string | number)[];

interface Found {
  readonly way: Way;
  readonly place: string;
  readonly what: string;
}

/** What a value may be held to. Of a value that is not used, `max` goes with the names of its properties. */
const ofValue = [
  ...['min', 'max', 'only', 'unused', 'fixed', 'pattern', 'limits', 'binding', 'maximum', 'resourceTypes'],
  ...['follows', 'targets', 'targetProfiles', 'bundled'],
] as const;

/** The rules in a content: each has its way from there. */
export function rulesIn(content: ContentRules, place: string, way: Way = []): Found[] {
  const elements = Object.entries(content.elements ?? {});
  return [
    ...elements.flatMap(([name, rules = {}]) => inElement(rules, `${place}.${name}`, [...way, 'elements', name])),
    ...inInvariants(content.invariants ?? [], place, [...way, 'invariants']),
  ];
}

function inInvariants(invariants: readonly InvariantRule[], place: string, way: Way): Found[] {
  return invariants.map(({ key, at }, index) => ({
    way: [...way, index],
    place: at ? `${place}.${at[0]}` : place,
    what: key,
  }));
}

function inElement(rules: ElementRules, place: string, way: Way): Found[] {
  const members = Object.entries(rules.members ?? {});
  return [
    ...inValue(rules, place, way),
    ...members.flatMap(([name, one = {}]) => inValue(one, `${place} ${name}`, [...way, 'members', name])),
    ...(rules.slicing ? inSlicing(rules.slicing, place, [...way, 'slicing']) : []),
  ];
}

function inValue(rules: ElementRules | SliceRules, place: string, way: Way): Found[] {
  const isUnused = 'unused' in rules || ('only' in rules && rules.max === 0);
  const said = ofValue.filter((name) => name in rules && !(isUnused && name === 'max'));
  return [
    ...said.map((what) => ({ way: [...way, what], place, what })),
    ...(rules.inside ? rulesIn(rules.inside, place, [...way, 'inside']) : []),
  ];
}

function inSlicing(slicing: Slicing, place: string, way: Way): Found[] {
  const ofList = (['rest', 'ordered'] as const).filter((name) => name in slicing);
  return [
    ...ofList.map((what) => ({ way: [...way, what], place, what })),
    ...slicing.slices.flatMap((slice, index) => {
      const [own, inner] = [`${place}:${slice.name}`, [...way, 'slices', index]];
      const again = slice.slicing ? inSlicing(slice.slicing, place, [...inner, 'slicing']) : [];
      return [...inValue(slice, own, inner), ...again];
    }),
  ];
}

/** A copy without what a way leads to; all that is not on the way is shared, so that nothing known of it is lost. */
export function without<Content>(content: Content, [step, ...rest]: Way): Content {
  if (Array.isArray(content)) {
    const items = content as readonly unknown[];
    const kept = rest.length === 0 ? [] : [without(items[step as number], rest)];
    return [...items.slice(0, step as number), ...kept, ...items.slice((step as number) + 1)] as Content;
  }
  const { [step as string]: part, ...others } = content as Readonly<Record<string, unknown>>;
  // Properties keep their order, by which elements are checked.
  const copy = Object.entries(content as object).map(([name, value]) => [
    name,
    name === step ? without(part, rest) : value,
  ]);
  return (rest.length === 0 ? others : Object.fromEntries(copy)) as Content;
}

/** The rules of a table. */
export function switchesOf(table: string, additions: Additions): Rule[] {
  const { content, elements, profile } = additions;
  return rulesIn(content, elements.path).map(({ way, place, what }) => ({
    table,
    place,
    what,
    profile,
    off: () => {
      const less = without(content, way);
      Object.defineProperty(additions, 'content', { configurable: true, value: less });
      return () => void Reflect.deleteProperty(additions, 'content');
    },
  }));
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The rules among the entries of a message: of its roles, and of what its header repeats. */
export function switchesAmong({ kinds }: MessageRules): Rule[] {
  const all = Object.values(kinds);
  const roles = new Set(all.flatMap((kind) => kind.roles));
  const derivations = new Set(all.map((kind) => kind.derivations));
  const among = { table: 'message', profile: undefined };
  return [
    ...[...roles].flatMap((role) => [
      ...(role.min > 0 ? [{ ...among, place: role.name, what: 'min', off: () => put(role, 'min', 0) }] : []),
      ...(role.max < Infinity
        ? [{ ...among, place: role.name, what: 'max', off: () => put(role, 'max', Infinity) }]
        : []),
      ...(role.rules ? [{ ...among, place: role.name, what: 'rules', off: () => put(role, 'rules', undefined) }] : []),
      ...itemsOf(role.downgrades).map(({ item, off }) => ({
        ...among,
        place: `${role.name} ${item[0]}`,
        what: 'downgrade',
        off,
      })),
    ]),
    ...[...derivations].flatMap((list) =>
      itemsOf(list).map(({ item, off }) => ({ ...among, place: item.element, what: 'derivation', off })),
    ),
  ];
}

/** Puts a value in place of another; what comes back puts that back. */
function put<Owner extends object, Key extends keyof Owner>(owner: Owner, key: Key, value: Owner[Key]): () => void {
  const before = owner[key];
  (owner as Mutable<Owner>)[key] = value;
  return () => void ((owner as Mutable<Owner>)[key] = before);
}

/** Each item of a list, with what takes it out. */
function itemsOf<Item>(list: readonly Item[] = []): { readonly item: Item; readonly off: () => () => void }[] {
  const items = list as Item[];
  return items.map((item) => ({
    item,
    off: () => {
      const index = items.indexOf(item);
      items.splice(index, 1);
      return () => void items.splice(index, 0, item);
    },
  }));
}
