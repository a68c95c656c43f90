// What counts once: the views that every question is asked of. Made anew at each start, so they may change freely.

// `page + n` is an event's identity; a purchase is one per site and transaction_id, however often its page is reloaded.
// page_leave carries running totals, so only the one with the largest n of its page counts.
// least(…): n comes from outside, and one forged number must not drown the count of missing events.
export const views = `
CREATE OR REPLACE MACRO is_start_path(path) AS regexp_full_match(path, '/?([a-z]{2}(-[a-z]{2})?/?)?');

CREATE OR REPLACE VIEW event_once AS
  SELECT * FROM event
  QUALIFY row_number() OVER (PARTITION BY site, page, n ORDER BY received_at) = 1;

CREATE OR REPLACE VIEW purchase_once AS
  SELECT * FROM event_once WHERE name = 'purchase'
  QUALIFY row_number() OVER (PARTITION BY site, coalesce(transaction_id, page || '.' || n) ORDER BY happened_at, n) = 1;

CREATE OR REPLACE VIEW page_leave_last AS
  SELECT * FROM event_once WHERE name = 'page_leave'
  QUALIFY row_number() OVER (PARTITION BY site, page ORDER BY n DESC) = 1;

CREATE OR REPLACE VIEW page_view AS
  SELECT site, page, session,
    min(happened_at) AS happened_at,
    arg_min(page_path, n) AS path,
    arg_min(coalesce(page_title, page_path), n) AS title,
    least(max(n), 10000) - count(*) FILTER (n <= 10000) AS missing,
    CASE
      WHEN bool_or(name = 'purchase') THEN 'Thank-you page'
      WHEN bool_or(name IN ('begin_checkout', 'add_shipping_info', 'add_payment_info', 'checkout_step')) THEN 'Checkout'
      WHEN bool_or(name = 'view_cart') THEN 'Cart'
      WHEN bool_or(name = 'view_item') THEN 'Product page'
      WHEN bool_or(name = 'search') THEN 'Search'
      WHEN is_start_path(any_value(page_path)) THEN 'Start page'
      WHEN bool_or(name = 'view_item_list') THEN 'Category page'
      ELSE 'Other page'
    END AS kind
  FROM event_once
  GROUP BY site, page, session;

CREATE OR REPLACE VIEW visit AS
  WITH step AS (
    SELECT event_once.*,
      CASE event_once.name
        WHEN 'view_item' THEN 1
        WHEN 'add_to_cart' THEN 2
        WHEN 'begin_checkout' THEN 3
        WHEN 'add_shipping_info' THEN 4
        WHEN 'add_payment_info' THEN 5
        WHEN 'purchase' THEN CASE WHEN first.n IS NULL THEN 0 ELSE 6 END
        ELSE 0
      END AS depth
    FROM event_once
    LEFT JOIN purchase_once AS first USING (site, page, n)
    WHERE event_once.session IS NOT NULL
  ),
  -- One struct, because arg_max skips NULLs: source and referrer must come from the same touch.
  summary AS (
    SELECT site, session,
      min(happened_at) AS started_at,
      max(received_at) AS last_received_at,
      arg_min(page, happened_at) AS first_page,
      arg_max(page, happened_at) AS last_page,
      arg_min(device_class, happened_at) AS device,
      arg_max({
        'at': touch_at, 'source': touch_source, 'medium': touch_medium,
        'referrer': touch_referrer, 'landing': touch_landing
      }, happened_at) AS touch,
      count(*) FILTER (name = 'page_view') AS page_views,
      max(depth) AS furthest,
      arg_min(item, happened_at) FILTER (name = 'view_item') AS product,
      sum(value) FILTER (depth = 6) AS revenue
    FROM step
    GROUP BY site, session
  )
  SELECT * EXCLUDE (touch),
    CASE
      WHEN touch.source IS NOT NULL OR touch.medium IS NOT NULL
        THEN coalesce(touch.source, '(no source)') || ' / ' || coalesce(touch.medium, '(no medium)')
      ELSE coalesce(touch.referrer, 'Direct')
    END AS touch,
    -- An older touch brought an earlier visit; its landing page says nothing about this one.
    CASE WHEN touch.at > started_at - 1800000 THEN touch.landing END AS landing_path
  FROM summary;

CREATE OR REPLACE VIEW page_kind AS
  SELECT site, path, mode(kind) AS kind FROM page_view GROUP BY site, path;
`;
