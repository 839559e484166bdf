/**
 * Returns the text of a JSON file without its byte order mark: UTF-8, or UTF-16 in either byte order, which the mark
 * tells.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-8.1
 */
export function decodeJson(content: string | Uint8Array): string {
  if (typeof content === 'string') return content.replace(/^\uFEFF/, '');
  return new TextDecoder(encodingOf(content)).decode(content);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
