import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { get, press, type WatchedPage, watchPage } from './watched.ts';

let page: WatchedPage;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  page.stop();
  vi.useRealTimers();
  history.replaceState(null, '', '/');
});

/** A second without anything, as the visitor waits for. Observers tell in microtasks. */
const wait = () => vi.advanceTimersByTimeAsync(1_001);
const answering = (answer: () => void) => {
  document.body.addEventListener('click', answer, { once: true });
};

describe('a dead click', () => {
  it.each([
    '<button class="x">Buy now</button>',
    '<a class="x" href="#">Sizes</a>',
    '<a class="x" href="javascript:void(0)">Zoom</a>',
    '<a class="x">Colours</a>',
    '<div class="x" role="button">More</div>',
    '<input class="x" type="button" value="Go">',
    '<img class="x" style="cursor: pointer">',
  ])('is one on %s after which nothing happens', async (html) => {
    page = watchPage(html);
    press('.x');
    await wait();
    expect(page.read()).toEqual({ dead_clicks: 1 });
  });

  it('is one on a picture in a button, too', async () => {
    page = watchPage('<button><b>+</b></button>');
    press('b');
    await wait();
    expect(page.read()).toEqual({ dead_clicks: 1 });
  });

  it.each([
    ['an element', () => void document.body.append('added')],
    ['an attribute', () => get('button').setAttribute('aria-expanded', 'true')],
    ['a text', () => ((get('button').firstChild as Text).data = 'Added')],
    ['the address', () => history.pushState(null, '', '/other')],
    ['the scroll position', () => window.dispatchEvent(new Event('scroll'))],
    ['the focus', () => get('input').dispatchEvent(new FocusEvent('focus'))],
    ['what is on top, by a popover', () => get('input').dispatchEvent(new Event('toggle'))],
    ['the window, by a dialog of the browser', () => window.dispatchEvent(new Event('blur'))],
    ['a form, by being sent', () => document.body.dispatchEvent(new Event('submit', { bubbles: true }))],
    ['a form, by being refused', () => get('input').dispatchEvent(new Event('invalid'))],
    [
      'the tab, by another one in front',
      () => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
    ],
  ])('is none when it changes %s', async (_, change) => {
    page = watchPage('<button>Buy</button><input>');
    answering(change);
    press('button');
    await wait();
    expect(page.read()?.dead_clicks).toBeUndefined();
  });

  it('is none when the press was answered before the click, as menus do', async () => {
    page = watchPage('<button>Menu</button><ul></ul>');
    get('button').addEventListener('pointerdown', () => get('ul').append('entry'));
    get('button').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await vi.advanceTimersByTimeAsync(80);
    get('button').dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await wait();
    expect(page.read()).toBeUndefined();
  });

  it.each([
    '<p class="x">Text</p>',
    '<label class="x">Size<input type="radio"></label>',
    '<input class="x" type="checkbox">',
    '<select class="x"></select>',
    '<video class="x" style="cursor: pointer"></video>',
    '<a class="x" href="tel:+4930123">Call</a>',
    '<a class="x" href="mailto:a@b.example">Write</a>',
    '<a class="x" href="/care.pdf" download>Care</a>',
    '<shop-button class="x" style="cursor: pointer">Shadow</shop-button>',
  ])('is none on %s', async (html) => {
    page = watchPage(html);
    get('.x').addEventListener('click', (event) => event.preventDefault());
    press('.x');
    await wait();
    expect(page.read()).toBeUndefined();
  });

  it('is none on a link that is on its way, and is one on a link that a script has stopped', async () => {
    page = watchPage('<a href="/slow-page">Mugs</a>');
    const stop = (event: Event) => event.preventDefault();
    document.body.addEventListener('click', stop, { once: true });
    press('a');
    await wait();
    expect(page.read()).toEqual({ dead_clicks: 1 });
    // happy-dom would navigate: the link is stopped after we have looked at the click.
    const late = vi.spyOn(Event.prototype, 'defaultPrevented', 'get').mockReturnValue(false);
    document.body.addEventListener('click', stop, { once: true });
    press('a');
    await wait();
    late.mockRestore();
    expect(page.read()).toEqual({ dead_clicks: 1 });
  });

  it('is one, however often it is tried within the second', async () => {
    page = watchPage('<button>Buy</button>');
    press('button');
    press('button');
    await wait();
    expect(page.read()).toEqual({ dead_clicks: 1 });
    press('button', { at: 5_000 });
    await wait();
    expect(page.read()).toEqual({ dead_clicks: 2 });
  });

  it("is no script's click", async () => {
    page = watchPage('<button>Buy</button>');
    get('button').click();
    await wait();
    expect(page.read()).toBeUndefined();
  });

  it('watches the document only while a press waits for its answer', async () => {
    const observe = vi.spyOn(MutationObserver.prototype, 'observe');
    const disconnect = vi.spyOn(MutationObserver.prototype, 'disconnect');
    page = watchPage('<p>Text</p><button>Buy</button>');
    press('p');
    expect(observe).not.toHaveBeenCalled();
    press('button');
    expect(observe).toHaveBeenCalledTimes(1);
    disconnect.mockClear();
    await wait();
    expect(disconnect).toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});

describe('a rage click', () => {
  const html = '<button class="x">Buy now</button><button class="y">Other</button>';

  it('is three on one spot within a second', () => {
    page = watchPage(html);
    for (const x of [10, 15, 20]) press('.x', { x });
    expect(page.read()).toEqual({ rage_clicks: 1 });
  });

  it('counts a burst once, and the next burst again', () => {
    page = watchPage(html);
    for (let click = 0; click < 7; click++) press('.x');
    expect(page.read()).toEqual({ rage_clicks: 1 });
    for (let click = 0; click < 3; click++) press('.x', { at: 2_000 });
    expect(page.read()?.rage_clicks).toBe(2);
  });

  it('is none at leisure, nor on three spots', () => {
    page = watchPage(html);
    for (const at of [0, 600, 1_200, 1_800]) press('.x', { at });
    for (const x of [10, 100, 200]) press('.y', { x, at: 9_000 });
    expect(page.read()).toBeUndefined();
  });

  it.each([
    '<p class="x">A text that three clicks mark</p>',
    '<button class="x">+</button>',
    '<button class="x">−</button>',
    '<button class="x" aria-label="Increase quantity">one more</button>',
    '<button class="x qty-plus">one more</button>',
    '<button class="x swiper-button-next">further</button>',
    '<button class="x" name="menge">mehr davon</button>',
    '<button class="x"><svg></svg></button>',
    '<input class="x" type="number">',
  ])('is none on %s', (markup) => {
    page = watchPage(markup);
    for (let click = 0; click < 6; click++) press('.x');
    expect(page.read()?.rage_clicks).toBeUndefined();
  });

  it('is no key that is held down, and no script', () => {
    page = watchPage(html);
    for (let click = 0; click < 6; click++)
      get('.x').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 0 }));
    expect(page.read()).toBeUndefined();
  });
});
