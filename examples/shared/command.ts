// How the example programs start and end on the command line: options, messages, Ctrl-C.

export const say = (text: string) => process.stdout.write(`${text}\n`);

/** The port from `PORT`. @throws when it is no port */
export const readPort = (fallback: number): number => {
  const text = process.env.PORT;
  if (!text) return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT=${text} is no port; use 1 to 65535.`);
  return port;
};

// Ctrl-C reaches the program from the terminal, and npm may pass it on a second time at once: that is still the first.
const samePressMs = 400;

/** Ends cleanly at Ctrl-C or SIGTERM, and at once at the second Ctrl-C. */
export const closeOnSignal = (close: () => Promise<void>): void => {
  let firstAt: number | undefined;
  const onSignal = async () => {
    if (firstAt !== undefined) {
      if (Date.now() - firstAt > samePressMs) process.exit(130);
      return;
    }
    firstAt = Date.now();
    say('\nStopping: finishing requests, closing the database. Ctrl-C again to force.');
    try {
      await close();
      process.exit(0);
    } catch (error) {
      fail(error);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
};

/** Says what went wrong, without a stack, and ends with exit code 1. */
export const fail = (error: unknown): never => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
};
