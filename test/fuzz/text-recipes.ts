/** Recipes of texts and bytes: a message or resource with faults, written as XML or JSON, then changed as a text and as bytes. */
import fc from 'fast-check';
import { toJson } from 'careconnect-ems/json';
import { toXml } from 'careconnect-ems/xml';
import { pieces } from '../support/text-mutants.ts';
import { jsonRecipes, makeValue, messages, picked, type ValueRecipe } from './value-recipes.ts';

const encodings = ['text', 'text', 'utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be', 'latin1'] as const;
const edits = ['insert', 'cut', 'repeat', 'splice', 'swap', 'character'] as const;

interface Edit {
  readonly edit: (typeof edits)[number];
  readonly at: number;
  readonly length: number;
  readonly choice: number;
}

export type TextRecipe =
  | {
      readonly value: ValueRecipe;
      readonly format: 'xml' | 'json';
      readonly pretty: boolean;
      readonly edits: readonly Edit[];
      readonly encoding: (typeof encodings)[number];
      /** Offsets of bytes in which one bit is turned over. */
      readonly flips: readonly number[];
    }
  | { readonly text: string; readonly times: number; readonly inside: 'xml' | 'json' | 'nothing' }
  | { readonly bytes: Uint8Array };

const index = fc.nat(1_000_000);
const edit = fc.record({
  edit: fc.constantFrom(...edits),
  at: index,
  length: fc.constantFrom(0, 1, 2, 10, 300),
  choice: index,
});

export const textRecipes: fc.Arbitrary<TextRecipe> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      value: jsonRecipes,
      format: fc.constantFrom('xml' as const, 'json' as const),
      pretty: fc.boolean(),
      edits: fc.array(edit, { maxLength: 3 }),
      encoding: fc.constantFrom(...encodings),
      flips: fc.array(index, { maxLength: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      text: fc.constantFrom(
        ...pieces,
        '<a>',
        '[',
        '{"a":',
        '<a b="',
        '&amp;',
        '<extension url="a">',
        '\u00e9',
        '\ud83d',
      ),
      times: fc.nat(3000),
      inside: fc.constantFrom('xml' as const, 'json' as const, 'nothing' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ bytes: fc.uint8Array({ maxLength: 200 }) }) },
);

/** Makes the text or the bytes of a recipe. */
export function makeText(recipe: TextRecipe): string | Uint8Array {
  if ('bytes' in recipe) return recipe.bytes;
  if ('times' in recipe) return within(recipe.inside, recipe.text.repeat(recipe.times));
  const text = recipe.edits.reduce(edited, written(recipe));
  return encoded(text, recipe.encoding, recipe.flips);
}

function within(inside: 'xml' | 'json' | 'nothing', text: string): string {
  if (inside === 'xml') return `<Patient xmlns="http://hl7.org/fhir">${text}</Patient>`;
  return inside === 'json' ? `{"resourceType":"Patient","a":${text}}` : text;
}

/** What XML cannot represent is written as JSON. */
function written({ value, format, pretty }: Extract<TextRecipe, { format: unknown }>): string {
  const made = makeValue(value);
  const json = (): string =>
    JSON.stringify(made, (_, one: unknown) => (typeof one === 'bigint' ? `${one}` : one), pretty ? 2 : 0);
  if (format === 'json') return json() ?? '';
  try {
    return toXml(made as object, { pretty });
  } catch {
    return json() ?? '';
  }
}

const sources = messages.flatMap((one) => [toXml(one), toJson(one)]);

function edited(text: string, { edit: kind, at, length, choice }: Edit): string {
  const start = text.length === 0 ? 0 : at % text.length;
  const [before, stretch, after] = [
    text.slice(0, start),
    text.slice(start, start + length),
    text.slice(start + length),
  ];
  if (kind === 'insert') return before + picked(pieces, choice) + stretch + after;
  if (kind === 'cut') return before + after;
  if (kind === 'repeat') return before + stretch.repeat(choice % 20) + after;
  if (kind === 'swap') return before + [...stretch].toReversed().join('') + after;
  if (kind === 'character') return before + String.fromCharCode(choice % 0x10000) + after;
  const source = picked(sources, choice);
  return before + source.slice(choice % source.length, (choice % source.length) + length) + after;
}

function encoded(text: string, encoding: (typeof encodings)[number], flips: readonly number[]): string | Uint8Array {
  if (encoding === 'text') return text;
  const bytes = bytesOf(text, encoding);
  for (const flip of flips) if (bytes.length > 0) bytes[flip % bytes.length]! ^= 1 << (flip % 8);
  return bytes;
}

function bytesOf(text: string, encoding: (typeof encodings)[number]): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-8 with mark') return new TextEncoder().encode(`\ufeff${text}`);
  if (encoding === 'latin1') return new Uint8Array(Buffer.from(text, 'latin1'));
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return new Uint8Array(encoding === 'utf-16le' ? bytes : bytes.swap16());
}
