// What a contestant brings to the bench: its script, and the shop's calls in its own words.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

export const steps = ['add_to_cart', 'begin_checkout', 'add_shipping_info', 'add_payment_info', 'purchase'] as const;
export type Step = (typeof steps)[number];

export interface Contestant {
  name: string;
  version: string;
  /** The script that a page loads. */
  code: string;
  /** Inline script before it. Only ours waits for a consent, so only ours is told of one. */
  before?(collector: string, hasConsent: boolean): string;
  /** Attributes of its tag. */
  attributes?(collector: string): string;
  /** Runs right after the script and sees `collector`; ends with the page view where that is not automatic. */
  begin: string;
  /** Each sees `item` and `order`. */
  calls: Record<Step, string>;
  /** Names of the events that a request carries, in GA4's words where there is one. */
  read(body: string, url: URL): string[];
  /** What its collector answers; a text is sent as a script. @default an empty object */
  answer?(url: URL): object | string;
}

const packages = join(import.meta.dirname, '../node_modules');

export const readPackageFile = (path: string): string => readFileSync(join(packages, path), 'utf8');

export const versionOf = (name: string): string => JSON.parse(readPackageFile(`${name}/package.json`)).version;

/** Bundled as a shop would do it. @param source a module that puts what it needs on `window` */
export const bundle = async (source: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: join(import.meta.dirname, '..') },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2021',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
};

/** The same call for every step. @param toCall from the step's name and what it is about to the call */
export const eachStep = (toCall: (step: Step, about: 'item' | 'order') => string): Record<Step, string> =>
  Object.fromEntries(steps.map((step) => [step, toCall(step, step === 'add_to_cart' ? 'item' : 'order')])) as Record<
    Step,
    string
  >;
