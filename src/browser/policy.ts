// What the page's Content-Security-Policy forbids us. sendBeacon says `true` to it in Chromium and WebKit.
import { listen, type Undo } from './listen.ts';

/** Runs when the policy has stopped a request to that origin; a policy that only reports stops nothing. */
export const onPolicyRefusal = (window: Window, { origin }: URL, callback: () => void): Undo =>
  listen(window, 'securitypolicyviolation', (event) => {
    const { blockedURI, disposition } = event as SecurityPolicyViolationEvent;
    if (disposition === 'enforce' && `${blockedURI}/`.startsWith(`${origin}/`)) callback();
  });
