/** Random values of the primitive types. */
import { modulus11 } from '../primitives/check-digit.js';
import type { Limits } from '../guard/profile.js';
import type { Prng } from './prng.js';

const WORDS =
  /*@__PURE__*/ 'amber birch cedar delta ember fern grove heath iris juniper kestrel larch maple north oak pine'.split(
    ' ',
  );

/** Returns a value of a primitive type. `name` is that of its element: what starts comes before what ends. */
export function randomPrimitive(type: string, name: string, random: Prng, limits: readonly Limits[]): unknown {
  const value = valueOf(type, name, random);
  return limits.reduce((kept, limit) => within(kept, limit), value);
}

function valueOf(type: string, name: string, random: Prng): unknown {
  switch (type) {
    case 'boolean':
      return random.inPercent(50);
    case 'integer':
    case 'unsignedInt':
    case 'positiveInt':
      return isLast(name) ? random.between(11, 20) : random.between(1, 10);
    case 'decimal':
      return (isLast(name) ? 100 : 0) + random.between(10, 999) / 10;
    case 'date':
      return dayOf(name, random).slice(0, random.pick([4, 7, 10, 10, 10]) ?? 10);
    case 'dateTime':
      return random.inPercent(40) ? dayOf(name, random) : momentOf(name, random);
    case 'instant':
      return momentOf(name, random);
    case 'time':
      return clock(random);
    default:
      return textOf(type, name, random);
  }
}

function textOf(type: string, name: string, random: Prng): string {
  switch (type) {
    case 'uri':
      return `https://example.org/${random.pick(WORDS)}/${random.between(1, 99)}`;
    case 'oid':
      return `urn:oid:2.999.${random.between(1, 99)}`;
    case 'uuid':
      return `urn:uuid:${random.uuid()}`;
    case 'id':
      return name === 'versionId' ? String(random.between(1, 99)) : `${random.pick(WORDS)}-${random.between(1, 99)}`;
    case 'lang':
      return random.pick(['en-GB', 'en', 'cy', 'fr', 'pl']) ?? 'en';
    case 'code':
      return random.pick(WORDS) ?? 'code';
    case 'base64Binary':
      return ['RXhhbXBsZQ==', 'QSBzaG9ydCB0ZXh0', 'MTIzNDU2Nzg='][random.below(3)] ?? '';
    case 'xhtml':
      return `<div xmlns="http://www.w3.org/1999/xhtml"><p>${wordsOf(random)}</p></div>`;
    default:
      return name === 'value' ? numberWithCheckDigit(random) : wordsOf(random);
  }
}

function wordsOf(random: Prng): string {
  const [first = '', ...others] = Array.from({ length: random.between(1, 4) }, () => random.pick(WORDS) ?? '');
  return [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(' ');
}

/** Returns ten digits that begin with 999 and end with a modulus 11 check digit. */
function numberWithCheckDigit(random: Prng): string {
  for (;;) {
    const start = `999${String(random.below(1_000_000)).padStart(6, '0')}`;
    const found = Array.from({ length: 10 }, (_, digit) => `${start}${digit}`).find(modulus11);
    if (found !== undefined) return found;
  }
}

/** Elements whose value is not below that of another. */
function isLast(name: string): boolean {
  return /^(?:end|high|upper|max|.*End|.*Max|.*Period)$/.test(name);
}

function dayOf(name: string, random: Prng): string {
  const year = isLast(name) ? random.between(2023, 2025) : random.between(2019, 2022);
  return `${year}-${pad(random.between(1, 12))}-${pad(random.between(1, 28))}`;
}

function momentOf(name: string, random: Prng): string {
  const fraction = random.inPercent(20) ? `.${random.between(100, 999)}` : '';
  return `${dayOf(name, random)}T${clock(random)}${fraction}${random.pick(['Z', '+00:00', '+01:00'])}`;
}

function clock(random: Prng): string {
  return [random.below(24), random.below(60), random.below(60)].map(pad).join(':');
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** Moves a value to a limit that it exceeds. */
function within(value: unknown, { min, max, length }: Limits): unknown {
  if (typeof value === 'number') {
    if (typeof min === 'number' && value < min) return min;
    return typeof max === 'number' && value > max ? max : value;
  }
  if (typeof value !== 'string') return value;
  if (typeof min === 'string' && value < min) return min;
  if (typeof max === 'string' && value > max) return max;
  return length === undefined ? value : value.slice(0, length).trim();
}
