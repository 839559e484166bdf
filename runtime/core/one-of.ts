/**
 * A choice: an object with exactly one of the keys of `T`. `OneOf<{ boolean: boolean; dateTime: string }>` accepts `{
 * boolean: true }` or `{ dateTime: '2026' }`, but not both.
 */
export type OneOf<T> = {
  [Key in keyof T]: { [Own in Key]: T[Key] } & { [Other in Exclude<keyof T, Key>]?: null | undefined };
}[keyof T];
