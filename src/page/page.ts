// One page view: where it is, what it is called, where the visitor came from, on what device.
import type { PageKind, Touch } from '../types.ts';
import { createId } from '../wire/id.ts';
import type { WireDevice, WirePage } from '../wire/schema.ts';
import { isBot } from './bot.ts';
import { readCampaign } from './campaign.ts';
import { deviceClass } from './device.ts';
import { redactText, redactUrl } from './redact.ts';
import { readReferrer } from './referrer.ts';

export interface PageView {
  id: string;
  /** How many of its events are numbered. */
  n: number;
  wire: WirePage;
  /** The arrival that this page view may be; nothing once it is counted, and for moves within the site. */
  touch?: Touch | undefined;
  /** Names of its events. */
  names: string[];
}

/** What an arrival at `url` says about where it came from. A touch from nowhere is a direct one. */
export const readTouch = (url: string, referrer: string, redacted = redactUrl(url, [])): Touch => {
  const touch: Touch = {
    at: Date.now(),
    ...readCampaign(url),
    landing: redacted.replace(/^\w+:\/\/[^/]*|\?.*/g, ''),
  };
  const outside = readReferrer(referrer, url);
  if (outside) touch.referrer = outside;
  return touch;
};

export const createPageView = (
  url: string,
  title: string,
  referrer: string,
  kind: PageKind,
  keepParams: readonly string[],
): PageView => {
  const redacted = redactUrl(url, keepParams);
  return {
    id: createId(),
    n: 0,
    wire: {
      url: redacted,
      title: redactText(title) || undefined,
      referrer: redactUrl(referrer, keepParams) || undefined,
      kind,
    },
    touch: /load|pre/.test(kind) ? readTouch(url, referrer, redacted) : undefined,
    names: [],
  };
};

/** What makes a page another one: its path and the allowed query keys, so that a filter or a cleaned-up UTM does not. */
export const toViewKey = (
  { pathname, search, hash }: Pick<URL, 'pathname' | 'search' | 'hash'>,
  keepParams: readonly string[],
  isHashRouted: boolean,
): string => {
  const query = new URLSearchParams(search);
  return [pathname, isHashRouted && hash, ...keepParams.map((name) => query.get(name))].join();
};

/** Chromium's low-entropy hints: https://wicg.github.io/ua-client-hints/#navigatorua */
type HintedNavigator = Navigator & { userAgentData?: { mobile: boolean; platform: string } };

/** Its class and language, and whether a program holds it. No high-entropy hint is asked for. */
export const readDevice = (window: Window): WireDevice => {
  const { userAgent, userAgentData, platform, maxTouchPoints, language } = window.navigator as HintedNavigator;
  const { screen } = window;
  return {
    class: deviceClass({
      userAgent,
      mobile: userAgentData?.mobile,
      platform: userAgentData?.platform ?? platform,
      maxTouchPoints,
      screen: [screen.width, screen.height],
    }),
    language,
    bot: isBot(window.navigator) || undefined,
  };
};
