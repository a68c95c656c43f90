// Gathers what many requests bring into one write, and tells each of them when its part is durable.

export interface WriteQueueOptions<Job> {
  /** Makes all jobs durable or none. Never called again before it has settled. */
  write: (jobs: readonly Job[]) => Promise<void>;
  /** How long the first job of a write waits for company, in milliseconds. */
  gatherMs: number;
  /** Beyond so many waiting jobs `add` refuses. */
  maxWaiting: number;
}

export interface WriteQueue<Job> {
  /** Resolves when the job is durable; rejects when its write failed, or at once when too much is waiting. */
  add(job: Job): Promise<void>;
  /** Jobs that are not durable yet, those being written included. */
  waiting(): number;
  /** Takes no more jobs; resolves when the last write has settled. */
  close(): Promise<void>;
}

export const createWriteQueue = <Job>({ write, gatherMs, maxWaiting }: WriteQueueOptions<Job>): WriteQueue<Job> => {
  interface Waiter {
    job: Job;
    resolve: () => void;
    reject: (reason: unknown) => void;
  }
  let waiters: Waiter[] = [];
  let writing = 0;
  let isClosed = false;
  let running: Promise<void> | undefined;

  const settle = async (taken: readonly Waiter[]): Promise<void> => {
    try {
      await write(taken.map(({ job }) => job));
      for (const { resolve } of taken) resolve();
    } catch (error) {
      // One job that cannot be written must not take its neighbours with it: each gets a write of its own.
      if (taken.length > 1) for (const waiter of taken) await settle([waiter]);
      else for (const { reject } of taken) reject(error);
    }
  };

  const run = async () => {
    await new Promise((resolve) => setTimeout(resolve, gatherMs));
    while (waiters.length > 0) {
      const taken = waiters;
      waiters = [];
      writing = taken.length;
      await settle(taken);
      writing = 0;
    }
    running = undefined;
  };

  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        if (isClosed || waiters.length >= maxWaiting) {
          reject(new Error(isClosed ? 'The store is closing' : 'Too much is waiting to be written'));
          return;
        }
        waiters.push({ job, resolve, reject });
        running ??= run();
      }),
    waiting: () => waiters.length + writing,
    close: async () => {
      isClosed = true;
      await running;
    },
  };
};
