// Sourcepoint: decides per custom vendor, which its TCF interface knows beside the IAB's commands.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { onTcfData } from './tcf-data.ts';
import { consentIntegration } from './watch.ts';

interface CustomConsents {
  /** Not asked yet. */
  newUser?: boolean;
  grants: Record<string, { vendorGrant: boolean }>;
}

declare const __tcfapi: (command: string, version: 2, callback: (data: never) => void) => void;

export const sourcepointSource: ConsentSource<unknown, CustomConsents> = {
  name: 'sourcepoint',
  global: '_sp_',
  read(_, key, custom) {
    if (custom && !custom.newUser) return custom.grants[key]?.vendorGrant;
  },
  subscribe: (_, tell) => onTcfData(_, () => __tcfapi('getCustomVendorConsents', 2, tell)),
};

export const sourcepoint = (options?: ConsentOptions): Integration => consentIntegration(sourcepointSource, options);
