// Which channel a touch belongs to. Decided when it is read, so that better rules hold for earlier visits too.
import { classifyTouch } from 'etappe/channels';

/** What decides about the channel, as one JSON text: source, medium, campaign, referrer, name of the click id. */
export const touchKey = (touch: string, click = `${touch}.click`) =>
  `to_json([${touch}.source, ${touch}.medium, ${touch}.campaign, ${touch}.referrer, ${click}])::VARCHAR`;

/** The name of the click id of the touch that a visit is credited to. Without marketing there is none. */
export const clickOfTouches = `CASE WHEN contains(touches::VARCHAR, '"click"') THEN
  coalesce(touches->'$.last', touches->'$.first')->>'$.click.name' END`;

const maxRemembered = 20_000;
const remembered = new Map<string, string>();

const decide = (key: string): string => {
  const [source, medium, campaign, referrer, click] = JSON.parse(key) as (string | null)[];
  // The landing page's own host is not known here, and a touch's referrer is never the shop itself.
  const url = new URL('https://landing.invalid/');
  const tags = { utm_source: source, utm_medium: medium, utm_campaign: campaign, ...(click && { [click]: '1' }) };
  for (const [name, value] of Object.entries(tags)) if (value) url.searchParams.set(name, value);
  return classifyTouch({ url: url.href, ...(referrer && { referrer }) }).channel;
};

/** GA4's name of the channel. @param key made by {@link touchKey} */
export const channelOf = (key: string): string => {
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= maxRemembered) remembered.clear();
  const channel = decide(key);
  remembered.set(key, channel);
  return channel;
};
