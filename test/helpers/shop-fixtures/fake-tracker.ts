// A tracker that only writes down what it is told, with the hooks and the memory that integrations use.
import type { Params, Tracker, TrackerHooks } from '../../../src/types.ts';

export interface FakeTracker {
  tracker: Tracker;
  /** Names and parameters in the order they were tracked. */
  events: [name: string, params: Params | undefined][];
  /** The same of one name. */
  paramsOf(name: string): (Params | undefined)[];
  names(): string[];
  emit<Hook extends keyof TrackerHooks>(hook: Hook, detail: TrackerHooks[Hook]): void;
  /** What `remember` kept; shared between pages of a visitor by handing it on. */
  memory: Map<string, string>;
  /** Analytics granted: without it nothing is remembered or recalled, and no event is numbered. */
  isGranted: boolean;
  grant(): void;
  deny(): void;
  /** The totals of a page that is being left. */
  leave(): Params;
}

export const createFakeTracker = ({ isGranted = true, memory = new Map<string, string>() } = {}): FakeTracker => {
  const listeners = new Set<[hook: string, listener: (detail: never) => void]>();
  const events: FakeTracker['events'] = [];
  const held: (() => void)[] = [];
  let n = 0;
  const state = (analytics: 'granted' | 'denied') => ({ analytics, marketing: 'undecided' as const });

  const fake: FakeTracker = {
    events,
    memory,
    isGranted,
    paramsOf: (name) => events.filter((event) => event[0] === name).map((event) => event[1]),
    names: () => events.map(([name]) => name),
    emit(hook, detail) {
      for (const [name, listener] of [...listeners]) if (name === hook) listener(detail as never);
    },
    grant() {
      fake.isGranted = true;
      for (const release of held.splice(0)) release();
      fake.emit('consent', state('granted'));
    },
    deny() {
      fake.isGranted = false;
      held.length = 0;
      memory.clear();
      fake.emit('consent', state('denied'));
    },
    leave() {
      const totals: Params = {};
      fake.emit('leave', totals);
      return totals;
    },
    tracker: {
      start() {},
      stop() {},
      consent() {},
      page() {},
      use: (integration) => integration(fake.tracker) ?? (() => {}),
      journey: () => ({ touchpoints: [], visits: 0, purchases: 0 }),
      flush: async () => {},
      track(name: string, params?: Params) {
        const moment = { name, at: Date.now(), params };
        fake.emit('track', moment);
        if (!moment.name) return;
        if (name === 'page_view') fake.emit('view', {} as never);
        events.push([name, params]);
        n += 1;
        const event = { n, page: 'p', name, at: Date.now(), ...(params && { params }) };
        const number = () => fake.emit('event', event);
        if (fake.isGranted) number();
        else held.push(number);
      },
      remember(key, value) {
        if (fake.isGranted) memory.set(key, JSON.stringify(value));
      },
      recall: (key) => (fake.isGranted && memory.has(key) ? JSON.parse(memory.get(key) as string) : undefined),
      on(hook, listener) {
        const entry: [string, (detail: never) => void] = [hook, listener];
        listeners.add(entry);
        if (hook === 'consent' && fake.isGranted) listener(state('granted') as never);
        return () => listeners.delete(entry);
      },
    },
  };
  return fake;
};
