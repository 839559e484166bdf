/** Dates, moments and ids as builders take them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { immunization, observation, organization, patient, practitioner } from 'careconnect-ems/careconnect';
import { messageHeader } from 'careconnect-ems/ems';
import { formatDate, formatDateTime, idOf, ref, refTo, resourceOf } from 'careconnect-ems/runtime';

const officialName = { family: 'Thistlewood' };
const summer = new Date('2026-07-04T23:30:15.250Z');

/** What a moment becomes in each time zone: a date, a dateTime and an instant. */
const zones: Readonly<Record<string, readonly [date: string, dateTime: string, instant: string]>> = {
  UTC: ['2026-07-04', '2026-07-04T23:30:15+00:00', '2026-07-04T23:30:15.250+00:00'],
  'Europe/London': ['2026-07-05', '2026-07-05T00:30:15+01:00', '2026-07-05T00:30:15.250+01:00'],
  'America/St_Johns': ['2026-07-04', '2026-07-04T21:00:15-02:30', '2026-07-04T21:00:15.250-02:30'],
  'Pacific/Kiritimati': ['2026-07-05', '2026-07-05T13:30:15+14:00', '2026-07-05T13:30:15.250+14:00'],
};

const moments = suite('moments');
const zone = process.env['TZ'];
moments.after.each(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

for (const [name, [date, dateTime, instant]] of Object.entries(zones))
  moments(`a Date says what the clock shows in ${name}`, () => {
    process.env['TZ'] = name;
    const born = patient({
      officialName,
      birthDate: formatDate(summer, name),
      birthTime: summer,
      deceased: { dateTime: summer },
    });
    assert.is(born.birthDate, date);
    assert.is(born._birthDate?.extension?.[0]?.valueDateTime, dateTime);
    assert.is(born.deceasedDateTime, dateTime);
    const seen = observation({
      status: 'final',
      code: { text: 'Weight' },
      issued: summer,
      effective: { period: { start: summer } },
    });
    assert.is(seen.issued, instant);
    assert.is(seen.effectivePeriod?.start, dateTime);
  });

moments('a winter day has the offset of winter', () => {
  process.env['TZ'] = 'Europe/London';
  const winter = new Date('2026-01-04T23:30:00Z');
  assert.is(
    patient({ officialName, birthTime: winter })._birthDate?.extension?.[0]?.valueDateTime,
    '2026-01-04T23:30:00+00:00',
  );
});

moments('a Date with a precision, or another offset, is given as text', () => {
  const start = formatDateTime(summer, 'millisecond', 'Europe/London');
  assert.is(organization({ period: { start } }).extension?.[0]?.valuePeriod?.start, '2026-07-05T00:30:15.250+01:00');
  assert.is(patient({ officialName, birthDate: formatDate(summer, 'month', 'Z') }).birthDate, '2026-07');
});

for (const text of ['2026', '2026-03', '2026-03-04', '2026-03-04T07:15:00Z', '2026-03-04T07:15:00.123456+05:30'])
  moments(`a text stays as it is: ${text}`, () => {
    assert.is(patient({ officialName, deceased: { dateTime: text } }).deceasedDateTime, text);
  });

moments.run();

const ids = suite('references and ids');

/** A source of ids that counts. */
function counter(): { readonly uuid: () => string; count: number } {
  const source = { count: 0, uuid: () => `00000000-0000-4000-8000-${String(++source.count).padStart(12, '0')}` };
  return source;
}

const first = '00000000-0000-4000-8000-000000000001';

ids('of a resource that has none are made when first needed, and stay', () => {
  const options = counter();
  const surgery = organization({ name: 'Larkspur Lane Surgery' }, options);
  assert.is(options.count, 0);
  const ada = patient(
    { officialName, managingOrganization: surgery, generalPractitioner: [surgery, surgery] },
    options,
  );
  const orla = patient({ officialName, managingOrganization: refTo(surgery) }, options);
  assert.is(options.count, 1);
  const reference = { reference: `urn:uuid:${first}` };
  assert.equal(ada.managingOrganization, reference);
  assert.equal(ada.generalPractitioner, [reference, reference]);
  assert.equal(orla.managingOrganization, reference);
  assert.is(idOf(surgery), first);
  assert.not('id' in surgery);
});

ids('that are UUIDs make a urn, and others a relative reference', () => {
  const known = organization({ id: first });
  const named = practitioner({ id: 'orla' });
  const ada = patient({ officialName, generalPractitioner: [known, named] });
  assert.equal(ada.generalPractitioner, [{ reference: `urn:uuid:${first}` }, { reference: 'Practitioner/orla' }]);
});

ids('are random unless told otherwise', () => {
  const make = (): string => refTo(organization({})).reference ?? '';
  assert.match(make(), /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.is.not(make(), make());
});

ids('are made at once where the profile needs one', () => {
  const input = {
    messageEventType: 'newEventMessage',
    event: 'vaccinations',
    timestamp: summer,
    source: { endpoint: 'urn:larkspur' },
    responsible: ref('Organization/larkspur'),
    focus: ref('Patient/ada'),
  } as const;
  assert.is(messageHeader(input, counter()).id, first);
  assert.is(messageHeader({ ...input, id: 'mine' }, counter()).id, 'mine');
});

ids('lead back to the resource, also from inside an extension and a list', () => {
  const place = { resourceType: 'Location', id: 'room-4' } as const;
  const surgery = organization({ mainLocation: place });
  const extension = surgery.extension?.[0]?.valueReference ?? {};
  assert.is(resourceOf(extension), place);
  const ada = patient({ officialName, generalPractitioner: [surgery], extension: surgery.extension as [] });
  assert.is(resourceOf(ada.generalPractitioner?.[0] ?? {}), surgery);
  assert.is(resourceOf(ada.extension?.[0]?.valueReference ?? {}), place);
});

ids('of a contained resource without one are those of the resource it was made from', () => {
  const orla = practitioner({ name: { family: 'Quillfeather' } });
  const jab = immunization({
    status: 'completed',
    notGiven: false,
    vaccineCode: { text: 'MMR' },
    patient: ref('Patient/ada'),
    primarySource: true,
    contained: orla,
    practitioner: { actor: orla },
  });
  assert.is.not(jab.contained?.[0], orla);
  assert.is(idOf(jab.contained?.[0] ?? orla), idOf(orla));
});

ids('references that are given stay what they are', () => {
  const managingOrganization = { ...ref('Organization/larkspur'), display: 'Larkspur Lane Surgery' };
  const expected = { reference: 'Organization/larkspur', display: 'Larkspur Lane Surgery' };
  assert.equal(patient({ officialName, managingOrganization }).managingOrganization, expected);
});

ids.run();
