// What the page's Content-Security-Policy forbids us. sendBeacon says `true` to it in Chromium and WebKit.
import { listen, type Undo } from './listen.ts';

/**
 * Runs when the policy has stopped a connection to that origin; a policy that only reports stops nothing, and pictures
 * or frames that it stops there are not ours. https://w3c.github.io/webappsec-csp/#violation-events
 */
export const onPolicyRefusal = (window: Window, { origin }: URL, callback: () => void): Undo =>
  listen(window, 'securitypolicyviolation', (event) => {
    const { blockedURI, disposition, effectiveDirective } = event as SecurityPolicyViolationEvent;
    if (disposition === 'enforce' && effectiveDirective === 'connect-src' && `${blockedURI}/`.startsWith(`${origin}/`))
      callback();
  });
