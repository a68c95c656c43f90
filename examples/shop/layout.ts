// The frame of every page: head with the tag and the consent banner, header, footer.
import { countPieces, fillLines } from './cart.ts';
import { categories } from './catalogue.ts';
import { dataLayerScript, type Push } from './datalayer.ts';
import { html, type Markup } from './html.ts';
import { type Language, languages } from './language.ts';
import { type Page, pathTo } from './paths.ts';
import type { Session } from './sessions.ts';
import { texts } from './texts.ts';

export interface Frame {
  language: Language;
  page: Page;
  session: Session | undefined;
  /** Taken out of the session, and those of the page itself. */
  pushes: readonly Push[];
}

export interface Content {
  title: string;
  description?: string;
  body: Markup;
  /** Further elements for the head. */
  head?: Markup;
}

// The tag as an owner would paste it, the banner as Klaro's manual has it.
const scripts = html`
  <script defer src="/consent.js"></script>
  <script defer src="/klaro.js"></script>
  <script defer src="/shop.js"></script>
  <script async src="/etappe.shop.js" data-endpoint="/e" data-site="demo-shop"></script>`;

const header = (language: Language, page: Page, session: Session | undefined): Markup => {
  const text = texts[language];
  const other = languages.find((candidate) => candidate !== language) as Language;
  const pieces = countPieces(fillLines(session?.lines ?? []));
  const isHere = (id: string) => page.name === 'category' && page.id === id;
  return html`
  <a class="skip" href="#content">${text.skip}</a>
  <header class="top">
    <a class="brand" href="${pathTo(language, { name: 'home' })}"><span class="brand-mark" aria-hidden="true"></span>Feldweg</a>
    <form class="search" role="search" action="${pathTo(language, { name: 'search' })}">
      <label class="hidden" for="q">${text.searchLabel}</label>
      <input id="q" name="q" type="search" maxlength="80" placeholder="${text.searchLabel}" autocomplete="off">
      <button>${text.search}</button>
    </form>
    <a class="language" href="${pathTo(other, page)}" lang="${other}" hreflang="${other}">${text.otherLanguage}</a>
    <a class="cart-link" href="${pathTo(language, { name: 'cart' })}">${text.cart} <span class="badge" data-cart-count ${pieces === 0 && html`hidden`}>${pieces}</span></a>
    <nav aria-label="${text.menu}"><ul>${categories.map(
      ({ id, name }) =>
        html`<li><a href="${pathTo(language, { name: 'category', id })}" ${isHere(id) && html`aria-current="page"`}>${name[language]}</a></li>`,
    )}</ul></nav>
  </header>`;
};

// No second form, and nothing to lead away, while somebody is paying.
const isCheckout = ({ name }: Page) => name === 'address' || name === 'shipping' || name === 'payment';

const footer = (language: Language, page: Page): Markup => {
  const text = texts[language];
  const link = (name: keyof typeof text.pages) =>
    html`<li><a href="${pathTo(language, { name })}">${text.pages[name]}</a></li>`;
  return html`
  <footer class="bottom">
    ${
      !isCheckout(page) &&
      html`<form class="newsletter" method="post" action="${pathTo(language, { name: 'newsletter' })}" id="newsletter-form">
      <h2>${text.newsletterTitle}</h2><p>${text.newsletterText}</p>
      <label for="newsletter-email">${text.fields.email}</label>
      <div class="row"><input id="newsletter-email" name="email" type="email" required maxlength="254" autocomplete="email"><button>${text.subscribe}</button></div>
    </form>`
    }
    <div><h2>${text.service}</h2><ul>${link('contact')}${link('delivery')}${link('returns')}</ul></div>
    <div><h2>${text.legal}</h2><ul>${link('terms')}${link('privacy')}${link('imprint')}<li><button class="plain" type="button" data-cookie-settings>${text.cookieSettings}</button></li></ul></div>
    <p class="small">Feldweg. ${text.demoNote} <a href="/journey">${text.demoLink}</a></p>
  </footer>`;
};

/** The whole document. */
export const renderPage = (
  { language, page, session, pushes }: Frame,
  { title, description, body, head }: Content,
): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · Feldweg</title>
  ${description && html`<meta name="description" content="${description}">`}
  <link rel="icon" href="/icon.svg">
  <link rel="stylesheet" href="/klaro.css">
  <link rel="stylesheet" href="/shop.css">
  ${languages.map((each) => html`<link rel="alternate" hreflang="${each}" href="${pathTo(each, page)}">`)}
  ${head}
  ${dataLayerScript(pushes)}
  ${scripts}
</head>
<body>
  ${header(language, page, session)}
  <main id="content">${body}</main>
  ${footer(language, page)}
  <div class="toast" role="status" aria-live="polite" data-toast hidden></div>
</body>
</html>`.markup;
