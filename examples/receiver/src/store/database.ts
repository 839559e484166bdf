/** What the store needs of a database. SQL has `?` for its values; text and numbers come back as such, bytes as a Buffer. */

export type Value = string | number | Uint8Array | null;
export type Row = Readonly<Record<string, unknown>>;

export interface Connection {
  all(sql: string, ...values: Value[]): Promise<readonly Row[]>;
  /** The number of rows that were changed. */
  run(sql: string, ...values: Value[]): Promise<number>;
}

export interface Database {
  /** Runs all of `work` or nothing; what is committed survives a loss of power. */
  transaction<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
