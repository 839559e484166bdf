import type { Io, Output } from './io.ts';

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
  green: [32, 39],
} as const;

export type Style = keyof typeof codes;
export type Paint = (style: Style, text: string) => string;

/** Whether text for an output has colours: on a terminal, unless the environment says otherwise. */
export function hasColours(output: Output, env: Io['env']): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return output.isTTY === true && env['TERM'] !== 'dumb';
}

/** Returns what puts a style around a text, or leaves it as it is. */
export function painter(colour: boolean): Paint {
  return (style, text) => (colour ? `\u001B[${codes[style][0]}m${text}\u001B[${codes[style][1]}m` : text);
}
