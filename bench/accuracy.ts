// How often the page's and the channels' judgements are right, on rows that nobody here wrote. `npm run accuracy`
// Reads ../shared/corpora beside the repository; says so and ends well where it is absent. A missed target fails.
import { measureBots } from './accuracy/bots.ts';
import { measureChannel } from './accuracy/channel.ts';
import { hasCorpora } from './accuracy/corpora.ts';
import { measureDevice } from './accuracy/device.ts';
import { measureParameters } from './accuracy/parameters.ts';
import { measureRedaction } from './accuracy/redaction.ts';
import { measureReferrer } from './accuracy/referrer.ts';
import { measureSpam } from './accuracy/spam.ts';
import { createTable } from './accuracy/table.ts';

const table = createTable();
const measures = [
  measureDevice,
  measureBots,
  measureChannel,
  measureReferrer,
  measureSpam,
  measureRedaction,
  measureParameters,
];

if (hasCorpora()) {
  for (const measure of measures) measure(table);
  table.print(table.missed() ? `${table.missed()} target(s) missed.` : 'All targets reached.');
  process.exitCode = table.missed() ? 1 : 0;
} else {
  table.print('No ../shared/corpora beside this repository: nothing to measure against.');
}
