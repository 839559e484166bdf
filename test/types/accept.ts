/**
 * For type tests: takes a value of the type named. `accept<Patient['gender']>('female')` compiles when the value fits;
 * under `@ts-expect-error` the line has to be refused. Exists for the compiler only; nothing here is run.
 */
export declare function accept<Wanted>(value: Wanted): void;
