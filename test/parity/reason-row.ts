/** The row of a reason in a table of `docs/parity.md`. */
import type { Described, Kind } from './reasons.ts';

const KINDS: Readonly<Record<Kind, string>> = {
  'blind-spot': 'the reference passes over it',
  stricter: 'one side asks for more',
  undecidable: 'one side cannot tell offline',
  'no-answer': 'the reference stops',
  miss: '**we pass over it**',
};

export function reasonRow({ id, kind, why, page }: Described, count: number): string {
  const link = `[${page.replace(/\.html.*/, '')}](http://hl7.org/fhir/STU3/${page})`;
  return `| \`${id}\` | ${KINDS[kind]} | ${count} | ${why} | ${link} |`;
}
