import { afterEach, describe, expect, it, vi } from 'vitest';
import { get, type WatchedPage, watchPage } from './watched.ts';

let page: WatchedPage;
afterEach(() => {
  page.stop();
  vi.restoreAllMocks();
});

const fail = (init: ErrorEventInit) => window.dispatchEvent(new ErrorEvent('error', init));
const reject = (reason: unknown) =>
  window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason, promise: undefined }));

describe('a script error', () => {
  it('counts when nobody caught it, and so does a promise that nobody handled', () => {
    page = watchPage('');
    fail({ message: 'x is not defined', filename: 'https://shop.example/a.js' });
    fail({ message: 'Script error.' });
    reject(new Error('no'));
    reject(undefined);
    expect(page.read()).toEqual({ script_errors: 4 });
  });

  it.each([
    ['of an extension', { message: 'x', filename: 'chrome-extension://abc/content.js' }],
    ['of an extension in Firefox', { message: 'x', filename: 'moz-extension://abc/content.js' }],
    ['of an extension in Safari', { message: 'x', filename: 'webkit-masked-url://hidden/' }],
    [
      'that the specification calls harmless',
      { message: 'ResizeObserver loop completed with undelivered notifications.' },
    ],
  ])('%s does not count', (_, init) => {
    page = watchPage('');
    fail(init);
    expect(page.read()).toBeUndefined();
  });

  it('does not count for what was aborted on purpose', () => {
    page = watchPage('');
    reject(new DOMException('stopped', 'AbortError'));
    expect(page.read()).toBeUndefined();
  });

  it('does not count for a promise of an extension', () => {
    page = watchPage('');
    reject(
      Object.assign(new Error('no answer'), { stack: 'Error: no answer\n at chrome-extension://abc/inpage.js:1:1' }),
    );
    expect(page.read()).toBeUndefined();
  });

  it('never says what went wrong', () => {
    page = watchPage('');
    fail({ message: 'no such user erika@example.org', filename: 'https://shop.example/a.js' });
    expect(JSON.stringify(page.read())).not.toContain('erika');
  });
});

describe('a broken picture', () => {
  const fails = (selector: string) => get(selector).dispatchEvent(new Event('error'));

  it('counts once, even when its placeholder fails as well', () => {
    page = watchPage('<main><img alt=""></main>');
    fails('img');
    fails('img');
    expect(page.read()).toEqual({ broken_images: 1 });
  });

  it.each([
    '<div class="product-card"><img></div>',
    '<div itemscope itemtype="https://schema.org/Product"><img></div>',
    '<article><p><img width="640"></p></article>',
  ])('counts in %s', (html) => {
    page = watchPage(html);
    fails('img');
    expect(page.read()).toEqual({ broken_images: 1 });
  });

  it.each(['<img src="https://tracker.example/p.gif">', '<main><img width="1" height="1"></main>'])(
    'is no pixel that a blocker stopped: %s',
    (html) => {
      page = watchPage(html);
      fails('img');
      expect(page.read()).toBeUndefined();
    },
  );

  it('counts when it had failed before we were there', () => {
    vi.spyOn(HTMLImageElement.prototype, 'complete', 'get').mockReturnValue(true);
    vi.spyOn(HTMLImageElement.prototype, 'naturalWidth', 'get').mockImplementation(function (this: HTMLImageElement) {
      return this.className === 'fine' ? 100 : 0;
    });
    vi.spyOn(HTMLImageElement.prototype, 'currentSrc', 'get').mockImplementation(function (this: HTMLImageElement) {
      return this.src;
    });
    page = watchPage(`<main><img src="https://shop.example/gone.jpg"><img class="fine" src="https://shop.example/a.jpg">
      <img src="https://shop.example/sized-by-its-page.svg"><img><img loading="lazy" src="https://shop.example/far-below.jpg"></main>`);
    window.dispatchEvent(new Event('load'));
    expect(page.read()).toEqual({ broken_images: 1 });
  });

  it('is not counted with script errors, nor is a style sheet that failed', () => {
    page = watchPage('<main><link rel="x"><script type="x"></script></main>');
    fails('main link');
    fails('main script');
    expect(page.read()).toBeUndefined();
  });
});
