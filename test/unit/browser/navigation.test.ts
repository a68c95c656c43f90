// Moves within a single-page app, where history is wrapped and where the Navigation API tells.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onNavigation, readLandingUrl } from '../../../src/browser/navigation.ts';
import { setAddress } from './address.ts';

const { pushState, replaceState } = history;
const undos: (() => void)[] = [];
const watch = () => {
  const seen: string[] = [];
  const undo = onNavigation(window, () => seen.push(location.pathname + location.hash));
  undos.push(undo);
  return { seen, undo };
};

beforeEach(() => {
  setAddress('https://shop.example/');
});
afterEach(() => {
  for (const undo of undos.splice(0)) undo();
  Object.assign(history, { pushState, replaceState });
});

describe('where there is no Navigation API', () => {
  it('a push and a replacement are told after the address has changed', () => {
    const { seen } = watch();
    history.pushState({}, '', '/a');
    history.replaceState({}, '', '/b');
    expect(seen).toEqual(['/a', '/b']);
  });

  it('the state, and this, arrive at the browser as they were given', () => {
    watch();
    history.pushState({ scroll: 5 }, '', '/a?x=1');
    expect([history.state, location.search]).toEqual([{ scroll: 5 }, '?x=1']);
  });

  it.each(['popstate', 'hashchange'])('a %s is told', (type) => {
    const { seen } = watch();
    window.dispatchEvent(new Event(type));
    expect(seen).toHaveLength(1);
  });

  it('an error of the browser reaches the page that made it, and is no move', () => {
    history.pushState = () => {
      throw new DOMException('too many calls', 'SecurityError');
    };
    const { seen } = watch();
    expect(() => history.pushState({}, '', '/a')).toThrow('too many calls');
    expect(seen).toEqual([]);
  });

  it('nothing is told after undoing', () => {
    const { seen, undo } = watch();
    undo();
    history.pushState({}, '', '/a');
    window.dispatchEvent(new Event('popstate'));
    expect([seen, location.pathname]).toEqual([[], '/a']);
  });

  it('another wrapper over ours survives undoing, and ours falls silent', () => {
    const { seen, undo } = watch();
    const theirs: string[] = [];
    const ours = history.pushState;
    history.pushState = function (...state) {
      ours.apply(this, state);
      theirs.push(location.pathname);
    };
    history.pushState({}, '', '/a');
    undo();
    history.pushState({}, '', '/b');
    expect([seen, theirs, location.pathname]).toEqual([['/a'], ['/a', '/b'], '/b']);
  });

  it('watching again after undoing tells each move once', () => {
    watch().undo();
    const { seen } = watch();
    history.pushState({}, '', '/a');
    expect(seen).toEqual(['/a']);
  });
});

describe('where there is a Navigation API', () => {
  const createPage = () => {
    const navigation = Object.assign(new EventTarget(), {
      entries: () => [{ url: 'https://shop.example/landing?utm_source=x' }],
    });
    const history = { pushState() {}, replaceState() {} };
    return { navigation, history, document: { referrer: 'https://shop.example/before' } };
  };
  type Page = Parameters<typeof onNavigation>[0];

  it('its event is told, and history stays as it is', () => {
    const page = createPage();
    const before = { ...page.history };
    let moves = 0;
    const undo = onNavigation(page as unknown as Page, () => moves++);
    page.navigation.dispatchEvent(new Event('currententrychange'));
    expect(moves).toBe(1);
    expect({ ...page.history }).toEqual(before);
    undo();
    page.navigation.dispatchEvent(new Event('currententrychange'));
    expect(moves).toBe(1);
  });

  it('the landing is the first entry of the tab, whole', () => {
    expect(readLandingUrl(createPage() as unknown as Page)).toBe('https://shop.example/landing?utm_source=x');
  });

  it('the landing is the referrer where no entries can be read', () => {
    const { document } = createPage();
    expect(readLandingUrl({ document } as unknown as Page)).toBe('https://shop.example/before');
    expect(readLandingUrl({ document, navigation: { entries: () => [] } } as unknown as Page)).toBe(
      'https://shop.example/before',
    );
    // Opaque origins have entries without an address.
    expect(readLandingUrl({ document, navigation: { entries: () => [{ url: null }] } } as unknown as Page)).toBe(
      'https://shop.example/before',
    );
  });
});
