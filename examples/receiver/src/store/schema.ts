/** The tables; each statement is fit for SQLite and PostgreSQL. Times are text in UTC, which sorts as times do. */
export const schema = [
  // Every valid message, once. Its bytes are the record; all else can be made from them again.
  `create table if not exists messages (
    message_id text primary key,
    event text not null,
    type text not null,
    record_key text,
    last_updated text,
    received_at text not null,
    transport text not null,
    body bytea not null
  )`,
  // What is so now, by event and key: of events that have an order. A deleted record stays, or a late message would
  // bring it back.
  `create table if not exists current_state (
    event text not null,
    record_key text not null,
    message_id text not null references messages,
    last_updated text not null,
    deleted integer not null,
    content text not null,
    primary key (event, record_key)
  )`,
  // What could not be stored, for somebody to look at, and to be replayed.
  `create table if not exists quarantine (
    delivery text primary key,
    message_id text,
    code text,
    problems text not null,
    received_at text not null,
    transport text not null,
    body bytea not null
  )`,
  // What happened to each delivery, and who saw what. Rows are only added.
  `create table if not exists audit (
    at text not null,
    who text not null,
    action text not null,
    delivery text,
    message_id text,
    detail text
  )`,
  // A delivery is received once: what makes processing it again harmless.
  `create unique index if not exists audit_received on audit (delivery) where action = 'received'`,
  // Used with workers only: taken from the inbox, and not processed yet.
  `create table if not exists deliveries (
    id text primary key,
    received_at text not null,
    transport text not null,
    trouble text,
    body bytea not null
  )`,
];
