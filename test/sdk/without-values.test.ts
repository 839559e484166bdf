/** No text of an issue without values has anything of the resource: whatever is wrong with it, and wherever. */
import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from 'careconnect-ems/check';
import * as elements from 'careconnect-ems/elements';
import { fromJson } from 'careconnect-ems/json';
import { describe, toOperationOutcome, withoutValues, type Issue } from 'careconnect-ems/runtime';
import { elementTables, fromXml, toXml } from 'careconnect-ems/xml';
import { messageNamed, messageNames } from '../support/event-messages.ts';
import { readCleanMessages, readEventRows } from '../support/event-rows.ts';
import { placesOf, replaceAt, valueAt, type Place } from '../support/json-faults.ts';
import { jsonMisreadings, xmlMisreadings, type Misreading } from '../support/misreadings.ts';
import { moreFaults } from '../support/more-faults.ts';
import { placedRows, redCases } from '../support/row-cases.ts';

const MARK = 'Zq7';
const NUMBER = 71077107;
const marks = /zq7|71077107/i;

function textsOf(issues: readonly Issue[], resource: unknown): string[] {
  const outcome = toOperationOutcome(issues, { values: false });
  return [
    ...issues.map((issue) => describe(issue, { values: false, resource })),
    ...outcome.issue.map(({ diagnostics = '', expression = [] }) => `${diagnostics} ${expression.join()}`),
  ];
}

const marked = suite('text without values: marked values');

/** A value that is wrong nearly everywhere, and says so if it is told. */
const wrong: Readonly<Record<string, unknown>> = {
  'a text': MARK,
  'an address': `urn:uuid:${MARK}`,
  'a URL': `https://larkspur.example/${MARK}/${MARK}/1`,
  'a reference': `${MARK}/${MARK}`,
  'a fragment': `#${MARK}`,
  'a text of several words': `${MARK} ${MARK}`,
  'a sentence': `${MARK}, `.repeat(40),
  'a narrative': `<div xmlns="http://www.w3.org/1999/xhtml"><zq7 zq7="${MARK}">${MARK}</zq7></div>`,
  'a broken narrative': `<div xmlns="http://www.w3.org/1999/xhtml">&${MARK};</div>`,
  'a number': NUMBER,
  'an object': { [MARK.toLowerCase()]: MARK },
  'a coding': { system: `urn:${MARK}`, code: MARK, display: MARK },
  'a resource': { resourceType: MARK, id: MARK },
  'a list': [MARK, [MARK]],
  nothing: undefined,
};

/** Messages of which every place is changed: between them they have all types of an event. */
const whole = ['vaccinations-new-given', 'pds-death-notification-formal', 'blood-spot-new'];

for (const name of whole)
  for (const [what, value] of Object.entries(wrong))
    marked(`${name}: ${what} in every place`, () => {
      const message: unknown = messageNamed(name);
      for (const place of placesOf(message).filter(isSample)) {
        const copy = replaceAt(message, place, value);
        for (const text of textsOf(check(copy), copy)) assert.not(marks.test(text), `${place.join('.')}: ${text}`);
      }
    });

/** Every third place: with other values, and in other messages, the others have their turn. */
function isSample(_place: Place, index: number): boolean {
  return index % 3 === 0;
}

for (const name of whole)
  marked(`${name}: every property renamed`, () => {
    const message: unknown = messageNamed(name);
    for (const place of placesOf(message)) {
      if (typeof place.at(-1) === 'number') continue;
      const renamed = replaceAt(
        message,
        [...place.slice(0, -1), `${MARK}${String(place.at(-1))}`],
        valueAt(message, place),
      );
      const copy = replaceAt(renamed, place, undefined);
      for (const text of textsOf(check(copy), copy)) assert.not(marks.test(text), text);
    }
  });

marked('text that is no resource, and text that is not well-formed', () => {
  const texts = [
    `<${MARK}/>`,
    `<Patient xmlns="http://hl7.org/fhir"><${MARK}>`,
    `<Patient xmlns="http://hl7.org/fhir"><id value="a"></${MARK}></Patient>`,
    `<Patient xmlns="http://hl7.org/fhir" ${MARK}="${MARK}">${MARK}<?${MARK} ${MARK}?></Patient>`,
    `<Patient xmlns="${MARK}"/>`,
    `<?xml version="1.0" encoding="${MARK}"?><Patient xmlns="http://hl7.org/fhir"/>`,
    `<?xml version="${MARK}"?><Patient xmlns="http://hl7.org/fhir"/>`,
    `{"resourceType":"Patient","${MARK}":${MARK}`,
    `{"resourceType":"Patient","${MARK}":1,"${MARK}":2}`,
    `{"${MARK}":"${MARK}"}`,
    `"${MARK}"`,
    MARK,
  ];
  for (const text of texts)
    for (const { issues, resource } of [fromXml(text), fromXml(Buffer.from(text)), fromJson(text)])
      for (const told of textsOf(issues, resource)) assert.not(marks.test(told), told);
});

marked('with values they are there', () => {
  const issues = check({ resourceType: 'Patient', gender: MARK, [MARK]: 1 });
  assert.equal(
    issues.map((issue) => marks.test(describe(issue))),
    [true, true],
  );
});

marked.run();

const catalogues = suite('text without values: the catalogues of faults');

/** Words that the definitions have: nobody learns from them who a message is about. */
const vocabulary = ((): string => {
  const folder = new URL('../../generated/definitions/', import.meta.url);
  const texts = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  const tables = elementTables(...Object.values(elements));
  const names = [...tables.resources].flatMap(([type, { entries }]) => [type, ...entries.keys()]);
  return [...texts, ...names].join('\n');
})();
const isSaid = new Map<string, boolean>();

/** What a resource or a text says that no definition does. */
function secretsOf(text: string): string[] {
  const words = [...text.matchAll(/"((?:[^"\\]|\\.){3,})"|<\/?(\w{3,})/g)].map(
    ([, quoted, name]) => quoted ?? name ?? '',
  );
  return [...new Set(words)].filter((word) => {
    const known = isSaid.get(word) ?? vocabulary.includes(word);
    isSaid.set(word, known);
    return !known;
  });
}

function tellsNothing(issues: readonly Issue[], resource: unknown, text: string): void {
  const secrets = secretsOf(text);
  for (const told of textsOf(issues, resource))
    for (const secret of secrets) assert.not(told.includes(secret), `${secret} in ${told}`);
}

const messages = readCleanMessages();

for (const event of readEventRows())
  catalogues(`messages of ${event.event} that break a row`, () => {
    let count = 0;
    for (const broken of placedRows(event).flatMap((placed) => redCases(placed, messages))) {
      const bundle: unknown = broken.make();
      const issues = check(bundle);
      count += issues.length;
      tellsNothing(issues, bundle, JSON.stringify(bundle));
    }
    assert.ok(count > 100);
  });

catalogues('messages with other faults', () => {
  for (const { bundle } of moreFaults(messages)) tellsNothing(check(bundle), bundle, JSON.stringify(bundle));
});

const misread: Readonly<Record<string, (name: string) => readonly [Misreading[], typeof fromXml]>> = {
  XML: (name) => [xmlMisreadings(toXml(messageNamed(name))), fromXml],
  JSON: (name) => [jsonMisreadings(JSON.stringify(messageNamed(name))), fromJson],
};

for (const [syntax, of] of Object.entries(misread))
  catalogues(`faults of form in ${syntax}`, () => {
    const [all, read] = of('vaccinations-new-given');
    for (const { text } of all) {
      const { resource, issues } = read(text());
      tellsNothing(resource ? check(resource) : issues, resource, text());
    }
  });

catalogues('a message has faults that quote it', () => {
  const [name = ''] = messageNames;
  const copy = replaceAt(messageNamed(name), ['id'], 'not/an/id/of/anybody');
  const [issue] = check(copy);
  assert.ok(issue && describe(issue).includes('not/an/id'));
  assert.not(describe(withoutValues(issue as Issue)).includes('not/an/id'));
});

catalogues.run();

const safe = suite('text without values: issues from elsewhere');

safe('of an issue that was cloned nothing is told but its place in the definition', () => {
  const [issue] = check({ resourceType: 'Patient', gender: MARK });
  assert.is(
    describe(structuredClone(issue) as Issue, { values: false }),
    'error Patient.gender: the text is left out, because its values are not marked',
  );
});

safe.run();
