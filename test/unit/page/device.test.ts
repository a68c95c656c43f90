// The device class, by the hints that disagree most.
import { describe, expect, it } from 'vitest';
import { type DeviceHints, deviceClass } from '../../../src/page/device.ts';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const android = (model: string, isMobile = true) =>
  `Mozilla/5.0 (Linux; Android 10; ${model}) ${webkit} Chrome/146.0.0.0 ${isMobile ? 'Mobile ' : ''}Safari/537.36`;
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15';
const linux = `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/146.0.0.0 Safari/537.36`;
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/146.0.0.0 Safari/537.36`;
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';
const ipad = 'Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';

describe('the device class', () => {
  it.each([
    ['an iPhone', iphone, 'mobile'],
    ['an Android phone', android('K'), 'mobile'],
    ['an Android tablet without "Mobile"', android('K', false), 'tablet'],
    ['an old iPad', ipad, 'tablet'],
    ['a Galaxy Tab that says "Mobile"', android('SM-X706N'), 'tablet'],
    ['a Galaxy phone', android('SM-G991B'), 'mobile'],
    ['a Kindle Fire that says "Mobile"', android('KFTHWI'), 'tablet'],
    ['a Lenovo tablet that says "Mobile"', android('TB-X606F'), 'tablet'],
    ['a Huawei Wi-Fi tablet that says "Mobile"', android('AGS3-W09'), 'tablet'],
    ['a pad by name', android('Xiaomi Pad 6'), 'tablet'],
    ['a Mac', mac, 'desktop'],
    ['Windows', windows, 'desktop'],
    ['Windows with its old Tablet PC token', `${windows} Tablet PC 2.0`, 'desktop'],
    ['a Chromebook running Android', android('HP Chromebook 13 G1', false), 'desktop'],
    ['Linux', linux, 'desktop'],
    ['Debian unstable, which says "stable"', `${linux} Debian/unstable`, 'desktop'],
    ['a feature phone', 'Nokia302/5.0 (14.26) Profile/MIDP-2.1 Configuration/CLDC-1.1', 'mobile'],
    ['nothing at all', '', 'desktop'],
  ])('of %s', (_, userAgent, expected) => {
    expect(deviceClass({ userAgent })).toBe(expected);
  });

  it.each<[string, DeviceHints, string]>([
    ['iPadOS asking for desktop sites', { userAgent: mac, platform: 'MacIntel', maxTouchPoints: 5 }, 'tablet'],
    ['a Mac, which has no touch screen', { userAgent: mac, platform: 'MacIntel', maxTouchPoints: 0 }, 'desktop'],
    [
      'a Mac on a monitor that stands upright',
      { userAgent: mac, platform: 'MacIntel', maxTouchPoints: 0, screen: [1080, 1920] },
      'desktop',
    ],
    [
      'an iPad by its upright screen, where touch points are not known',
      { userAgent: mac, platform: 'MacIntel', screen: [820, 1180] },
      'tablet',
    ],
    [
      'an iPhone asking for desktop sites',
      { userAgent: mac, platform: 'MacIntel', maxTouchPoints: 5, screen: [390, 844] },
      'mobile',
    ],
    [
      'an Android phone asking for desktop sites',
      { userAgent: linux, platform: 'Linux armv81', maxTouchPoints: 5, screen: [412, 915] },
      'mobile',
    ],
    [
      'an Android tablet asking for desktop sites, by its client hint',
      { userAgent: linux, platform: 'Android', mobile: false, screen: [800, 1280] },
      'tablet',
    ],
    [
      'an Android tablet that hides its model and says "Mobile", by its screen',
      { userAgent: android('K'), mobile: true, platform: 'Android', screen: [1280, 800] },
      'tablet',
    ],
    ['a phone by the client hint alone', { userAgent: '', mobile: true }, 'mobile'],
    [
      'a Windows notebook with a touch screen',
      { userAgent: windows, mobile: false, platform: 'Win32', maxTouchPoints: 10 },
      'desktop',
    ],
    ['a Linux desktop on ARM', { userAgent: linux, platform: 'Linux aarch64', maxTouchPoints: 0 }, 'desktop'],
  ])('of %s', (_, hints, expected) => {
    expect(deviceClass(hints)).toBe(expected);
  });
});
