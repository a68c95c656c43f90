// WebDriver's wire protocol, as far as one browser session needs it: https://www.w3.org/TR/webdriver2/

/** Sends one command of a session; `path` begins after the session's id. Resolves with its `value`. */
export type SendCommand = <Value>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<Value>;

const request = async <Value>(method: string, url: string, body: object | undefined): Promise<Value> => {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(60_000),
    ...(body && { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: Value & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value.error}: ${value.message}`);
  return value;
};

/** Waits until a driver listens on the port; rejects when `ended` tells that it is gone. */
export const whenDriverListens = async (port: number, ended: Promise<string>): Promise<void> => {
  let gone: string | undefined;
  ended.then((how) => {
    gone = how;
  });
  const giveUpAt = Date.now() + 15_000;
  for (;;) {
    try {
      await request('GET', `http://127.0.0.1:${port}/status`, undefined);
      return;
    } catch (error) {
      if (gone || Date.now() > giveUpAt) throw new Error(gone ?? `no WebDriver on port ${port}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};

/** Opens a browser session with the capabilities that must match. */
export const createWebDriverSession = async (port: number, alwaysMatch: object): Promise<SendCommand> => {
  const sessions = `http://127.0.0.1:${port}/session`;
  const { sessionId } = await request<{ sessionId: string }>('POST', sessions, { capabilities: { alwaysMatch } });
  // A POST without parameters still needs an object: https://www.w3.org/TR/webdriver2/#processing-model
  return (method, path, body = method === 'POST' ? {} : undefined) =>
    request(method, `${sessions}/${sessionId}${path}`, body);
};
