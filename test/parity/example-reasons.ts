/** Why the verdicts differ on examples, besides the reasons of the corpus. */
import { ourReasons, theirReasons, type OurReason, type TheirReason } from './reasons.ts';

/** Reasons for errors that only we report. */
export const ourExampleReasons: readonly OurReason[] = ourReasons;

const ownTheirs: readonly TheirReason[] = [
  {
    id: 'schema-location',
    kind: 'stricter',
    why: 'An instance in XML may say where its schema is. The reference takes the attribute for one of the resource.',
    page: 'xml.html',
    explains: (_, __, message) => message.startsWith("Undefined attribute '@xsi:schemaLocation'"),
  },
  {
    id: 'discriminator-unsupported',
    kind: 'stricter',
    why: 'A slice may be discriminated by any value that its definition fixes. The reference stops at one that is a whole Coding or Identifier and reports that as an error of the instance.',
    page: 'profiling.html#discriminator',
    explains: (_, __, message) => message.startsWith('Unsupported fixed pattern type for discriminator'),
  },
  {
    id: 'system-not-at-hand',
    kind: 'undecidable',
    why: 'A code may be of a system whose definition is not at hand. The reference rejects those in the name space of FHIR, such as the national editions of ICD and ICPC.',
    page: 'terminologies-systems.html',
    explains: (_, __, message) => message.startsWith('Unknown Code System http://hl7.org/fhir/sid/'),
  },
  {
    id: 'slice-minimum',
    kind: 'stricter',
    why: 'A slice that states no minimum may be absent. The reference gives these two that of the whole element, which another of its slices fills.',
    page: 'profiling.html#slicing',
    explains: (_, __, message) =>
      /\.code(?:\.coding\[bodyHeightCodeLying\]|\[x\]\[codeReference\])': minimum required = 1/.test(message),
  },
];

/** Reasons for errors that only the reference reports. */
export const theirExampleReasons: readonly TheirReason[] = [...theirReasons, ...ownTheirs];
