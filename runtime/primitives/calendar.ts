/**
 * Returns true if the day at the start of a text exists; the text is known to look like `2026-03-04` up to there,
 * perhaps with a minus sign. Years before 0001 count as in XML Schema: there is no year 0000, and `-0001` precedes
 * `0001`.
 */
export function isRealDay(text: string): boolean {
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  if (text.charCodeAt(start + 8) < 50) return true;
  const year = twoDigits(text, start) * 100 + twoDigits(text, start + 2);
  const day = twoDigits(text, start + 8);
  return day <= lengthOfMonth(start === 0 ? year : 1 - year, twoDigits(text, start + 5));
}

function twoDigits(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * ZERO;
}

const ZERO = 48;

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
