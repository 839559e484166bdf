/** Subscriptions as they are built, and what their builders refuse. The compiler does not see the wrong inputs. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from 'careconnect-ems/check';
import { checkSubscription as checkOfService } from 'careconnect-ems/ems';
import { InputError } from 'careconnect-ems/runtime';
import {
  checkNewSubscription,
  checkSubscription,
  explicitSubscription,
  genericSubscription,
  mailboxId,
  newSubscription,
  odsCode,
  type NewSubscription,
} from 'careconnect-ems/subscriptions';
import { fromXml, toXml } from 'careconnect-ems/xml';

const practice = { contact: odsCode('Z99901'), mailbox: mailboxId('Z99901OT001'), reason: 'Follow-up of screening' };
const ofAda = { nhsNumber: '9990000018', events: ['vaccinations-1', 'blood-spot-test-outcome-1'] } as const;
const ofArea = { ruleType: 'CHO_POSTCODE_CCG', organization: 'X2458', event: 'vaccinations-1' } as const;

const built = suite('subscriptions that are built');

built('an explicit one', () => {
  const subscription = explicitSubscription({ ...practice, criteria: ofAda, end: new Date('2027-03-31T12:00:00Z') });
  assert.equal(subscription, {
    resourceType: 'Subscription',
    meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Subscription-1'] },
    status: 'requested',
    contact: [{ system: 'url', value: 'https://directory.spineservices.nhs.uk/STU3/Organization/Z99901', use: 'work' }],
    end: subscription.end,
    reason: 'Follow-up of screening',
    criteria:
      '/Bundle?type=message&Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000018' +
      '&MessageHeader.event=vaccinations-1&MessageHeader.event=blood-spot-test-outcome-1',
    channel: { type: 'message', endpoint: 'Z99901OT001' },
  });
  assert.is(Date.parse(subscription.end ?? ''), Date.parse('2027-03-31T12:00:00Z'));
  for (const issues of [checkSubscription(subscription), checkOfService(subscription), check(subscription)])
    assert.equal(issues, []);
});

built('a generic one, with two contacts', () => {
  const contact = [odsCode('X2458'), odsCode('Z99901')] as const;
  const mailbox = mailboxId('X2458HC007');
  const subscription = genericSubscription({ ...practice, contact, mailbox, criteria: ofArea, end: null });
  assert.equal(
    subscription.contact.map(({ value }) => value.slice(-6)),
    ['/X2458', 'Z99901'],
  );
  assert.is('end' in subscription, false);
  assert.equal(checkSubscription(subscription), []);
});

built('it survives XML, where & is written &amp;', () => {
  const subscription = explicitSubscription({ ...practice, criteria: ofAda });
  const xml = toXml(subscription);
  assert.match(xml, '/Bundle?type=message&amp;Patient.identifier=');
  assert.equal(fromXml(xml).resource, subscription);
});

built('the options of builders: a check', () => {
  assert.throws(
    () =>
      explicitSubscription(
        { ...practice, criteria: ofAda },
        { check: () => [{ severity: 'error', code: 'invalid', expression: 'Subscription', message: 'no' }] },
      ),
    /^Subscription: no$/,
  );
});

built('other members of a subscription are passed on', () => {
  const subscription = explicitSubscription({ ...practice, criteria: ofAda, language: 'en-GB' });
  assert.is(subscription.language, 'en-GB');
});

built.run();

const refused = suite('subscriptions that are refused');
const explicit = explicitSubscription as (input: unknown) => NewSubscription;
const input = { ...practice, criteria: ofAda };

const wrong: [name: string, make: () => unknown, message: string][] = [
  ['no input', () => explicit(undefined), 'input: is undefined, but must be a plain object'],
  ['no contact', () => explicit({ ...input, contact: undefined }), 'contact: is required'],
  ['null for a contact', () => explicit({ ...input, contact: null }), 'contact: is required'],
  ['no contacts', () => explicit({ ...input, contact: [] }), 'contact: an empty list is not a list with a value'],
  ['no mailbox', () => explicit({ ...input, mailbox: undefined }), 'mailbox: is required'],
  ['no criteria', () => explicit({ ...input, criteria: null }), 'criteria: is required'],
  ['no reason', () => explicit({ ...input, reason: undefined }), 'reason: is required'],
  [
    'a URL for a contact',
    () => explicit({ ...input, contact: 'https://directory.spineservices.nhs.uk/STU3/Organization/Z99901' }),
    'contact: "https://directory.spineservices.nhs.uk/STU3/Organization/Z99901" is not an ODS code: capital letters and digits',
  ],
  [
    'a second contact in lower case',
    () => explicit({ ...input, contact: ['Z99901', 'z99902'] }),
    'contact[1]: "z99902" is not an ODS code: capital letters and digits; did you mean "Z99902"?',
  ],
  [
    'a mailbox of somebody else',
    () => explicit({ ...input, mailbox: 'Z99902OT001' }),
    'mailbox: "Z99902OT001" is not a MESH mailbox id of "Z99901", the first contact',
  ],
  [
    'a mailbox of a longer code',
    () => explicit({ ...input, contact: 'Z999' }),
    'mailbox: "Z99901OT001" is not a MESH mailbox id of "Z999", the first contact',
  ],
  [
    'the mailbox of the second contact',
    () => explicit({ ...input, contact: ['Z99902', 'Z99901'] }),
    'mailbox: "Z99901OT001" is not a MESH mailbox id of "Z99902", the first contact',
  ],
  [
    'an ODS code for a mailbox',
    () => explicit({ ...input, mailbox: 'Z99901' }),
    'mailbox: "Z99901" is not a MESH mailbox id of "Z99901", the first contact',
  ],
  ['an id', () => explicit({ ...input, id: '7' }), 'id: unknown property'],
  ['a status', () => explicit({ ...input, status: 'active' }), 'status: unknown property'],
  [
    'an NHS number with a wrong digit',
    () => explicit({ ...input, criteria: { ...ofAda, nhsNumber: '9990000019' } }),
    'criteria.nhsNumber: "9990000019" is not an NHS number of ten digits, without spaces, that ends in the correct check digit',
  ],
  [
    'an ODS code with white space',
    () => odsCode(' z99 901 '),
    'odsCode: " z99 901 " is not an ODS code: capital letters and digits; did you mean "Z99901"?',
  ],
  ['an empty ODS code', () => odsCode(''), 'odsCode: is empty'],
  [
    'no ODS code',
    () => (odsCode as (text: unknown) => unknown)(null),
    'odsCode: null is not an ODS code: capital letters and digits',
  ],
  [
    'a mailbox with a hyphen',
    () => mailboxId('Z99901-OT001'),
    'mailboxId: "Z99901-OT001" is not the id of a MESH mailbox: capital letters and digits',
  ],
];

for (const [name, make, message] of wrong) {
  refused(name, () =>
    assert.throws(make, (error: unknown) => {
      assert.instance(error, InputError);
      assert.is((error as Error).message, message);
      return true;
    }),
  );
}

refused('all faults at once, the first as the message', () => {
  const criteria = { nhsNumber: '9990000019', events: ['vacinations-1'], age: { over: -1 }, colour: 'red' };
  const make = (): unknown => explicit({ ...input, contact: ['z99901', 'Z99901'], status: 'off', criteria } as never);
  assert.throws(make, (error: unknown) => {
    assert.instance(error, InputError);
    const { issues, message } = error as InputError;
    assert.equal(
      issues.map(({ expression }) => expression),
      ['status', 'contact[0]', 'criteria.colour', 'criteria.age.over', 'criteria.nhsNumber', 'criteria.events[0]'],
    );
    assert.is(message, 'status: unknown property');
    return true;
  });
});

refused('several faults of the profile', () => {
  const make = (): unknown => explicit({ ...input, reason: 5, end: 'soon' } as never);
  assert.throws(make, (error: unknown) => {
    const paths = (error as InputError).issues.map(({ expression }) => expression);
    assert.equal([...paths].sort(), ['end', 'reason']);
    return true;
  });
});

refused('a mailbox of another form belongs to whose code it begins with', () => {
  assert.is(explicit({ ...input, mailbox: 'Z99901ABC1' }).channel.endpoint, 'Z99901ABC1');
  assert.throws(() => explicit({ ...input, mailbox: 'Y99901ABC1' }), /mailbox: /);
});

refused.run();

const checked = suite('subscriptions that are checked');
const sound = explicitSubscription(input);

/** What is wrong with a copy, as paths. */
function faultsOf(change: (copy: Record<string, never>) => unknown): string[] {
  const copy = structuredClone(sound) as unknown as Record<string, never>;
  change(copy);
  return checkSubscription(copy).map(({ expression }) => expression);
}

checked('criteria that break the grammar', () => {
  const text = sound.criteria.replace('vaccinations-1', 'vacinations-1');
  const made = newSubscription({ ...sound, contact: sound.contact, criteria: text });
  assert.equal(checkNewSubscription(made), []);
  assert.equal(
    checkSubscription(made).map(({ expression, message }) => [expression, message.slice(0, 31)]),
    [['Subscription.criteria', 'column 106: MessageHeader.event']],
  );
});

checked('a mailbox of somebody else', () => {
  assert.ok(
    faultsOf((copy) => Object.assign(copy['channel'] ?? {}, { endpoint: 'Z9990OT001' })).includes(
      'Subscription.channel.endpoint',
    ),
  );
});

checked('anything else', () => {
  for (const value of [undefined, null, 7, 'text', [], {}, { resourceType: 'Patient' }])
    assert.ok(checkSubscription(value).some(({ severity }) => severity === 'error'));
});

checked.run();
