/**
 * Returns true for ten digits of which the last is the modulus 11 check digit of the others: they are weighted 10 to 2,
 * and the check digit is 11 minus the remainder of their sum by 11, where 11 counts as 0 and a 10 is never issued.
 *
 * @example
 * modulus11('9990000018'); // true
 */
export function modulus11(text: string): boolean {
  if (!/^[0-9]{10}$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += (10 - i) * Number(text[i]);
  const digit = (11 - (sum % 11)) % 11;
  return digit === Number(text[9]);
}

/**
 * Returns true for digits of which the last is the check digit of the others by the dihedral scheme of Verhoeff, as in
 * the identifiers of SNOMED CT.
 *
 * @example
 * verhoeff('22298006'); // true
 */
export function verhoeff(text: string): boolean {
  if (!/^[0-9]+$/.test(text)) return false;
  let check = 0;
  for (let i = 0; i < text.length; i++) check = inDihedral(check, permuted(Number(text[text.length - 1 - i]), i % 8));
  return check === 0;
}

/** Multiplies two elements of the dihedral group of order ten: 0 to 4 are rotations, 5 to 9 are reflections. */
function inDihedral(one: number, other: number): number {
  const turned = one < 5 ? one + other : one - other + 5;
  return (turned % 5) + (one < 5 === other < 5 ? 0 : 5);
}

const PERMUTATION = '1576283094';

function permuted(digit: number, times: number): number {
  let found = digit;
  for (let i = 0; i < times; i++) found = Number(PERMUTATION[found]);
  return found;
}
