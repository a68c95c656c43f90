// The tables, from the figures.
import type { Bytes } from './measures/bytes.ts';
import type { Ending } from './measures/ending.ts';
import type { Journey } from './measures/journey.ts';
import type { Silence } from './measures/silence.ts';
import type { Summary } from './statistics.ts';

export interface LoadFigures {
  /** CPU milliseconds of scripts, over the page without a tracker: until half a second after the load event. */
  scriptMs: Summary | undefined;
  /** The same with the leaving of the page. */
  wholeMs: Summary | undefined;
  /** The longest run of their code. */
  longestMs: Summary | undefined;
  /** Layout and style that their code forced. */
  forcedMs: Summary | undefined;
}

export interface Figures {
  name: string;
  version: string;
  bytes: Bytes;
  /** By slow-down of the CPU. */
  load: Record<string, LoadFigures>;
  /** By the number of calls in a row: microseconds each. */
  calls: Record<string, Summary | undefined>;
  /** The least that was made of each row. */
  callsMade: Record<string, number>;
  journeys: Journey[];
  endings: Record<Ending, { arrived: number; of: number }>;
  silence: Silence | undefined;
}

export interface Results {
  at: string;
  seconds: number;
  machine: string;
  chromium: string;
  /** CPU milliseconds of scripts on the page without a tracker, by slow-down. */
  bare: Record<string, Summary | undefined>;
  contestants: Figures[];
  absent: { name: string; reason: string }[];
  problems: string[];
}

const toNumber = (value: number): string => value.toFixed(Math.abs(value) < 10 ? 1 : 0);

const toRange = (summary: Summary | undefined): string =>
  summary ? `${toNumber(summary.median)} (${toNumber(summary.min)}–${toNumber(summary.max)})` : '–';

const toTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index ? '---:' : '---')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const listKinds = (names: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count > 1 ? `${count} ${name}` : name)).join(', ') || 'nothing';
};

const nameOf = ({ name, version }: Figures) => [name, version].filter(Boolean).join(' ');

const toLoadTable = (slowdown: string, contestants: readonly Figures[]): string =>
  toTable(
    ['', 'script until 0.5 s after load, ms', 'with leaving, ms', 'longest run, ms', 'forced layout, ms', 'n'],
    contestants.map((figures) => {
      const { scriptMs, wholeMs, longestMs, forcedMs } = figures.load[slowdown] ?? ({} as Partial<LoadFigures>);
      const ranges = [scriptMs, wholeMs, longestMs, forcedMs].map((summary) => toRange(summary));
      return [nameOf(figures), ...ranges, `${scriptMs?.n ?? 0}`];
    }),
  );

const toCalls = ({ calls, callsMade }: Figures, count: string): string => {
  const cut = (callsMade[count] ?? 0) < Number(count) ? `, cut off at ${callsMade[count]}` : '';
  return calls[count] ? `${toRange(calls[count])}${cut}` : 'no answer';
};

/** Markdown. */
export const toReport = ({ at, seconds, machine, chromium, bare, contestants, absent, problems }: Results): string => {
  const [first] = contestants;
  const sections: [title: string, text: string][] = [
    [
      'Bytes of the script',
      toTable(
        ['', 'raw', 'brotli 11'],
        contestants.map((figures) => [nameOf(figures), `${figures.bytes.raw}`, `${figures.bytes.brotli}`]),
      ),
    ],
    ...Object.keys(first?.load ?? {}).map((slowdown): [string, string] => [
      `Script work added to a page load, CPU at 1/${slowdown}`,
      `${toLoadTable(slowdown, contestants)}\n\nThe page itself: ${toRange(bare[slowdown])} ms of script.`,
    ]),
    [
      'One call among many in a row, µs',
      toTable(
        ['', ...Object.keys(first?.calls ?? {}).map((count) => `${count} calls`)],
        contestants.map((figures) => [
          nameOf(figures),
          ...Object.keys(figures.calls).map((count) => toCalls(figures, count)),
        ]),
      ),
    ],
    [
      'A shop journey of five documents',
      toTable(
        ['', 'arrived', 'requests with events', 'their bytes', 'other requests', 'events'],
        contestants.flatMap((figures) =>
          figures.journeys.map(({ arrived, expected, requests, bytes, otherRequests, events }) => [
            nameOf(figures),
            `${arrived} of ${expected}`,
            `${requests}`,
            `${bytes}`,
            `${otherRequests}`,
            listKinds(events),
          ]),
        ),
      ),
    ],
    [
      'Gone right after add_to_cart: how often it arrived',
      toTable(
        ['', 'tab closed', 'left for another site'],
        contestants.map((figures) => [
          nameOf(figures),
          ...Object.values(figures.endings).map(({ arrived, of }) => `${arrived} of ${of}`),
        ]),
      ),
    ],
    [
      'Before anybody has consented',
      toTable(
        ['', 'stored', 'sent', 'other requests'],
        contestants.flatMap((figures) =>
          figures.silence
            ? [
                [
                  nameOf(figures),
                  figures.silence.stored.join(', ') || 'nothing',
                  listKinds(figures.silence.sent),
                  `${figures.silence.otherRequests}`,
                ],
              ]
            : [],
        ),
      ),
    ],
    ['Absent', absent.map(({ name, reason }) => `- ${name}: ${reason}`).join('\n') || 'nobody'],
    ['Problems', problems.map((problem) => `- ${problem}`).join('\n') || 'none'],
  ];
  const head = `# Trackers side by side\n\n${at}, ${seconds} s, ${chromium}, ${machine}. Median (range); times are CPU time of the main thread.`;
  return `${[head, ...sections.map(([title, text]) => `## ${title}\n\n${text}`)].join('\n\n')}\n`;
};
