/** What a service answers, in all its forms, and what is made of it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { SpineErrorOrWarningCode, spineOperationOutcome } from 'careconnect-ems/ems';
import { toJson } from 'careconnect-ems/json';
import { readResponse, type Answer } from 'careconnect-ems/send';
import { toXml } from 'careconnect-ems/xml';
import { codes, outcomes, success } from './service-rows.ts';

type Code = (typeof codes)[number]['code'];

/** An OperationOutcome with an issue for each code. */
function outcomeOf(severity: 'fatal' | 'error' | 'warning' | 'information', ...all: readonly Code[]): object {
  const [first, ...others] = all.map((code) => ({
    severity,
    code: 'processing' as const,
    details: detailsOf(code),
    diagnostics: `about ${code}`,
  }));
  if (!first) throw new Error('no code');
  return spineOperationOutcome({ issue: [first, ...others] });
}

function detailsOf(code: Code): {
  readonly coding: (typeof SpineErrorOrWarningCode)[keyof typeof SpineErrorOrWarningCode];
} {
  const coding = Object.values(SpineErrorOrWarningCode).find((one) => one.code === code);
  if (!coding) throw new Error(code);
  return { coding };
}

function answer(
  status: number,
  body: object | string | null = null,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const text = typeof body === 'object' && body !== null ? toXml(body) : body;
  return readResponse(new Response(status === 204 ? null : text, { status, headers }));
}

const accepted = suite('an answer to what was taken');

for (const { operation, status } of success)
  accepted(`${operation}: ${status} without a body`, async () => {
    const { result, accepted: isAccepted, codes: found, issues, resource, body, describe } = await answer(status);
    assert.equal(
      { result, isAccepted, found, issues, resource, body, text: describe() },
      {
        result: 'accepted',
        isAccepted: true,
        found: [],
        issues: [],
        resource: undefined,
        body: '',
        text: `status ${status}`,
      },
    );
  });

for (const { code, severity, issueCode, display } of outcomes)
  for (const { operation, status } of success.filter(({ warns }) => warns))
    for (const write of [toXml, toJson])
      accepted(`${operation}: ${status} with ${code}, ${severity}, as ${write.name}`, async () => {
        const issue = {
          severity,
          code: issueCode,
          details: detailsOf(code),
          diagnostics: 'from 2027-04-01, see https://events.example',
        };
        const found = await answer(status, write(spineOperationOutcome({ issue: [issue] })));
        assert.is(found.result, 'accepted-with-warning');
        if (found.result !== 'accepted-with-warning') return;
        const { notices } = found;
        assert.equal(notices, [
          { severity, type: issueCode, code, otherCode: undefined, display, diagnostics: issue.diagnostics },
        ]);
        assert.equal(found.codes, [code]);
        assert.is(found.describe(), `status ${status}\n${severity} ${code}: ${display}: ${issue.diagnostics}`);
        assert.is(found.describe({ values: false }), `status ${status}\n${severity} ${code}: ${display}`);
      });

accepted('one notice for each event type of a subscription', async () => {
  const found = await answer(201, outcomeOf('information', 'DEPRECATED', 'NO_LONGER_SUPPORTED', 'DEPRECATED'));
  assert.ok(found.accepted);
  assert.equal(
    found.notices.map(({ code }) => code),
    ['DEPRECATED', 'NO_LONGER_SUPPORTED', 'DEPRECATED'],
  );
  assert.equal(found.codes, ['DEPRECATED', 'NO_LONGER_SUPPORTED']);
});

accepted('an OperationOutcome that only informs is no warning', async () => {
  const found = await answer(201, outcomeOf('information', 'RESOURCE_CREATED'));
  assert.equal([found.result, found.codes], ['accepted', ['RESOURCE_CREATED']]);
});

const locations: [location: string, id: string | undefined][] = [
  ['https://service.example/STU3/Subscription/0a1b-2', '0a1b-2'],
  ['https://service.example/STU3/Subscription/0a1b-2/_history/1', '0a1b-2'],
  ['/STU3/Subscription/7/', '7'],
  ['https://service.example/STU3/Subscription/a?b=c', undefined],
  ['', undefined],
];
for (const [location, id] of locations)
  accepted(`the id in Location: ${location}`, async () => {
    assert.is((await answer(201, null, { Location: location })).id, id);
  });

accepted.run();

const rejected = suite('an answer to what was refused');

for (const { code, display } of codes)
  for (const write of [toXml, toJson])
    rejected(`${code}, as ${write.name}`, async () => {
      const found = await answer(400, write(outcomeOf('error', code)));
      assert.is(found.result, 'rejected');
      assert.equal(found.codes, [code]);
      const [issue] = found.issues;
      assert.equal([issue?.code, issue?.display, issue?.otherCode], [code, display, undefined]);
      assert.ok(found.result === 'rejected' && found.mayRetry === (code === 'INTERNAL_SERVER_ERROR'));
    });

const severities: [status: number, severity: 'fatal' | 'error' | 'warning', code: Code, result: Answer['result']][] = [
  [202, 'fatal', 'WITHDRAWN', 'rejected'],
  [202, 'error', 'INVALID_RESOURCE', 'rejected'],
  [202, 'warning', 'WITHDRAWN', 'accepted'],
  [202, 'fatal', 'NO_LONGER_SUPPORTED', 'accepted-with-warning'],
  [400, 'fatal', 'NO_LONGER_SUPPORTED', 'rejected'],
  [400, 'warning', 'DEPRECATED', 'rejected'],
];
for (const [status, severity, code, result] of severities)
  rejected(`${status} with ${severity} ${code} is ${result}`, async () => {
    assert.is((await answer(status, outcomeOf(severity, code))).result, result);
  });

rejected('every issue is read, and each code is there once', async () => {
  const found = await answer(422, outcomeOf('error', 'INVALID_CODE_VALUE', 'INVALID_NHS_NUMBER', 'INVALID_CODE_VALUE'));
  assert.is(found.issues.length, 3);
  assert.equal(found.codes, ['INVALID_CODE_VALUE', 'INVALID_NHS_NUMBER']);
});

const id = '0f3c9a52-7d14-4b8e-9c60-1a2b3c4d5e6f';
const plain = id.replaceAll('-', '');
const duplicates: [diagnostics: string | undefined, existingId: string | undefined][] = [
  [`A subscription exists already: ${id}`, id],
  [`Subscription id ${plain} exists.`, plain],
  ['https://service.example/STU3/Subscription/sub-7.', 'sub-7'],
  ['exists as Subscription/sub-7, not as a new one', 'sub-7'],
  [`Subscription/${id} (${plain})`, id],
  [`${id} or ${plain}`, undefined],
  ['a subscription exists', undefined],
  [undefined, undefined],
];
for (const [diagnostics, existingId] of duplicates)
  rejected(`the id of what exists already: ${diagnostics}`, async () => {
    const issue = {
      severity: 'error',
      code: 'duplicate',
      details: detailsOf('DUPLICATE_REJECTED'),
      diagnostics,
    } as const;
    const found = await answer(409, spineOperationOutcome({ issue: [issue] }));
    assert.is(found.result, 'rejected');
    assert.is(found.result === 'rejected' ? found.existingId : 0, existingId);
  });

rejected('no other code tells an id', async () => {
  const issue = {
    severity: 'error',
    code: 'invalid',
    details: detailsOf('BAD_REQUEST'),
    diagnostics: `Subscription/${id}`,
  } as const;
  const found = await answer(400, spineOperationOutcome({ issue: [issue] }));
  assert.is(found.result === 'rejected' ? found.existingId : 0, undefined);
});

const waits: [header: string, seconds: number | undefined][] = [
  ['120', 120],
  ['0', 0],
  ['Sat, 01 Jan 2000 00:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
];
for (const [header, seconds] of waits)
  rejected(`Retry-After: ${header}`, async () => {
    const found = await answer(503, outcomeOf('error', 'INTERNAL_SERVER_ERROR'), { 'Retry-After': header });
    assert.ok(found.result === 'rejected' && found.mayRetry);
    assert.is(found.result === 'rejected' ? found.retryAfter : 0, seconds);
  });

rejected('by code alone: whatever system and display, and without a namespace', async () => {
  const issue =
    '<issue><severity value="error"/><code value="invalid"/><details><coding><system value="urn:other"/><code value="PATIENT_NOT_FOUND"/><display value="gone"/></coding></details></issue>';
  for (const start of ['', '<?xml version="1.0" encoding="UTF-8"?>\n', '\ufeff<!-- answer -->\n']) {
    const found = await answer(404, `${start}<OperationOutcome>${issue}</OperationOutcome>`);
    assert.equal(
      [found.result, found.codes, found.issues[0]?.display],
      ['rejected', ['PATIENT_NOT_FOUND'], 'gone'],
      start,
    );
  }
});

rejected('a code that is not known is told as another', async () => {
  const coding = [{ system: 'urn:other', code: 'OUT_OF_TEA' }];
  const found = await answer(
    503,
    JSON.stringify({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'x', details: { coding } }],
    }),
  );
  assert.equal([found.codes, found.issues[0]?.code, found.issues[0]?.otherCode], [[], undefined, 'OUT_OF_TEA']);
  assert.is(found.result === 'rejected' && found.mayRetry, false);
  assert.is(found.describe(), 'status 503\nerror OUT_OF_TEA');
  assert.is(found.describe({ values: false }), 'status 503\nerror x');
});

rejected('of issues that are no issues nothing is made', async () => {
  const issue = [
    null,
    1,
    'x',
    [],
    { severity: 1, details: { coding: 'x' } },
    { details: { coding: [null, { code: 7 }], text: 'words' } },
  ];
  const found = await answer(400, JSON.stringify({ resourceType: 'OperationOutcome', issue }));
  const none = { severity: '', type: '', code: undefined, otherCode: undefined, diagnostics: undefined };
  assert.equal(found.issues, [
    { ...none, display: undefined },
    { ...none, display: 'words' },
  ]);
});

rejected.run();

const unclear = suite('an answer that is none');

const strange: [status: number, body: string | null, mayRetry: boolean, reason: RegExp][] = [
  [202, '<html><body>Welcome</body></html>', false, /^the body could not be read: /],
  [200, 'OK', false, /^the body could not be read: the text is neither XML nor JSON$/],
  [202, '{"status":"ok"}', false, /^the body could not be read: /],
  [202, '<OperationOutcome xmlns="http://hl7.org/fhir"><issue>', false, /^the body could not be read: /],
  [202, '{"resourceType":"Patient"}', false, /^the body is a Patient, and not an OperationOutcome$/],
  [400, '{"resourceType":"a b"}', false, /^the body is a resource of an unknown type, and not an OperationOutcome$/],
  [403, null, false, /^the body is empty$/],
  [302, null, false, /^the body is empty$/],
  [408, null, true, /^the body is empty$/],
  [429, null, true, /^the body is empty$/],
  [500, null, true, /^the body is empty$/],
  [502, '<html>Bad gateway</html>', true, /^the body could not be read: /],
  [503, '   ', true, /^the body is empty$/],
  [504, null, true, /^the body is empty$/],
  [501, null, false, /^the body is empty$/],
];
for (const [status, body, mayRetry, reason] of strange)
  unclear(`${status} with ${body}`, async () => {
    const found = await answer(status, body, { 'Retry-After': '3' });
    assert.is(found.result, 'unclear');
    if (found.result !== 'unclear') return;
    assert.match(found.reason, reason);
    assert.equal([found.accepted, found.mayRetry, found.retryAfter, found.codes], [false, mayRetry, 3, []]);
    assert.is(found.body, (body ?? '').trim() === '' ? '' : body);
    assert.is(found.describe(), `status ${status}: ${found.reason}`);
    assert.is(found.describe({ values: false }), `status ${status}: the answer cannot be understood`);
  });

unclear('a body that breaks off', async () => {
  const body = new ReadableStream<Uint8Array>({ start: (it) => it.error(new Error('connection lost')) });
  const found = await readResponse(new Response(body, { status: 202 }));
  assert.is(found.result === 'unclear' ? found.reason : '', 'the body could not be read: connection lost');
});

unclear('a body without end is not read to its end', async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (it) => (pulled++, it.enqueue(new Uint8Array(1_000_000).fill(60))),
  });
  const found = await readResponse(new Response(body, { status: 202 }));
  assert.is(
    found.result === 'unclear' ? found.reason : '',
    'the body could not be read: the body has more than 3145728 bytes',
  );
  assert.ok(pulled < 10, String(pulled));
});

unclear('what is no Response of fetch is read as well', async () => {
  const headers = new Map([['Location', 'Subscription/7']]);
  const other = {
    status: 201,
    headers: { get: (name: string) => headers.get(name) ?? null },
    text: () => Promise.resolve(''),
  };
  assert.equal([(await readResponse(other)).result, (await readResponse(other)).id], ['accepted', '7']);
  const text = toXml(outcomeOf('information', 'DEPRECATED'));
  assert.is((await readResponse({ ...other, text: () => Promise.resolve(text) })).result, 'accepted-with-warning');
  const utf16 = Buffer.from(`\ufeff${text.replace('encoding="UTF-8"', 'encoding="UTF-16"')}`, 'utf16le');
  assert.is((await readResponse(new Response(utf16, { status: 202 }))).result, 'accepted-with-warning');
});

unclear.run();
