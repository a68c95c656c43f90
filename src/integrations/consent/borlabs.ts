// Borlabs Cookie 3 and 2: services per group in its cookie; an empty group is a refusal, no cookie is no decision.
import type { Integration } from '../../types.ts';
import { readCookie } from './cookie.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

export const borlabsSource: ConsentSource = {
  name: 'borlabs',
  global: 'BorlabsCookie',
  keys: ['statistics', 'marketing'],
  events: 'borlabs-cookie-consent-saved',
  // Throws where there is no cookie.
  read: (_, key) =>
    !!(JSON.parse(readCookie('borlabs-cookie')) as { consents: Record<string, string[]> }).consents[key]?.length,
};

export const borlabs = (options?: ConsentOptions): Integration => consentIntegration(borlabsSource, options);
