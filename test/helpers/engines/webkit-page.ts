// One window of MiniBrowser behind the common face, by WebDriver.
import type { PageHandle } from './engine.ts';
import { whenArrived, whenVisibilityIs } from './waiting.ts';
import type { SendCommand } from './webdriver.ts';

export const scriptTimeoutMs = 20_000;
/** A script sent while one page replaces another hangs until its time-out, so it is short around a navigation. */
const scriptTimeoutOnTheMoveMs = 500;

export type Turns = <Value>(act: () => Promise<Value>) => Promise<Value>;

/** The driver has one current window: commands of one page must not fall between those of another. */
export const createTurns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const turn = last.then(act, act);
    last = turn.catch(() => undefined);
    return turn;
  };
};

export const toPageHandle = (sendCommand: SendCommand, inTurn: Turns, handle: string): PageHandle => {
  const send: SendCommand = (method, path, body) =>
    inTurn(async () => {
      await sendCommand('POST', '/window', { handle });
      return sendCommand(method, path, body);
    });
  const evaluate: PageHandle['evaluate'] = (pageFunction, ...args) => {
    const script =
      typeof pageFunction === 'string' ? `return ${pageFunction}` : `return (${pageFunction})(...arguments)`;
    return send('POST', '/execute/sync', { script, args });
  };
  const arrive = async (leave: () => Promise<unknown>) => {
    await send('POST', '/timeouts', { script: scriptTimeoutOnTheMoveMs });
    await whenArrived(evaluate, leave).finally(() => send('POST', '/timeouts', { script: scriptTimeoutMs }));
  };
  const goThroughHistory = (delta: number) =>
    arrive(() => evaluate((steps: number) => void setTimeout(() => history.go(steps)), delta));
  const onElement = async (selector: string, act: string, body?: object): Promise<void> => {
    const found = await send<Record<string, string>>('POST', '/element', { using: 'css selector', value: selector });
    await send('POST', `/element/${Object.values(found)[0]}/${act}`, body);
  };
  return {
    evaluate,
    goto: (url) => send('POST', '/url', { url }),
    click: (selector) => onElement(selector, 'click'),
    follow: (selector) => arrive(() => onElement(selector, 'click')),
    type: (selector, text) => onElement(selector, 'value', { text }),
    hide: async () => {
      await send('POST', '/window/minimize');
      await whenVisibilityIs(evaluate, 'hidden');
    },
    show: async () => {
      await send('POST', '/window/rect', { x: 0, y: 0, width: 1024, height: 768 });
      await whenVisibilityIs(evaluate, 'visible');
    },
    back: () => goThroughHistory(-1),
    forward: () => goThroughHistory(1),
    reload: () => send('POST', '/refresh'),
    url: () => evaluate(() => location.href),
    close: async () => {
      await send('DELETE', '/window');
    },
  };
};
