import { SaxesParser } from 'saxes';

/** Reads the parser's events and ignores them: a lower limit for every reader on top of this parser. */
export function readEvents(xml: string): number {
  let events = 0;
  const count = (): void => void events++;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('opentag', count);
  parser.on('closetag', count);
  parser.on('text', count);
  parser.write(xml).close();
  return events;
}
