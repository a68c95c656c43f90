// What the browser itself says about permission: Global Privacy Control.

/** Only `true` is a signal; Firefox says `false` by default. Do Not Track was given up and is not read. https://www.w3.org/TR/gpc/ */
export const hasPrivacySignal = (window: Window | undefined): boolean =>
  (window?.navigator as { globalPrivacyControl?: unknown } | undefined)?.globalPrivacyControl === true;
