// What a collector holds of what was tracked, however pages end: npm run bench:delivery -- [--rounds 5] [--engines chromium,firefox] [--scenarios ctrl,killed] [--only etappe,segment] [--peers ../shared/bench]
// A table in Markdown, also in test-results/delivery.md. Counts are those of a collector with `createLedger`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  createTemporaryDirectory,
  engines,
  findDesk,
  openDesk,
  skippedEngines,
} from '../test/helpers/engines/index.ts';
import { type Contestant, contestants } from './delivery/contestants.ts';
import { loadPeers } from './delivery/peers.ts';
import { type Rounds, type Scenario, scenarios } from './delivery/scenarios.ts';
import { eventsPerPage, openShop } from './delivery/shop.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    engines: { type: 'string', default: '' },
    scenarios: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    peers: { type: 'string', default: '../shared/bench' },
  },
});
const rounds = Number(values.rounds);
const isWanted = (list: string, name: string) =>
  !list || list.split(',').some((part) => name.toLowerCase().includes(part.trim().toLowerCase()));

const lines: string[] = [];
const print = (line: string) => {
  lines.push(line);
  process.stdout.write(`${line}\n`);
};

/** One line of the table. */
const measure = async (
  { name, hasFarewell, play }: Scenario,
  contestant: Contestant,
  { engine, desk }: Pick<Rounds, 'engine' | 'desk'>,
) => {
  const shop = await openShop(contestant);
  const profile = createTemporaryDirectory('etappe-profile-');
  const session = await engine.open(contestant.peer?.options);
  const urls = Array.from({ length: rounds }, (_, round) => shop.page(`round-${round}`));
  try {
    await play({ engine, session, shop, desk, urls, profile: profile.path });
    const tracked = rounds * (eventsPerPage + (hasFarewell && contestant.hasFarewell ? 1 : 0));
    const { arrived, double } = shop.count(urls);
    print(
      `| ${engine.name} | ${name} | ${contestant.name} | ${tracked} | ${arrived} | ${tracked - arrived} | ${double} |`,
    );
  } catch (error) {
    print(`| ${engine.name} | ${name} | ${contestant.name} | not measured: ${(error as Error).message} | | | |`);
  } finally {
    await session.close();
    await shop.close();
    profile.remove();
  }
};

const peers = await loadPeers(values.peers);
const field = [...contestants, ...peers.contestants].filter(({ name }) => isWanted(values.only, name));
const found = findDesk();
const desk = 'where' in found ? await openDesk(found.where) : undefined;
for (const { name, reason } of skippedEngines) print(`${name} is left out: ${reason}`);
if ('missing' in found) print(`Tabs and windows are not closed by keyboard: ${found.missing}`);

for (const remark of peers.remarks) print(remark);
if (peers.contestants.length)
  print('Peers: in Chromium and where a driver leads it, since several keep silent before robots.');

print(`\n${rounds} pages for each line, ${eventsPerPage} events and (peers aside) a farewell each.\n`);
print('| engine | the page … | by | tracked | arrived | missing | double |');
print('| --- | --- | --- | ---: | ---: | ---: | ---: |');
for (const engine of engines.filter(({ name }) => isWanted(values.engines, name))) {
  for (const scenario of scenarios.filter(({ name }) => isWanted(values.scenarios, name))) {
    const reason = scenario.isAbsent?.(desk);
    if (reason) print(`| ${engine.name} | ${scenario.name} | – | left out: ${reason} | | | |`);
    else {
      const takesPeers = scenario.isDriven && engine.name === 'chromium';
      for (const contestant of field.filter(({ peer }) => !peer || takesPeers))
        await measure(scenario, contestant, { engine, desk });
    }
  }
}
await desk?.close();

const directory = join(import.meta.dirname, '../test-results');
mkdirSync(directory, { recursive: true });
writeFileSync(join(directory, 'delivery.md'), `${lines.join('\n')}\n`);
