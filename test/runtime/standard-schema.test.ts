import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Patient } from 'fhir/r3.js';
import { standardSchema, type StandardSchema } from '../../runtime/guard/standard-schema.ts';
import { checkSamplePatient } from '../support/sample-rules.ts';

const schema: StandardSchema<Patient> = standardSchema<Patient>('larkspur', (value) => checkSamplePatient(value));
const { validate, vendor, version } = schema['~standard'];
const ada = { resourceType: 'Patient', name: [{ use: 'official', family: 'Thistlewood' }] };

/** The shape that the interface asks for, as far as a user of it looks. */
interface AnySchema {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) =>
      | { readonly value: unknown; readonly issues?: undefined }
      | {
          readonly issues: ReadonlyArray<{ message: string; path?: ReadonlyArray<PropertyKey | { key: PropertyKey }> }>;
        };
  };
}

const standard = suite('runtime standard schema');

standard('says version and vendor', () => {
  const any: AnySchema = schema;
  assert.equal([any['~standard'].version, version, vendor], [1, 1, 'larkspur']);
});

standard('gives a valid value back as it is, warnings or not', () => {
  const result = validate(ada);
  assert.is(result.issues, undefined);
  assert.is('value' in result && result.value, ada);
  const contained = { ...ada, contained: [{ resourceType: 'Organization', id: 'a' }] };
  assert.is(checkSamplePatient(contained).length, 1, 'an information');
  assert.is(validate(contained).issues, undefined);
});

standard('gives messages and paths of what is wrong', () => {
  const result = validate({ ...ada, deceasedBoolean: 'no', name: [{ ...ada.name[0], given: ['Ada', 5] }] });
  assert.equal(
    result.issues?.map(({ path }) => path),
    [['name', 0, 'given', 1], ['deceased']],
  );
  assert.match(result.issues?.[0]?.message ?? '', /^5 is not text/);
  assert.equal(validate(5).issues?.[0]?.path, []);
});

standard.run();
