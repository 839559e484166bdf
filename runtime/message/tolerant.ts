/** Types of what was accepted, or only found: any part may be missing. */
import type { Issue } from '../core/issue.js';

/**
 * A value of a type from which anything may be missing, at any depth, and in which any code may be another. Lists may be
 * empty. What kind of message it is, and the type of a resource, stay as they are.
 */
export type Tolerant<Value> = Value extends string
  ? string
  : Value extends number
    ? number
    : Value extends boolean
      ? boolean
      : Value extends readonly (infer Item)[]
        ? Tolerant<Item>[]
        : Value extends object
          ? {
              [Name in keyof Value]?: Name extends 'resourceType' | symbol
                ? Value[Name]
                : Tolerant<Value[Name]> | undefined;
            }
          : Value;

declare const tolerated: unique symbol;

/**
 * A message from which anything may be missing. The mark exists for the compiler only: it knows of which event the message
 * is, though nothing else of it is certain.
 */
export type TolerantMessage<Message> = Tolerant<Message> & { readonly [tolerated]: Message };

/** The content of a message in which any part may be missing. The names of kinds and cases do not change. */
export type Found<Content> = Content extends unknown
  ? {
      readonly [Name in keyof Content]?:
        (Name extends 'type' | 'case' ? Content[Name] : Tolerant<Content[Name]>) | undefined;
    }
  : never;

/** The result of the check of a message with a policy. */
export type TolerantResult<Message> =
  | { readonly valid: true; readonly accepted: false; readonly message: Message; readonly issues: readonly Issue[] }
  | {
      readonly valid: true;
      /** Valid because of what was accepted, by the policy or in a message that was received. */
      readonly accepted: true;
      readonly message: TolerantMessage<Message>;
      readonly issues: readonly Issue[];
    }
  | {
      readonly valid: false;
      readonly accepted: false;
      readonly message?: undefined;
      readonly issues: readonly Issue[];
    };
