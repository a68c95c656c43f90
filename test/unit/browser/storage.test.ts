// One text in localStorage or in a cookie, and what a broken store amounts to.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTextStorage, onStorageChange } from '../../../src/browser/storage.ts';

const text = JSON.stringify({ a: 'ä;=, "x"', b: [1, 2] });

/** A window whose document keeps cookies as engines do: by name and domain, the older first, told without the domain. */
const createCookiePage = (others: readonly string[] = [], hostname = 'www.shop.example') => {
  const jar = new Map<string, string>();
  const written: string[] = [];
  const document = {
    get cookie() {
      return [...jar].map(([key, value]) => `${key.split(' ')[0]}=${value}`).join('; ');
    },
    set cookie(line: string) {
      written.push(line);
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? [];
      const domain = /;domain=([^;]*)/.exec(line)?.[1] ?? '';
      if (domain && (!`.${hostname}`.endsWith(`.${domain}`) || domain === 'example')) return;
      if (/max-age=0/.test(line)) jar.delete(`${name} ${domain}`);
      else jar.set(`${name} ${domain}`, value);
    },
  };
  for (const cookie of others) document.cookie = cookie;
  written.length = 0;
  const store = new Map<string, string>();
  const localStorage = {
    getItem: vi.fn((name: string) => store.get(name) ?? null),
    setItem: vi.fn((name: string, text: string) => void store.set(name, text)),
    removeItem: vi.fn((name: string) => void store.delete(name)),
  };
  return {
    page: { document, localStorage, location: { hostname, protocol: 'https:' } } as unknown as Window,
    jar,
    written,
    localStorage,
    store,
  };
};

describe('a text in localStorage', () => {
  beforeEach(() => localStorage.clear());

  it('is read as it was written, under its name only', () => {
    const storage = createTextStorage(window, 'etappe');
    expect(storage.read()).toBeFalsy();
    storage.write(text);
    expect(storage.read()).toBe(text);
    expect(Object.keys(localStorage)).toEqual(['etappe']);
  });

  it('leaves nothing behind when it is forgotten, and nothing else is touched', () => {
    localStorage.setItem('cart', '1');
    const storage = createTextStorage(window, 'etappe');
    storage.write(text);
    storage.write('');
    expect(storage.read()).toBeFalsy();
    expect(Object.keys(localStorage)).toEqual(['cart']);
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

  it('is a secure one only where the page is, or WebKit would not take it', () => {
    const { page, written } = createCookiePage();
    page.location.protocol = 'http:';
    createTextStorage(page, 'etappe', 'shop.example').write('a');
    expect(written).toEqual(['etappe=a;path=/;domain=shop.example;max-age=34128000;samesite=lax']);
  });

  it('is deleted when it is forgotten', () => {
    const { page, jar } = createCookiePage(['cart=1']);
    const storage = createTextStorage(page, 'etappe', 'shop.example');
    storage.write('a');
    storage.write('');
    expect([...jar.keys()]).toEqual(['cart ']);
    expect(storage.read()).toBeFalsy();
  });

  it('has no copy in localStorage, only a sign that it is in a cookie', () => {
    const { page, store } = createCookiePage();
    const storage = createTextStorage(page, 'etappe', 'shop.example');
    storage.write('a');
    storage.read();
    expect([...store]).toEqual([['etappe', '-']]);
  });

  it.each([text, 'ß 😀 % %2C \\ "\'!,;', JSON.stringify({ "it's": ['!,'] }), '\t\n'])(
    'holds %j in signs that every server reads as one value',
    (any) => {
      const { page, jar } = createCookiePage();
      const storage = createTextStorage(page, 'etappe', 'shop.example');
      storage.write(any);
      expect(jar.get('etappe shop.example')).toMatch(/^[!#-+\--:<-[\]-~]*$/);
      expect(storage.read()).toBe(any);
    },
  );

  it('holds any text unharmed', () => {
    const { page } = createCookiePage();
    const storage = createTextStorage(page, 'etappe', 'shop.example');
    fc.assert(
      fc.property(fc.json({ maxDepth: 2 }), (any) => {
        storage.write(any);
        expect(storage.read()).toBe(any);
      }),
    );
  });

  it('takes little more room than the JSON itself', () => {
    const { page, jar } = createCookiePage();
    const touch = { at: 1_763_750_000_000, landing: '/mugs/blue', source: 'newsletter', campaign: 'autumn-sale' };
    const json = JSON.stringify({ path: Array.from({ length: 20 }, () => touch) });
    createTextStorage(page, 'etappe', 'shop.example').write(json);
    expect(jar.get('etappe shop.example')).toHaveLength(json.length);
  });

  it('is left as it was when a longer one would not fit', () => {
    const { page } = createCookiePage();
    const storage = createTextStorage(page, 'etappe', 'shop.example');
    storage.write('x'.repeat(3800));
    storage.write('x'.repeat(3801));
    expect(storage.read()).toHaveLength(3800);
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

describe('a text that stands where `cookieDomain` said before', () => {
  /** Reads, writes something newer and looks whether it was kept, as the journey does within a task. */
  const use = (page: Window, domain?: string) => {
    const storage = createTextStorage(page, 'etappe', domain);
    const before = storage.read();
    storage.write('newer');
    return [before, storage.read()];
  };
  const old = 'etappe=old;path=/';

  it.each([
    ['localStorage, now a cookie', [], 'old', 'shop.example'],
    ['a cookie for the domain, now localStorage', [`${old};domain=shop.example`], '-', undefined],
    ['a cookie for a sub-domain, now for the domain', [`${old};domain=www.shop.example`], '', 'shop.example'],
    ['a cookie for the domain, now for a sub-domain', [`${old};domain=shop.example`], '', 'www.shop.example'],
    ['a cookie for the host alone, now for the domain', [old], '', 'shop.example'],
  ])('(%s) is found and moves', (_, cookies, local, domain) => {
    const { page, jar, store } = createCookiePage(cookies);
    if (local) store.set('etappe', local);
    expect(use(page, domain)).toEqual(['old', 'newer']);
    expect([[...jar], [...store]]).toEqual(
      domain ? [[[`etappe ${domain}`, 'newer']], [['etappe', '-']]] : [[], [['etappe', 'newer']]],
    );
    expect(createTextStorage(page, 'etappe', domain).read()).toBe('newer');
  });

  it('goes, when the right place has a text already', () => {
    const { page, jar, store } = createCookiePage(['etappe=right;path=/;domain=shop.example']);
    store.set('etappe', 'old');
    expect(use(page, 'shop.example')).toEqual(['right', 'newer']);
    expect([[...jar], [...store]]).toEqual([[['etappe shop.example', 'newer']], [['etappe', '-']]]);
  });

  it('stays while the right place keeps nothing: a domain that is not the page’s', () => {
    const { page, jar, store } = createCookiePage();
    store.set('etappe', 'old');
    expect(use(page, 'other.example')).toEqual(['old', 'old']);
    expect([[...jar], [...store]]).toEqual([[], [['etappe', 'old']]]);
  });

  it('stays while the right place keeps nothing: a full localStorage', () => {
    const { page, jar, store, localStorage } = createCookiePage([`${old};domain=shop.example`]);
    store.set('etappe', '-');
    localStorage.setItem.mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(use(page)).toEqual(['old', 'old']);
    expect(jar.size).toBe(1);
  });

  it('is no withdrawal to other tabs when it leaves localStorage', () => {
    const { page, store, localStorage } = createCookiePage();
    store.set('etappe', 'old');
    const heard: (string | null)[] = [];
    const undo = onStorageChange(window, 'etappe', (changed) => heard.push(changed));
    const tell = (key: string, newValue: string | null) =>
      window.dispatchEvent(new StorageEvent('storage', { key, oldValue: store.get(key) ?? null, newValue }));
    localStorage.setItem.mockImplementation((name, next) => {
      tell(name, next);
      store.set(name, next);
    });
    localStorage.removeItem.mockImplementation((name) => {
      tell(name, null);
      store.delete(name);
    });
    use(page, 'shop.example');
    undo();
    expect(heard).not.toContain(null);
  });

  it.each([['shop.example'], [undefined]])('is forgotten wherever it stands (cookieDomain %s)', (domain) => {
    const { page, jar, store } = createCookiePage([
      ...[old, `${old};domain=www.shop.example`, `${old};domain=shop.example`, 'cart=1;path=/'],
    ]);
    store.set('etappe', 'old');
    createTextStorage(page, 'etappe', domain).write('');
    expect([[...jar.keys()], store.size]).toEqual([['cart '], 0]);
  });

  it('is not read in order to be forgotten', () => {
    const { page, localStorage } = createCookiePage();
    const cookie = vi.spyOn(page.document, 'cookie', 'get');
    createTextStorage(page, 'etappe').write('');
    expect([cookie.mock.calls, localStorage.getItem.mock.calls]).toEqual([[], []]);
  });

  it.each(['', 'old'])('is not looked for in cookies where there is no sign of one (localStorage: %j)', (local) => {
    const { page, store } = createCookiePage();
    if (local) store.set('etappe', local);
    const cookie = vi.spyOn(page.document, 'cookie', 'get');
    use(page);
    expect(cookie).not.toHaveBeenCalled();
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
