// @vitest-environment node
import { expect, it } from 'vitest';
import { channelOf } from '../../../../../examples/collector/journey/channel.ts';

const keyOf = (touch: { source?: string; medium?: string; campaign?: string; referrer?: string; click?: string }) => {
  const { source = null, medium = null, campaign = null, referrer = null, click = null } = touch;
  return JSON.stringify([source, medium, campaign, referrer, click]);
};

it.each([
  [{}, 'Direct'],
  [{ source: 'newsletter', medium: 'email' }, 'Email'],
  [{ referrer: 'www.google.com' }, 'Organic Search'],
  [{ referrer: 'www.google.com', click: 'gclid' }, 'Paid Search'],
  [{ referrer: 'blog.example' }, 'Referral'],
  [{ source: '<img src=x>', medium: '"; DROP TABLE event; --' }, 'Unassigned'],
])('finds the channel of %j', (touch, channel) => {
  expect(channelOf(keyOf(touch))).toBe(channel);
});
