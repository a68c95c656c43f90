// What all questions of one picture stand on: the events that count once, and the visits they make up.
import { clickOfTouches, touchKey } from './channel.ts';
import { isReceived } from './scope.ts';

/** Whether a row with `site` and `session` is part of what was asked for; what belongs to no visit has no channel. */
export const isAskedFor = (row: string) => `(
  (${row}.session IS NULL AND $channel IS NULL AND $campaign IS NULL
    AND ($device IS NULL OR ${row}.device_class = $device) AND ($with_bots = 1 OR ${row}.is_bot IS NOT TRUE))
  OR (${row}.site, ${row}.session) IN (SELECT (site, session) FROM visit))`;

/** The same for the purchases that count once. */
export const isSale = `${isReceived} AND ${isAskedFor('purchase_once')}`;

/** Visits by their channel's key, before anything is filtered by it. */
const summary = `
  SELECT site, session,
    any_value(visitor) AS visitor,
    max(visits) AS visits,
    min(happened_at) AS started_at,
    max(happened_at) AS ended_at,
    min(received_at) AS first_received_at,
    max(received_at) AS last_received_at,
    arg_min(page, happened_at) AS first_page,
    arg_max(page, happened_at) AS last_page,
    arg_min(device_class, happened_at) AS device,
    bool_or(is_bot) IS TRUE AS is_bot,
    -- One struct, because arg_max skips NULLs: source and referrer must come from the same touch.
    arg_max({
      'at': touch_at, 'source': touch_source, 'medium': touch_medium, 'campaign': touch_campaign,
      'referrer': touch_referrer, 'landing': touch_landing, 'click': touch_click
    }, happened_at) AS touch,
    count(*) FILTER (name = 'page_view') AS page_views,
    max(depth) AS furthest,
    arg_min(item, happened_at) FILTER (name = 'view_item') AS product,
    count(*) FILTER (depth = 6) AS ordered,
    list_sort(list(DISTINCT name)) AS names,
    max(happened_at) FILTER (name IN ('page_view', 'refund')) > min(happened_at) FILTER (depth = 6) AS went_on
  FROM step
  GROUP BY site, session`;

/**
 * Common table expressions, to be followed by a SELECT: `once` (events, narrow), `earlier` (numbers of their pages that
 * came before the time asked for), `leave` (each visit's last totals of each page), `visit` (those asked for), `anyone`
 * (visits whatever the device, channel and campaign), `opened` (pages).
 */
export const base = `WITH
  channel AS (
    SELECT unnest(from_json($channels::JSON, '[{"key":"VARCHAR","channel":"VARCHAR"}]'), recursive := true)
  ),
  -- What a beacon took along is sent again with the visitor's next page, perhaps days later, in a batch of its own.
  earlier AS MATERIALIZED (
    SELECT DISTINCT site, page, n FROM event
    WHERE received_at < $since AND (site, page) IN (SELECT (site, page) FROM event WHERE ${isReceived})
  ),
  once AS MATERIALIZED (
    SELECT site, page, n, name, happened_at, received_at, visitor, visits, session, device_class, is_bot,
      consent_analytics, consent_marketing, consent_source, page_path, page_title, item, currency, value,
      touch_at, touch_source, touch_medium, touch_campaign, touch_referrer, touch_landing,
      ${clickOfTouches} AS touch_click
    FROM event ANTI JOIN earlier USING (site, page, n) WHERE ${isReceived}
    QUALIFY row_number() OVER (PARTITION BY site, page, n ORDER BY received_at) = 1
  ),
  -- page_leave carries running totals, so only the one with the largest n of its page counts. A page that stays open
  -- for longer than a visit belongs to two of them.
  leave AS MATERIALIZED (
    SELECT site, page, session, device_class, params FROM event WHERE name = 'page_leave' AND ${isReceived}
    QUALIFY row_number() OVER (PARTITION BY site, page, session ORDER BY n DESC) = 1
  ),
  step AS (
    SELECT once.*,
      CASE once.name
        WHEN 'view_item' THEN 1
        WHEN 'add_to_cart' THEN 2
        WHEN 'begin_checkout' THEN 3
        WHEN 'checkout_step' THEN 3
        WHEN 'add_shipping_info' THEN 4
        WHEN 'add_payment_info' THEN 5
        WHEN 'purchase' THEN CASE WHEN first.n IS NULL THEN 0 ELSE 6 END
        ELSE 0
      END AS depth
    FROM once
    LEFT JOIN (SELECT site, page, n FROM purchase_once) AS first USING (site, page, n)
    WHERE once.session IS NOT NULL
  ),
  -- A visit bounced when it saw one page and that page said so in its last totals. Without a farewell nobody knows.
  farewell AS (
    SELECT site, session, bool_and(try_cast(params->>'$.bounced' AS BOOLEAN)) AS bounced
    FROM leave WHERE session IS NOT NULL GROUP BY site, session
  ),
  anyone AS MATERIALIZED (
    SELECT summary.* EXCLUDE (touch), farewell.bounced,
      coalesce(channel.channel, 'Unassigned') AS channel,
      left(touch.campaign, 120) AS campaign,
      CASE
        WHEN touch.source IS NOT NULL OR touch.medium IS NOT NULL
          THEN coalesce(touch.source, '(no source)') || ' / ' || coalesce(touch.medium, '(no medium)')
        ELSE coalesce(touch.referrer, 'Direct')
      END AS touch,
      ${touchKey('touch')} AS touch_key,
      -- An older touch brought an earlier visit; its landing page says nothing about this one.
      CASE WHEN touch.at > started_at - 1800000 THEN touch.landing END AS landing_path
    FROM (${summary}) AS summary
    LEFT JOIN farewell USING (site, session)
    LEFT JOIN channel ON channel.key = ${touchKey('summary.touch')}
    WHERE $with_bots = 1 OR NOT is_bot
  ),
  -- Earlier purchases of the same visitor, also those from before the time that was asked for.
  history AS (
    SELECT site, visitor, list(happened_at) AS bought_at
    FROM purchase_once WHERE visitor IS NOT NULL GROUP BY site, visitor
  ),
  visit AS MATERIALIZED (
    SELECT anyone.*, last_received_at >= $present_since AS is_present,
      to_json({
        'names': list_filter(names, lambda name: name NOT IN ('page_view', 'page_leave', 'web_vitals', 'exception', 'purchase', 'refund')),
        'visits': least(coalesce(visits, 1), 2),
        'earlier': least(len(list_filter(coalesce(bought_at, []), lambda moment: moment < started_at)), 2),
        'ordered': least(ordered, 2),
        'wentOn': coalesce(went_on, false)
      })::VARCHAR AS stage_key
    FROM anyone LEFT JOIN history USING (site, visitor)
    WHERE ($device IS NULL OR device = $device)
      AND ($channel IS NULL OR channel = $channel)
      AND ($campaign IS NULL OR campaign = $campaign)
  ),
  opened AS MATERIALIZED (
    SELECT site, page, session,
      arg_min(page_path, n) AS path,
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
    FROM once
    GROUP BY site, page, session
  )`;
