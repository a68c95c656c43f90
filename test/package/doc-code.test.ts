// The TypeScript that the pages show compiles against the built package, and the encoders make what they promise.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireBatch } from '../../src/wire/schema.ts';
import { root } from '../helpers/sizes.ts';

interface Block {
  page: string;
  code: string;
}

const pages = ['README.md', ...readdirSync(`${root}docs`).filter((name) => name.endsWith('.md'))];

/** Whole modules: what imports something. */
const blocks: Block[] = pages.flatMap((page) => {
  const text = readFileSync(`${root}${page === 'README.md' ? '' : 'docs/'}${page}`, 'utf8');
  const codes = [...text.matchAll(/^```tsx?\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);
  return codes.filter((code) => /^import /m.test(code)).map((code) => ({ page, code }));
});

/** Names that the pages leave to their reader, and as much of frameworks as they use. */
const surroundings = `
declare const tracker: import('etappe').Tracker;
declare const body: unknown;
declare const store: (events: readonly import('etappe/wire').FlatEvent[]) => void;
declare module '#app' { export function defineNuxtPlugin(start: () => void): unknown }
declare module 'react' { export function useEffect(effect: () => void, dependencies: readonly unknown[]): void }
declare namespace React { type ReactNode = unknown }
declare namespace JSX { type Element = unknown; interface IntrinsicElements { html: object; body: object } }
`;

const options = {
  extends: '../../tsconfig.json',
  compilerOptions: {
    noEmit: true,
    moduleResolution: 'bundler',
    module: 'esnext',
    jsx: 'preserve',
    noUnusedLocals: false,
    verbatimModuleSyntax: false,
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: false,
  },
  include: ['.'],
};

let folder = '';

beforeAll(() => {
  mkdirSync(`${root}test-results`, { recursive: true });
  folder = mkdtempSync(`${root}test-results/doc-code-`);
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(options));
  writeFileSync(`${folder}/surroundings.d.ts`, surroundings);
  for (const [index, { page, code }] of blocks.entries()) {
    // Others import it by that name.
    const name = code.match(/^\/\/ (\w+\.tsx?)\n/)?.[1] ?? `${page.replace('.md', '')}-${index}.tsx`;
    writeFileSync(`${folder}/${name}`, `${code}\nexport {};\n`);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

const compile = (): string => {
  try {
    execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', folder], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return `${(error as { stdout?: string }).stdout}`;
  }
};

const batch: WireBatch = {
  v: 1,
  site: 'my-shop',
  batch: 'b1',
  sent_at: 1_763_750_000_002,
  consent: { analytics: 'granted', marketing: 'denied' },
  device: { class: 'mobile', language: 'de-DE' },
  visitor: { id: 'v1', since: 1_763_750_000_000, visits: 1, purchases: 0 },
  session: { id: 's1', started_at: 1_763_750_000_000 },
  pages: { p1: { url: 'https://shop.example/mug', title: 'Mug', kind: 'load' } },
  events: [
    { n: 1, page: 'p1', name: 'page_view', at: 1_763_750_000_000 },
    {
      n: 2,
      page: 'p1',
      name: 'purchase',
      at: 1_763_750_000_001,
      params: { transaction_id: '7', currency: 'EUR', value: 19.9, items: [{ item_id: 'M' }] },
    },
    { n: 3, page: 'p1', name: 'page_leave', at: 1_763_750_000_002, params: { engaged_ms: 5 } },
  ],
};

/** Runs the function of that name as the page shows it, without what the page does with it. */
const encode = async (name: string): Promise<unknown> => {
  const code = blocks.find((block) => block.code.includes(`export const ${name} `))?.code ?? '';
  const file = `${folder}/${name}.mts`;
  writeFileSync(file, code.replace(/^createTracker.*$/m, '').replace('createTracker, ', ''));
  const encoders = await import(/* @vite-ignore */ file);
  return JSON.parse(encoders[name](batch));
};

describe('the code that the pages show', () => {
  it('compiles', () => {
    expect(blocks.length).toBeGreaterThan(10);
    expect(compile()).toBe('');
  });

  it('makes page views and purchases for Umami, with whole seconds and the revenue', async () => {
    Object.assign(globalThis, { location: { hostname: 'shop.example' } });
    const payload = { website: 'your-website-id', hostname: 'shop.example', url: 'https://shop.example/mug' };
    expect(await encode('toUmami')).toMatchObject([
      { type: 'event', payload: { ...payload, timestamp: 1_763_750_000 } },
      { type: 'event', payload: { ...payload, name: 'purchase', data: { revenue: 19.9, currency: 'EUR' } } },
    ]);
  });

  it('names the visitor and the time of each event for PostHog', async () => {
    expect(await encode('toPostHog')).toMatchObject({
      api_key: 'your-project-key',
      batch: [
        { event: '$pageview', timestamp: '2025-11-21T18:33:20.000Z', properties: { distinct_id: 'v1' } },
        { event: 'purchase', properties: { event_id: 'p1.2', $current_url: 'https://shop.example/mug' } },
        { event: 'page_leave' },
      ],
    });
  });

  it('speaks of orders and products as Segment does', async () => {
    expect(await encode('toSegment')).toMatchObject({
      writeKey: 'your-write-key',
      batch: [
        { type: 'page', anonymousId: 'v1', messageId: 'p1.1' },
        { type: 'track', event: 'Order Completed', properties: { order_id: '7', revenue: 19.9, products: [{}] } },
        { type: 'track', event: 'page_leave' },
      ],
    });
  });
});
