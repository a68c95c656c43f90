// A batch at the moment of sending: its events, and what is true of them then.
import type { Batch } from './delivery/batch.ts';
import type { Hooks } from './hooks.ts';
import { forgetClicks } from './journey/touchpoints.ts';
import { readDevice } from './page/page.ts';
import type { ConsentState, WireBatch } from './types.ts';
import { encodeBatch } from './wire/encode.ts';

/** Missing from TypeScript's types for older targets: https://tc39.es/proposal-temporal/#sec-temporal-now-object */
type TimedWindow = Window & { Temporal?: { Now: { timeZoneId(): string } } };

/**
 * Makes the batch; one that leaves with its page does without what takes its time to find out.
 * @param readConsent the decision that a batch is sent under, which may not be the one it was recorded under
 */
export const createDispatch = (
  window: TimedWindow,
  site: string | undefined,
  readConsent: () => ConsentState,
  on: Hooks['on'],
): ((batch: Batch, isLeaving: boolean) => WireBatch) => {
  // Read while the page is young: when it leaves, Chromium has dropped an overridden user agent already.
  const device = readDevice(window);
  let viewport: [number, number] | undefined;
  let timeZone: string | undefined;
  let dropped: number | undefined;

  on('drop', ({ reason, count }) => {
    // Numbered events leave a gap in their page's numbers; these were never numbered.
    if (reason === 'hold-full') dropped = (dropped ?? 0) + count;
  });

  return ({ id, stamped }, isLeaving) => {
    const consent = readConsent();
    if (consent.marketing !== 'granted') {
      for (const { identity, event } of stamped) {
        forgetClicks(identity?.source);
        forgetClicks(event.params?.journey as object | undefined);
      }
    }
    // Read while a page loads, it forces the first layout.
    viewport ??= [window.innerWidth, window.innerHeight];
    // Intl takes 20 ms and more in a fresh renderer, Temporal less than 0.1. Firefox loses the beacon of a closing tab
    // that is called after three.
    if (!isLeaving) timeZone ??= window.Temporal?.Now.timeZoneId() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    return encodeBatch(stamped, {
      site: `${site || window.location.hostname || '-'}`,
      batch: id,
      sent_at: Date.now(),
      consent,
      // Viewport, language and time zone together can single a visitor out: without consent only the class goes.
      device: stamped[0]?.identity
        ? { ...device, viewport, time_zone: timeZone }
        : { class: device.class, bot: device.bot },
      dropped,
    });
  };
};
