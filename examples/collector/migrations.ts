// The tables and how they came to be: every step runs once, in order. A released step is never edited; add one.
import type { DuckDBConnection } from '@duckdb/node-api';

export const migrations: readonly string[] = [
  // No unique keys: enforcing one costs DuckDB about ten times the ingest. Doubles are dropped when reading (views.ts).
  `CREATE TABLE batch (
     site VARCHAR NOT NULL,
     batch VARCHAR NOT NULL,
     page VARCHAR,
     received_at BIGINT NOT NULL,
     sent_at BIGINT NOT NULL,
     event_count INTEGER NOT NULL,
     dropped BIGINT NOT NULL,
     repeated BOOLEAN NOT NULL
   );
   CREATE TABLE event (
     site VARCHAR NOT NULL,
     page VARCHAR NOT NULL,
     n BIGINT NOT NULL,
     name VARCHAR NOT NULL,
     happened_at BIGINT NOT NULL,
     received_at BIGINT NOT NULL,
     batch VARCHAR NOT NULL,
     visitor VARCHAR,
     visits BIGINT,
     session VARCHAR,
     session_started_at BIGINT,
     consent_analytics VARCHAR NOT NULL,
     consent_marketing VARCHAR NOT NULL,
     consent_source VARCHAR,
     consent_at BIGINT,
     touch_at BIGINT,
     touch_source VARCHAR,
     touch_medium VARCHAR,
     touch_campaign VARCHAR,
     touch_referrer VARCHAR,
     touch_landing VARCHAR,
     touches JSON,
     device_class VARCHAR NOT NULL,
     viewport_width DOUBLE,
     viewport_height DOUBLE,
     language VARCHAR,
     time_zone VARCHAR,
     page_url VARCHAR NOT NULL,
     page_path VARCHAR NOT NULL,
     page_title VARCHAR,
     page_referrer VARCHAR,
     page_kind VARCHAR NOT NULL,
     currency VARCHAR,
     value DOUBLE,
     transaction_id VARCHAR,
     item VARCHAR,
     params JSON NOT NULL
   );`,
  // Rows from before this step say nothing of robots: NULL.
  `ALTER TABLE event ADD COLUMN is_bot BOOLEAN;
   ALTER TABLE event ADD COLUMN agent_class VARCHAR;`,
  // Rows from before json.ts may hold halves of surrogate pairs, at which every question about them fails.
  `UPDATE event SET params = regexp_replace(params::VARCHAR, '\\\\ud[89a-f]..', '\\\\ufffd', 'g') WHERE NOT json_valid(params::VARCHAR);
   UPDATE event SET touches = regexp_replace(touches::VARCHAR, '\\\\ud[89a-f]..', '\\\\ufffd', 'g') WHERE NOT json_valid(touches::VARCHAR);`,
];

/**
 * Brings a database of any earlier version up to the newest one.
 * @throws when the file was written by a newer collector, so that nothing of it is harmed
 */
export const migrate = async (connection: DuckDBConnection, now: () => number = Date.now): Promise<void> => {
  await connection.run('CREATE TABLE IF NOT EXISTS migration (version INTEGER NOT NULL, applied_at BIGINT NOT NULL)');
  const result = await connection.runAndReadAll('SELECT coalesce(max(version), 0)::INTEGER FROM migration');
  const current = Number(result.getRows()[0]?.[0] ?? 0);
  if (current > migrations.length) {
    throw new Error(
      `The data file has schema version ${current}; this collector knows ${migrations.length}. Use the newer one.`,
    );
  }
  for (const [index, step] of migrations.entries()) {
    if (index < current) continue;
    await connection.run(`BEGIN; ${step} INSERT INTO migration VALUES (${index + 1}, ${now()}); COMMIT;`);
  }
};
