/** Values that no text contains, but a program may pass: each by a name, made anew around the value in whose place it stands. */

type Wrap = (inside: unknown) => unknown;

const asMembers = (inside: unknown): object => (typeof inside === 'object' && inside !== null ? inside : { inside });
const asList = (inside: unknown): unknown[] => (Array.isArray(inside) ? [...(inside as unknown[])] : [inside]);

class Holder {
  readonly kind = 'holder';
  constructor(members: object) {
    Object.assign(this, members);
  }
}
class List extends Array<unknown> {}

/** What cannot even be said. */
const unspeakable = { [Symbol.toPrimitive]: throwing };

function throwing(): never {
  throw new Error('not to be read');
}

/** A proxy each of whose operations throws. */
function hostileProxy(): object {
  return new Proxy({}, new Proxy({}, { get: () => throwing }) as ProxyHandler<object>);
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** Defines one member that a getter answers, enumerable as others are. */
function getter(name: string, get: () => unknown): object {
  return Object.defineProperty({}, name, { enumerable: true, configurable: true, get });
}

/** The members, each answered by a getter. */
function gettersOf(inside: unknown): object {
  const members = asMembers(inside) as Record<string, unknown>;
  const descriptors = Object.keys(members).map(
    (name) => [name, { enumerable: true, get: () => members[name] }] as const,
  );
  return Object.defineProperties({}, Object.fromEntries(descriptors));
}

function cycle(inside: unknown): object {
  const members: Record<string, unknown> = { ...asMembers(inside) };
  members['extension'] = [members];
  return members;
}

/** Own members that are called as those of every object are. */
function ownNames(inside: unknown): object {
  const names =
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":1,"hasOwnProperty":1}';
  return Object.assign(JSON.parse(names) as object, asMembers(inside));
}

/** Those that say the same however often they are read. */
export const steady: Readonly<Record<string, Wrap>> = {
  'a proxy of the value': (inside) => new Proxy(asMembers(inside), {}),
  'a proxy that throws': hostileProxy,
  'a revoked proxy': () => revoked({}),
  'a revoked proxy of a list': () => revoked([]),
  'getters for all members': gettersOf,
  'a getter that throws what has no text': () =>
    getter('url', () => {
      // oxlint-disable-next-line no-throw-literal
      throw unspeakable;
    }),
  'a getter that throws': () => getter('url', throwing),
  'a getter that throws for the type': () => getter('resourceType', throwing),
  'a list with a getter that throws': () => Object.defineProperty([1], 0, { enumerable: true, get: throwing }),
  'a toJSON that throws': (inside) => ({ ...asMembers(inside), toJSON: throwing }),
  'a toString that throws': () => ({ toString: throwing, valueOf: throwing, [Symbol.toPrimitive]: throwing }),
  'a cycle': cycle,
  'an instance of a class': (inside) => new Holder(asMembers(inside)),
  'a list of a class': (inside) => List.from(asList(inside)),
  'a Map': (inside) => new Map(Object.entries(asMembers(inside))),
  'a Set': (inside) => new Set(asList(inside)),
  'an object without a prototype': (inside) => Object.assign(Object.create(null) as object, inside),
  'what inherits all members': (inside) => Object.create(asMembers(inside)) as object,
  'own names of every object': ownNames,
  'a frozen copy': (inside) => Object.freeze(structuredClone(asMembers(inside))),
  'a list with a name': (inside) => Object.assign(asList(inside), { url: 'x', resourceType: 'Patient' }),
  'a list with gaps': (inside) => Object.assign([], { 2: inside, length: 4 }),
  'a list of gaps': () => Object.assign([], { length: 100_000 }),
  'what only looks like a list': (inside) => ({ 0: inside, length: 1 }),
  'a symbol': () => Symbol('odd'),
  'a symbol as a name': (inside) => Object.assign({ [Symbol.iterator]: throwing, [Symbol('x')]: 1 }, inside),
  'a bigint': () => 10n,
  'a function': () => throwing,
  'a function with members': (inside) => Object.assign(() => undefined, asMembers(inside)),
  'a Date': () => new Date(0),
  'an invalid Date': () => new Date(Number.NaN),
  'a RegExp': () => /x/g,
  'a Promise': () => Promise.resolve(1),
  bytes: () => new Uint8Array([0x7b, 0x7d]),
  'a Buffer': () => Buffer.from('<Patient/>'),
  'a buffer': () => new ArrayBuffer(8),
  'a text in a box': (inside) => new String(String(typeof inside)),
  'a number in a box': () => new Number(1),
  'a false in a box': () => new Boolean(false),
  'an Error': () => new Error('odd'),
  'a URL': () => new URL('https://larkspur.example/a'),
  'a weak map': () => new WeakMap(),
  'globalThis in part': () => ({ process: process.version, Object }),
  'a lone surrogate': () => '\ud83d',
  'a name with a lone surrogate': (inside) => ({ ...asMembers(inside), '\udc00': 1 }),
};

/** Those that say something else each time: of them only holds that nothing throws. */
export const changing: Readonly<Record<string, Wrap>> = {
  'a getter that changes': (inside) => {
    let reads = 0;
    return getter('url', () => (reads++ % 2 === 0 ? inside : reads));
  },
  'a proxy that has all names': () =>
    new Proxy({}, { has: () => true, get: (_, name) => (name === 'then' ? undefined : 'x') }),
  'a list that grows': () => {
    const list: unknown[] = [1];
    return new Proxy(list, {
      get: (target, name) => (name === 'length' ? Math.min(list.push(1), 50) : Reflect.get(target, name)),
    });
  },
};

export const exotic: Readonly<Record<string, Wrap>> = { ...steady, ...changing };
