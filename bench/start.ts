// etappe beside its peers, in one interleaved run. `npm --prefix bench ci && npm --prefix bench start`
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadContestants } from './contestants/index.ts';
import { toBareFigures, toFigures } from './figures.ts';
import type { Measured } from './measured.ts';
import { type Results, toReport } from './report.ts';
import { createRounds } from './rounds.ts';
import { openBrowser } from './stage/browser.ts';
import { openStage } from './stage/server.ts';

const { values } = parseArgs({
  options: {
    /** Page loads of each contestant at each speed; the other measures follow from it. */
    rounds: { type: 'string', default: '8' },
    /** Short names, as in contestants/index.ts. */
    only: { type: 'string' },
    /** load, calls, visits */
    parts: { type: 'string', default: 'load,calls,visits' },
    out: { type: 'string', default: join(import.meta.dirname, '../test-results/bench') },
  },
});

const startedAt = Date.now();
const say = (text: string) => process.stderr.write(`${Math.round((Date.now() - startedAt) / 1000)} s  ${text}\n`);

const { contestants, absent } = await loadContestants(values.only?.split(','));
const stage = await openStage();
const browser = await openBrowser();
const { parts, measured, bare, problems } = createRounds(browser, stage, contestants, Number(values.rounds), say);

const loadBefore = loadavg()[0]?.toFixed(1);
const chromium = `Chromium ${browser.version()}`;
try {
  for (const part of values.parts.split(',')) await parts[part]?.();
} finally {
  await browser.close();
  await stage.close();
}
const results: Results = {
  at: new Date(startedAt).toISOString(),
  seconds: Math.round((Date.now() - startedAt) / 1000),
  machine: `${cpus().length} × ${cpus()[0]?.model}, load average ${loadBefore} before and ${loadavg()[0]?.toFixed(1)} after`,
  chromium,
  bare: toBareFigures(bare),
  contestants: contestants.map((contestant, index) => toFigures(contestant, measured[index] as Measured, bare)),
  absent,
  problems: [...new Set(problems)],
};
const report = toReport(results);
mkdirSync(join(values.out, '..'), { recursive: true });
writeFileSync(`${values.out}.json`, `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(`${values.out}.md`, report);
process.stdout.write(report);
