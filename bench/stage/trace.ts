// What a stretch of a page's life cost its main thread, read out of a Chromium trace.
import type { CDPSession } from 'playwright-core';

export interface TraceEvent {
  name: string;
  /** `X` is an event with a duration. */
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds: begin, duration, CPU time of the thread within. */
  ts: number;
  dur?: number;
  tdur?: number;
  args: { data?: { url?: string; functionName?: string } };
}

export interface Cost {
  /** CPU milliseconds in scripts: evaluation, callbacks, timers, promises. */
  scriptMs: number;
  /** CPU milliseconds of the whole main thread. */
  mainMs: number;
  /** CPU milliseconds of the layouts and style calculations that their own code forced. */
  forcedMs: number;
  /** The longest run of their own code in one go, in CPU milliseconds. */
  longestMs: number;
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** Records while the action runs. */
export const record = async (devTools: CDPSession, action: () => Promise<unknown>): Promise<TraceEvent[]> => {
  const events: TraceEvent[] = [];
  const take = ({ value }: { value: unknown[] }) => events.push(...(value as TraceEvent[]));
  devTools.on('Tracing.dataCollected', take);
  await devTools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { excludedCategories: ['*'], includedCategories: categories },
  });
  try {
    await action();
  } finally {
    const complete = new Promise((resolve) => devTools.once('Tracing.tracingComplete', resolve));
    await devTools.send('Tracing.end');
    await complete;
    devTools.off('Tracing.dataCollected', take);
  }
  return events;
};

const scriptEvents =
  /^(v8\.compile|EvaluateScript|FunctionCall|RunMicrotasks|TimerFire|EventDispatch|FireIdleCallback|FireAnimationFrame)$/;

const cpuMs = ({ tdur = 0 }: TraceEvent) => tdur / 1000;
const sum = (events: readonly TraceEvent[]) => events.reduce((total, event) => total + cpuMs(event), 0);

/** Events nest; only the outermost ones may be added up. */
const outermost = (events: readonly TraceEvent[]): TraceEvent[] => {
  let end = 0;
  return [...events]
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur = 0 }) => {
      if (ts < end) return false;
      end = ts + dur;
      return true;
    });
};

const isWithin = (event: TraceEvent, { ts, dur = 0 }: TraceEvent) => event.ts >= ts && event.ts < ts + dur;

export type Thread = Pick<TraceEvent, 'pid' | 'tid'>;

/** The main thread of the page that evaluates a script of this origin. */
export const findThread = (events: readonly TraceEvent[], origin: string): Thread => {
  const event = events.find(({ name, args }) => name === 'EvaluateScript' && args.data?.url?.startsWith(origin));
  if (!event) throw new Error(`the trace has no script of ${origin}`);
  return event;
};

/** @param isTheirs whether a script of this address is one of theirs */
export const addUp = (
  events: readonly TraceEvent[],
  { pid, tid }: Thread,
  isTheirs: (url: string) => boolean,
): Cost => {
  const own = events.filter((event) => event.ph === 'X' && event.pid === pid && event.tid === tid);
  const forced = own.filter(({ name }) => name === 'Layout' || name === 'UpdateLayoutTree');
  const theirs = outermost(
    own.filter(({ name, args }) => scriptEvents.test(name) && args.data?.url && isTheirs(args.data.url)),
  );
  return {
    scriptMs: sum(outermost(own.filter(({ name }) => scriptEvents.test(name)))),
    mainMs: sum(outermost(own.filter(({ name }) => name === 'RunTask'))),
    forcedMs: sum(forced.filter((event) => theirs.some((run) => isWithin(event, run)))),
    longestMs: Math.max(0, ...theirs.map((event) => cpuMs(event))),
  };
};
