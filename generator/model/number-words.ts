const small = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');

const tens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** Spells out a number at the beginning of a name, and the end of a range: `oneYear`, `sixToEightWeek`. */
export function spellNumber(words: readonly string[]): readonly string[] {
  const [first = '', second, third = '', ...rest] = words;
  const spelled = inWords(first);
  if (spelled.length === 0 || second === undefined || /^(?:\d|point$)/.test(second)) return words;
  const end = second === 'to' ? inWords(third) : [];
  return end.length === 0 ? [...spelled, ...words.slice(1)] : [...spelled, second, ...end, ...rest];
}

function inWords(digits: string): string[] {
  const value = /^\d{1,2}$/.test(digits) ? Number(digits) : 100;
  if (value < 20) return small.slice(value, value + 1);
  return [
    ...tens.slice(value / 10, value / 10 + 1),
    ...(value % 10 === 0 ? [] : small.slice(value % 10, (value % 10) + 1)),
  ];
}
