// What whoever runs the collector may set, all of it by environment variables.
import { readPort } from '../shared/command.ts';
import { type CollectorSettings, defaultDataFile } from './collector.ts';
import { toOrigins } from './origins.ts';

export interface Settings extends CollectorSettings {
  port: number;
  host: string | undefined;
}

const wholeNumber = (name: string, text: string | undefined): number | undefined => {
  if (!text) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Error(`${name}=${text} is no whole number.`);
};

/**
 * @param environment such as `process.env`
 * @throws with a message for people, at the first value that cannot be meant
 */
export const readSettings = (environment: Record<string, string | undefined>): Settings => ({
  port: readPort(4601),
  host: environment.HOST,
  dataFile: environment.DATA_FILE ?? defaultDataFile,
  allowedOrigins: toOrigins(environment.ALLOWED_ORIGINS),
  ratePerMinute: wholeNumber('RATE_PER_MINUTE', environment.RATE_PER_MINUTE),
  trustedProxies: wholeNumber('TRUSTED_PROXIES', environment.TRUSTED_PROXIES),
  retentionMonths: wholeNumber('RETENTION_MONTHS', environment.RETENTION_MONTHS),
  ownerToken: environment.OWNER_TOKEN || undefined,
});
