/** Where the snapshot begins and ends; plain XML has no `<` in any other place but comments, CDATA and instructions. */
const start = '<snapshot>';
const end = '</snapshot>';

/**
 * Returns a definition in XML without its snapshot, nine tenths of a published profile, which costs more to read than all
 * that follows; undefined if it has none that can be found by its bytes alone.
 *
 * An end that is found in a comment inside the snapshot leaves the rest of that comment behind, where no text is allowed,
 * so a reader of the result reports a fault. Lines after the snapshot are not those of the file.
 */
export function withoutSnapshot(content: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const from = bytes.indexOf(start);
  const to = from < 0 ? -1 : bytes.indexOf(end, from);
  if (to < 0 || !isTagAt(bytes, from)) return undefined;
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to + end.length)]);
}

/** Returns whether `<` is the start of a tag: it is, if no comment, CDATA or instruction comes before it. */
function isTagAt(bytes: Buffer, index: number): boolean {
  return !/<!|<\?(?!xml )/.test(bytes.toString('latin1', 0, index));
}
