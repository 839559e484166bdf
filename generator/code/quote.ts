/** Quotes a text with the quotes that need fewer escapes, single ones if in doubt. */
export function quote(text: string): string {
  const json = JSON.stringify(text);
  if (!text.includes("'") && !text.includes('"')) return `'${json.slice(1, -1)}'`;
  const count = (mark: string): number => text.split(mark).length - 1;
  if (count("'") > count('"')) return json;
  const inside = json.slice(1, -1).replace(/\\.|'/g, (part) => (part === '\\"' ? '"' : part === "'" ? "\\'" : part));
  return `'${inside}'`;
}
