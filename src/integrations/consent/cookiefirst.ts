// CookieFirst: one answer per category, `null` while undecided; reloads the page after later changes.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface CookieFirst {
  consent: Record<string, boolean> | null;
}

export const cookieFirstSource: ConsentSource<CookieFirst, CustomEvent<CookieFirst['consent']>> = {
  name: 'cookiefirst',
  global: 'CookieFirst',
  keys: ['performance', 'advertising'],
  events: 'cf_init cf_consent',
  read: ({ consent }, key, event) => (event?.detail ?? consent)?.[key],
};

export const cookieFirst = (options?: ConsentOptions): Integration => consentIntegration(cookieFirstSource, options);
