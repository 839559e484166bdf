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
