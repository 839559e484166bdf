import type { DiagnosticCode } from '../codes.ts';
import { excerpt, type Explanation } from './explanation.ts';

type PackageCode = Extract<DiagnosticCode, `package/${string}`>;

/** Explains what is wrong with packages, archives and registries. */
export const packageExplanations: Partial<Record<PackageCode, Explanation>> = {
  'package/bad-name': {
    what: 'The text is not the name of a FHIR package with a version.',
    why: 'The package cannot be looked up.',
    example: excerpt('add acme.fhir@^1.0.0', 'add acme.fhir@1.0.x'),
  },
  'package/not-found': {
    what: 'No registry has the package, or none has the version.',
    why: 'Nothing is generated: the definitions of the package would be missing.',
    example: excerpt('add acme.fihr@1.0.0', 'add acme.fhir@1.0.0'),
  },
  'package/no-registry': {
    what: 'A package is needed that is not in the cache, and no registry is named.',
    why: 'The package cannot be downloaded.',
    example: excerpt(
      'generate acme.fhir@1.0.0 --out my-sdk',
      'FHIR_REGISTRIES=https://packages.example.org generate acme.fhir@1.0.0 --out my-sdk',
    ),
  },
  'package/registry-unavailable': {
    what: 'A registry does not answer, or answers with an error.',
    why: 'The package cannot be downloaded; what is in the cache can still be used.',
    example: excerpt('generate acme.fhir@1.0.0 --out my-sdk', 'generate acme.fhir@1.0.0 --out my-sdk --offline'),
  },
  'package/bad-registry': {
    what: 'The URL is not that of a registry of FHIR packages, or the registry answers with something else.',
    why: 'The package cannot be downloaded.',
    example: excerpt('"registries": ["packages.example.org"]', '"registries": ["https://packages.example.org"]'),
  },
  'package/checksum': {
    what: 'The downloaded archive is not the one whose checksum the registry states.',
    why: 'It may have been damaged or replaced, so it is not used.',
    example: excerpt('"shasum": "5c1…", but the archive has 99e…', '"shasum": "5c1…", and the archive has 5c1…'),
  },
  'package/bad-archive': {
    what: 'The archive is damaged, contains links, or has paths that lead out of it.',
    why: 'Nothing of it is read.',
    example: excerpt('package/../../outside.json', 'package/inside.json'),
  },
  'package/too-large': {
    what: 'The archive has more bytes or files than a package of definitions can have.',
    why: 'It is not unpacked, since it might fill the memory.',
    example: excerpt('generate ./large.tgz --out my-sdk', 'generate ./large/package --out my-sdk'),
  },
  'package/bad-manifest': {
    what: 'The package has no package.json, or one without name and version.',
    why: 'Its version and its dependencies are unknown.',
    example: excerpt('{ "name": "acme.fhir" }', '{ "name": "acme.fhir", "version": "1.0.0" }'),
  },
  'package/other-fhir-version': {
    what: 'The package states another release of FHIR.',
    why: 'Its definitions would not fit those of STU3.',
    example: excerpt('"fhirVersions": ["4.0.1"]', '"fhirVersions": ["3.0.2"]'),
  },
  'package/dependency-left-out': {
    what: 'A package depends on another one that is not available.',
    why: 'Generation goes on; whatever builds on the missing definitions is reported.',
    example: excerpt('generate acme.fhir@1.0.0', 'generate acme.fhir@1.0.0 ./dependency.tgz'),
  },
  'package/several-versions': {
    what: 'Several versions of a package are asked for.',
    why: 'The greatest is used, which may not be what each of those that ask for it expects.',
    example: excerpt('generate acme.fhir@1.0.0', 'generate acme.fhir@1.0.0 acme.base@2.1.0'),
  },
  'package/not-read': {
    what: 'A FHIR package has files in folders below its manifest, or in XML, that look like definitions.',
    why: 'The definitions of a FHIR package are the JSON files beside its manifest; what publishers put elsewhere is their own affair.',
    example: excerpt(
      'generate ./acme.fhir --out my-sdk, where a profile is in acme.fhir/package/wards/',
      'generate ./acme.fhir ./acme.fhir/package/wards --out my-sdk',
    ),
  },
  'package/not-cached': {
    what: 'A package is not in the cache, and --offline forbids to download it.',
    why: 'Nothing is generated: the definitions of the package would be missing.',
    example: excerpt('generate --offline', 'generate'),
  },
  'package/bad-lock': {
    what: 'The lock file is damaged, or of another version of the generator.',
    why: 'The versions and checksums that it records are unknown.',
    example: excerpt('careconnect-fhir.lock.json: {', 'careconnect-fhir.lock.json: restored, or deleted'),
  },
  'package/lock-mismatch': {
    what: 'The files of a package differ from those that the lock file records.',
    why: 'Somebody has changed the package, so that the result would not be the same as before.',
    example: excerpt('acme.fhir@1.0.0 in the cache was edited', 'acme.fhir@1.0.0 was deleted from the cache'),
  },
};
