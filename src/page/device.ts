// What kind of device this is, from low-entropy hints only.
import type { DeviceClass } from '../wire/schema.ts';

export type { DeviceClass } from '../wire/schema.ts';

export interface DeviceHints {
  userAgent: string;
  /** `navigator.userAgentData.mobile`. Android tablets say `false`. */
  mobile?: boolean | undefined;
  /** `navigator.userAgentData.platform` or `navigator.platform`. */
  platform?: string;
  maxTouchPoints?: number;
  /** Width and height of the screen in CSS pixels. */
  screen?: [number, number];
}

// Windows tells touch from tablet nowhere in its user agent, and Chromebooks name their Android.
const desktop = /windows nt|chromebook/i;
// Android tablets often claim "Mobile"; what gives them away is a "tab" or "pad" in the model's name, Samsung's T, P and X
// series, Amazon's KF…, Lenovo's TB- and YT-, and Huawei's Wi-Fi-only -W09.
const tablet = /pad|tab(?!le\b)|nexus (7|9|10)|\bkf[a-z]{2,}|sm-[tpx]\d|\b(tb|yt)\d?-|-w\d\d?\b/i;
const phone = /mobi|phone|dalvik|midp|nokia|wap|up\.b|netfront|windows ce/i;

/**
 * The device's class. What is unknown counts as desktop.
 * A screen of 600 and more on its short side is a tablet's: https://developer.android.com/guide/topics/large-screens
 */
export function deviceClass({
  userAgent,
  mobile,
  platform = '',
  maxTouchPoints,
  screen: [width, height] = [0, 0],
}: DeviceHints): DeviceClass {
  // Most desktops say so themselves, which spares them the expressions.
  if (mobile === false && maxTouchPoints === 0) return 'desktop';
  const has = (rule: RegExp) => rule.test(userAgent);
  if (has(desktop)) return 'desktop';
  if (has(tablet)) return 'tablet';
  const isAndroid = /android/i.test(userAgent + platform);
  // Asked for the desktop site, Android says Linux and iPadOS says Mac. No Mac has a touch screen,
  // and where touch points are not known: an iPad measures its screen upright, a Mac lying.
  const isDisguised = (maxTouchPoints ?? (width < height ? 2 : 0)) > 1 && /linux a|mac/i.test(platform);
  if ((isAndroid || isDisguised) && width) return Math.min(width, height) < 600 ? 'mobile' : 'tablet';
  if (mobile || has(phone)) return 'mobile';
  return isAndroid || isDisguised ? 'tablet' : 'desktop';
}
