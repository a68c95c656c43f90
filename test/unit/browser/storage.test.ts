// One text in localStorage or in a cookie, and what a broken store amounts to.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTextStorage, onStorageChange } from '../../../src/browser/storage.ts';

const text = JSON.stringify({ a: 'ä;=, "x"', b: [1, 2] });

/** A document that keeps cookies as engines do: one `name=value` a write, read back as one line. */
const createCookiePage = (others: readonly string[] = []) => {
  const jar = new Map(others.map((cookie) => cookie.split(/=(.*)/s).slice(0, 2) as [string, string]));
  const written: string[] = [];
  const document = {
    get cookie() {
      return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(line: string) {
      written.push(line);
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? [];
      if (/max-age=0/.test(line)) jar.delete(name);
      else jar.set(name, value);
    },
  };
  const localStorage = { getItem: vi.fn(), setItem: vi.fn(), removeItem: vi.fn() };
  return { page: { document, localStorage } as unknown as Window, jar, written, localStorage };
};

describe('a text in localStorage', () => {
  beforeEach(() => localStorage.clear());

  it('is read as it was written, under its name only', () => {
    const storage = createTextStorage(window, 'etappe');
    expect(storage.read()).toBeNull();
    storage.write(text);
    expect(storage.read()).toBe(text);
    expect(Object.keys(localStorage)).toEqual(['etappe']);
  });

  it('leaves nothing behind when it is forgotten, and nothing else is touched', () => {
    localStorage.setItem('cart', '1');
    const storage = createTextStorage(window, 'etappe');
    storage.write(text);
    storage.write('');
    expect([storage.read(), Object.keys(localStorage)]).toEqual([null, ['cart']]);
  });

  it('is not looked for before somebody reads it', () => {
    const page = Object.defineProperty({}, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    expect(() => createTextStorage(page as Window, 'etappe')).not.toThrow();
  });

  it.each(['localStorage', 'getItem', 'setItem'] as const)('is an empty one where %s throws', (method) => {
    const fail = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const page =
      method === 'localStorage'
        ? Object.defineProperty({}, method, { get: fail })
        : { localStorage: { getItem: () => null, setItem() {}, [method]: fail } };
    const storage = createTextStorage(page as Window, 'etappe');
    storage.write(text);
    expect(storage.read() ?? '').toBe('');
    storage.write('');
  });
});

describe('a text in a cookie', () => {
  it('is read as it was written', () => {
    const { page } = createCookiePage();
    const storage = createTextStorage(page, 'etappe', 'shop.example');
    storage.write(text);
    expect(storage.read()).toBe(text);
  });

  it('is asked for the whole domain, for thirteen months at most, and for this site only', () => {
    const { page, written } = createCookiePage();
    createTextStorage(page, 'etappe', 'shop.example').write('a');
    expect(written).toEqual(['etappe=a;path=/;domain=shop.example;max-age=34128000;samesite=lax;secure']);
  });

  it('is deleted when it is forgotten', () => {
    const { page, jar } = createCookiePage(['cart=1']);
    const storage = createTextStorage(page, 'etappe', 'shop.example');
    storage.write('a');
    storage.write('');
    expect([...jar.keys()]).toEqual(['cart']);
    expect(storage.read()).toBeFalsy();
  });

  it('has no copy in localStorage', () => {
    const { page, localStorage } = createCookiePage();
    const storage = createTextStorage(page, 'etappe', 'shop.example');
    storage.write('a');
    storage.read();
    storage.write('');
    expect(
      [localStorage.getItem, localStorage.setItem, localStorage.removeItem].flatMap(({ mock }) => mock.calls),
    ).toEqual([]);
  });

  it.each([
    ['stands before others', [], ['cart=1']],
    ['stands between others', ['cart=1'], ['lang=de']],
    ['stands behind one whose name ends alike', ['my_etappe=wrong'], []],
    ['stands behind one whose value names it', ['consent=a|etappe=wrong|b', 'x=1'], []],
  ])('is found where it %s', (_, before, behind) => {
    const { page } = createCookiePage(before);
    const storage = createTextStorage(page, 'etappe', 'shop.example');
    storage.write(text);
    for (const cookie of behind) page.document.cookie = cookie;
    expect(storage.read()).toBe(text);
  });

  it('is an empty one where it is not set, although another name ends alike', () => {
    const { page } = createCookiePage(['my_etappe=wrong']);
    expect(createTextStorage(page, 'etappe', 'shop.example').read()).toBeFalsy();
  });

  it('is an empty one where somebody has broken its encoding', () => {
    const { page } = createCookiePage(['etappe=%E0%A4%A']);
    expect(createTextStorage(page, 'etappe', 'shop.example').read()).toBeFalsy();
  });
});

describe('a change in another tab', () => {
  const seen: (string | null)[] = [];
  let undo: () => void;
  const tell = (key: string | null, newValue: string | null) =>
    window.dispatchEvent(new StorageEvent('storage', { key, newValue }));

  beforeEach(() => {
    seen.length = 0;
    undo = onStorageChange(window, 'etappe', (changed) => seen.push(changed));
  });
  afterEach(() => undo());

  it('is told with the new text, or with none when it was removed', () => {
    tell('etappe', 'new');
    tell('etappe', null);
    expect(seen).toEqual(['new', null]);
  });

  it('is told as a removal when the whole store was cleared, which names no key', () => {
    tell(null, null);
    expect(seen).toEqual([null]);
  });

  it('of another name is none', () => {
    tell('cart', null);
    expect(seen).toEqual([]);
  });

  it('is no longer told after undoing', () => {
    undo();
    tell('etappe', null);
    expect(seen).toEqual([]);
  });
});
