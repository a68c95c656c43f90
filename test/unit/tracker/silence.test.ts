// A collector that never answers: the owner hears of it once, and it is not stormed.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closePage, everything, listRequests, openPage, openShop, setAnswer, wait } from './shop.ts';

const hourMs = 3_600_000;

beforeEach(() => openPage({ status: 0 }));
afterEach(closePage);

describe('a collector that never answers', () => {
  it('is named once, after many tries, which become rare', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    openShop({}, everything);
    await wait(30_000);
    expect(error).not.toHaveBeenCalled();
    await wait(3 * hourMs);
    expect(error.mock.calls).toEqual([['[etappe]', expect.stringContaining('https://collect.example/e')]]);
    expect(listRequests().length).toBeLessThan(150);
  });

  it('is not named while the visitor is offline', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    openShop({}, everything);
    await wait(3 * hourMs);
    expect(error).not.toHaveBeenCalled();
  });

  it('gets everything when it answers at last', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { sent } = openShop({}, everything);
    await wait(hourMs);
    setAnswer(200);
    await wait(300_000);
    expect((await sent()).at(-1)).toMatchObject({ name: 'page_view', n: 1 });
  });
});
