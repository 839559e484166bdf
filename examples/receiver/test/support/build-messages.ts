/** Fictional messages of three events, whose ids and times the caller decides. */
import { managingOrganization, professionalContacts } from 'careconnect-ems/events/professional-contacts-1';
import { organization, pdsChangeOfGp } from 'careconnect-ems/events/pds-change-of-gp-1';
import { organization as surgeryOf, vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { modulus11, ref } from 'careconnect-ems/runtime';
import { toXml } from 'careconnect-ems/xml';

export interface Wanted {
  readonly event: 'vaccinations-1' | 'professional-contacts-1' | 'pds-change-of-gp-1';
  readonly type: 'new' | 'update' | 'delete';
  /** Which record it is about: the same number is the same key. */
  readonly record: number;
  readonly lastUpdated: string;
  /** What tells two messages about a record apart. */
  readonly mark: string;
  /** Gives ids, that of the message among them. */
  readonly uuid: () => string;
}

const source = {
  name: 'Larkspur EPR',
  contact: { system: 'email', value: 'support@larkspur.example' },
  endpoint: 'urn:nhs:addressing:asid:999000000001',
} as const;
const common = { odsOrganisationCode: 'Z99901', name: 'Larkspur Lane Surgery' } as const;
const surgery = surgeryOf(common);
const community = managingOrganization({
  odsOrganisationCode: 'Z9C11',
  name: 'Exampleton Community Health',
  telecom: { system: 'phone', value: '0000 222 0000' },
});
const partOf = ref('https://directory.spineservices.nhs.uk/STU3/Organization/Z9Q01');
const records = organization({ odsOrganisationCode: 'Z9X01', name: 'Exampleton National Records', partOf });

/** NHS numbers for tests, one for each record: 999, six digits and a valid check digit. */
const numbers: string[] = [];
for (let i = 0; numbers.length < 2000; i++) {
  const start = `999${String(i).padStart(6, '0')}`;
  const valid = [...'0123456789'].map((digit) => start + digit).find(modulus11);
  if (valid !== undefined) numbers.push(valid);
}

function patientOf(record: number) {
  return {
    nhsNumber: { value: numbers[record] ?? '', verificationStatus: 'numberPresentAndVerified' },
    officialName: { family: 'Thistlewood', given: 'Ada' },
    gender: 'female',
    birthDate: '2024-03-04',
  } as const;
}

/** The key under which the current state of a record is stored. */
export function keyOf({ event, record }: Wanted): string {
  if (event === 'vaccinations-1') return `https://larkspur.example/vaccinations|LV-${record}`;
  if (event === 'professional-contacts-1') return `https://larkspur.example/episodes|LE-${record}`;
  return `https://fhir.nhs.uk/Id/nhs-number|${numbers[record]}`;
}

/** A valid message, as XML. */
export function buildMessage(wanted: Wanted): string {
  const { event, uuid } = wanted;
  const options = { uuid, now: () => new Date(wanted.lastUpdated) };
  if (event === 'vaccinations-1') return toXml(vaccination(wanted, options));
  return toXml(event === 'professional-contacts-1' ? contact(wanted, options) : changeOfGp(wanted, options));
}

type Options = { readonly uuid: () => string; readonly now: () => Date };

function vaccination({ type, record, lastUpdated, mark }: Wanted, options: Options) {
  const input = {
    source,
    responsible: surgery,
    lastUpdated,
    patient: patientOf(record),
    immunization: {
      identifier: { system: 'https://larkspur.example/vaccinations', value: `LV-${record}` },
      status: type === 'delete' ? 'entered-in-error' : 'completed',
      notGiven: false,
      primarySource: true,
      date: '2026-05-12',
      lotNumber: mark,
      vaccineCode: { system: 'http://snomed.info/sct', code: '34925411000001109', display: 'Priorix vaccine' },
      vaccinationProcedure: { text: 'Measles, mumps and rubella, second dose' },
    },
  } as const;
  const builders = { new: vaccinations.new, update: vaccinations.update, delete: vaccinations.delete };
  return builders[type](input, options);
}

function contact({ type, record, lastUpdated, mark }: Wanted, options: Options) {
  const input = {
    source,
    responsible: community,
    lastUpdated,
    patient: patientOf(record),
    episodeOfCare: {
      identifier: { system: 'https://larkspur.example/episodes', value: `LE-${record}` },
      status: type === 'delete' ? 'entered-in-error' : 'active',
      type: { text: mark },
      period: { start: '2026-03-02' },
      managingOrganization: community,
    },
  } as const;
  const { new: start, update, delete: withdraw } = professionalContacts;
  return { new: start, update, delete: withdraw }[type](input, options);
}

/** This event has messages of the kind `new` only. */
function changeOfGp({ record, lastUpdated, mark }: Wanted, options: Options) {
  return pdsChangeOfGp.new(
    {
      source,
      responsible: records,
      lastUpdated,
      communication: { sender: records },
      patient: { ...patientOf(record), meta: { versionId: '31' } },
      currentPractice: { odsOrganisationCode: 'Z99905', name: mark, partOf },
      previousPractice: { odsOrganisationCode: 'Z99906', name: 'Millpond Surgery', partOf },
      episodeOfCare: { period: { start: '2015-01-05', end: '2026-06-08' } },
      healthcareService: { providedBy: records },
    },
    options,
  );
}
