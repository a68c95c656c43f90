// The known events and what they carry: names and parameters are GA4's wherever GA4 has one.

export type Params = Record<string, unknown>;

export type TrackParams<Name extends string> = Name extends keyof EventMap
  ? Partial<EventMap[Name]> extends EventMap[Name]
    ? [params?: EventMap[Name]]
    : [params: EventMap[Name]]
  : [params?: Params];

/** GA4's item: at least one of `item_id` and `item_name`. `price` is per unit, in the event's currency. */
export type Item = ItemDetails & ({ item_id: string } | { item_name: string });

export interface ItemDetails {
  item_id?: string;
  item_name?: string;
  affiliation?: string;
  coupon?: string;
  discount?: number;
  index?: number;
  item_brand?: string;
  item_category?: string;
  item_category2?: string;
  item_category3?: string;
  item_category4?: string;
  item_category5?: string;
  item_list_id?: string;
  item_list_name?: string;
  item_variant?: string;
  location_id?: string;
  price?: number;
  /** May be fractional, for goods by weight. */
  quantity?: number;
  [custom: string]: unknown;
}

/** A decimal amount and its ISO 4217 code; one never goes without the other. */
export interface Money {
  currency: string;
  value: number;
}

interface Basket extends Money {
  items: readonly Item[];
  coupon?: string;
  [custom: string]: unknown;
}

interface List {
  items: readonly Item[];
  item_list_id?: string;
  item_list_name?: string;
  [custom: string]: unknown;
}

interface Promotion {
  creative_name?: string;
  creative_slot?: string;
  promotion_id?: string;
  promotion_name?: string;
  items?: readonly Item[];
  [custom: string]: unknown;
}

interface Form {
  form_id?: string;
  form_name?: string;
  /** Name of the field touched last; never its value. */
  last_field?: string;
  [custom: string]: unknown;
}

/**
 * The known events and their parameters.
 * Names and parameters are GA4's recommended events: https://support.google.com/analytics/answer/9267735
 */
export interface EventMap {
  view_item_list: List;
  select_item: List;
  view_item: Basket;
  add_to_wishlist: Basket;
  add_to_cart: Basket;
  remove_from_cart: Basket;
  view_cart: Basket;
  begin_checkout: Basket;
  add_shipping_info: Basket & { shipping_tier?: string };
  add_payment_info: Basket & { payment_type?: string };
  purchase: Basket & { transaction_id: string; affiliation?: string; shipping?: number; tax?: number };
  refund: Money & { transaction_id: string; items?: readonly Item[]; [custom: string]: unknown };
  view_promotion: Promotion;
  select_promotion: Promotion;
  /** For shops whose checkout has other steps than GA4's. */
  checkout_step: { step: number; step_name?: string; [custom: string]: unknown };
  generate_lead: (Money | { currency?: never; value?: never }) & { lead_source?: string; [custom: string]: unknown };
  sign_up: { method?: string; [custom: string]: unknown };
  login: { method?: string; [custom: string]: unknown };
  search: { search_term: string; [custom: string]: unknown };
  share: { method?: string; content_type?: string; item_id?: string; [custom: string]: unknown };
  form_start: Form;
  form_submit: Form;
  form_abandon: Form;
  /** By `etappe/vitals`; the one with the largest `n` of a page view holds its final figures. */
  web_vitals: {
    lcp_ms?: number;
    inp_ms?: number;
    /** A score: https://web.dev/articles/cls */
    cls?: number;
    fcp_ms?: number;
    ttfb_ms?: number;
    /** The worst of LCP, INP and CLS. */
    rating?: 'good' | 'needs-improvement' | 'poor';
    [custom: string]: unknown;
  };
  exception: { description?: string; fatal?: boolean; [custom: string]: unknown };
}

/** What decides a purchase and has to be found on a page. */
export type Topic = 'shipping' | 'terms' | 'payment' | 'returns' | 'delivery' | 'reviews';

/** What `page_leave` carries as `signals`, with `etappe/signals`: why a visit may have broken off. Absent is zero or not known. */
export interface Signals {
  /** Errors nobody caught, and promises nobody handled. */
  script_errors?: number;
  /** Pictures of the page's content that could not be loaded. */
  broken_images?: number;
  /** Bursts of three clicks on one spot within a second. */
  rage_clicks?: number;
  /** Clicks on something that looks pressable, after which nothing happened for a second. */
  dead_clicks?: number;
  /** How often validation refused each field, by its name; at most ten names. */
  refused_fields?: Record<string, number>;
  /** Name of the form field touched last; never its value. */
  last_field?: string;
  /** How often the page was left for another tab and come back to. */
  away_count?: number;
  away_ms?: number;
  /** How often the title, or a part of it, was copied. */
  copied_title?: number;
  /** On the first product page of a visit only: clicks since the landing. */
  clicks_to_product?: number;
  /** What came into view, in this order. */
  seen?: readonly Topic[];
  /** From the navigation to the load event, or to leaving before it; only from three seconds on. */
  load_ms?: number;
}
