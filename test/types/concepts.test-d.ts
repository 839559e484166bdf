import { EventType } from 'careconnect-ems/ems';
import { EthnicCategory } from 'careconnect-ems/careconnect';
import { conceptOf, displayOf, fromCode, hasCode, type CodeOf } from 'careconnect-ems/runtime';
import { expectTypeOf } from 'expect-type';

declare const received: string | undefined;

expectTypeOf<CodeOf<typeof EventType>>().toEqualTypeOf<EventType>();
expectTypeOf(displayOf(EventType, 'vaccinations-1')).toEqualTypeOf<string | undefined>();
expectTypeOf(displayOf(EthnicCategory, { system: 'urn:a', code: 'A' })).toEqualTypeOf<string | undefined>();
expectTypeOf(displayOf(EventType, { code: received })).toEqualTypeOf<string | undefined>();
if (hasCode(EventType, received)) expectTypeOf(received).toEqualTypeOf<EventType>();
expectTypeOf(conceptOf(EventType, 'vaccinations-1')).toEqualTypeOf<
  (typeof EventType)[keyof typeof EventType] | undefined
>();

declare const column: string | null;
expectTypeOf(displayOf(EventType, column)).toEqualTypeOf<string | undefined>();
expectTypeOf(fromCode(EventType, 'anything')).toEqualTypeOf<(typeof EventType)[keyof typeof EventType]>();
expectTypeOf(fromCode(EventType, column)).toEqualTypeOf<(typeof EventType)[keyof typeof EventType] | undefined>();
expectTypeOf(fromCode(EventType, { system: null, code: column })).toEqualTypeOf<
  (typeof EventType)[keyof typeof EventType]
>();

// @ts-expect-error: a number is no code
fromCode(EventType, 1);
// @ts-expect-error: a number is no code
displayOf(EventType, 1);
