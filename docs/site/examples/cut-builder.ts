/**
 * Cuts the call that builds a resource out of the program that builds its message.
 *
 * @param program the text of a module, laid out one member a line
 * @param id the id of the resource
 * @param builder the name of its builder
 * @returns undefined if the program does not build the resource by itself
 */
export function cutBuilder(program: string, id: string, builder: string): string | undefined {
  const lines = program.split('\n');
  const at = lines.findIndex((line) => line.trim() === `id: '${id}',`);
  if (at < 1) return undefined;
  const opening = lines[at - 1] ?? '';
  const indent = indentOf(opening);
  const length = lines.slice(at).findIndex((line) => indentOf(line) === indent && line.trim() !== '');
  const inside = lines.slice(at + 1, at + length).map((line) => line.slice(indent));
  const name = /^const \w+ = (\w+)\(\{$/.exec(opening)?.[1] ?? builder;
  return inside.length === 0 ? undefined : [`${name}({`, ...inside, '});'].join('\n');
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
