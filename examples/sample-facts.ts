// What the made-up week is made of: products, where visits come from, and signs of trouble.
import type { Touch } from 'etappe/wire';

export const products = [
  { item_id: 'FW-101', item_name: 'Trail tent 2', price: 289 },
  { item_id: 'FW-204', item_name: 'Enamel mug', price: 14.9 },
  { item_id: 'FW-118', item_name: 'Day pack 18', price: 89 },
  { item_id: 'FW-310', item_name: 'Down sleeping bag', price: 219 },
  { item_id: 'FW-222', item_name: 'Gas stove', price: 49.5 },
  { item_id: 'FW-415', item_name: 'Rain jacket', price: 149 },
  { item_id: 'FW-402', item_name: 'Wool socks', price: 19.9 },
];

export const origins: readonly [weight: number, touch: Omit<Touch, 'at'>, zeal: number][] = [
  [26, { referrer: 'www.google.com' }, 1],
  [20, { source: 'google', medium: 'cpc', campaign: 'brand' }, 1.2],
  [16, { source: 'instagram', medium: 'social', campaign: 'autumn-story' }, 0.45],
  [14, {}, 1.3],
  [12, { source: 'newsletter', medium: 'email', campaign: 'autumn' }, 1.6],
  [7, { referrer: 'hiking-blog.example' }, 0.9],
  [5, { referrer: 'chatgpt.com' }, 1.1],
];

export const trouble: Record<string, unknown>[] = [
  { dead_clicks: 2, seen: ['shipping', 'payment', 'reviews'] },
  { seen: ['payment', 'terms'] },
  { seen: ['shipping', 'delivery', 'reviews', 'payment', 'returns'] },
  { load_ms: 5200 },
  { refused_fields: { postcode: 2, email: 1 }, last_field: 'postcode' },
  { away_count: 2, away_ms: 48_000 },
  { script_errors: 1 },
  { rage_clicks: 1 },
  { copied_title: 1 },
];
