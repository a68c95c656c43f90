// What counts once: the views that every question is asked of. Made anew at each start, so they may change freely.

// `page + n` is an event's identity; a purchase is one per site and transaction_id, however often its page is reloaded.
// The views of earlier versions are dropped: a file keeps them for ever otherwise.
export const views = `
DROP VIEW IF EXISTS page_kind;
DROP VIEW IF EXISTS page_leave_last;
DROP VIEW IF EXISTS visit;
DROP VIEW IF EXISTS page_view;

CREATE OR REPLACE MACRO is_start_path(path) AS regexp_full_match(path, '/?([a-z]{2}(-[a-z]{2})?/?)?');

CREATE OR REPLACE VIEW event_once AS
  SELECT * FROM event
  QUALIFY row_number() OVER (PARTITION BY site, page, n ORDER BY received_at) = 1;

CREATE OR REPLACE VIEW purchase_once AS
  SELECT * FROM event WHERE name = 'purchase'
  QUALIFY row_number() OVER (
    PARTITION BY site, coalesce(nullif(transaction_id, ''), page || '.' || n) ORDER BY happened_at, n, received_at) = 1;
`;
