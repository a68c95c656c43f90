// Pages around the shop: contact, newsletter, information, and what is shown when something is not there.
import { html, type Markup } from '../html.ts';
import { type InformationName, information } from '../information.ts';
import type { Language } from '../language.ts';
import type { Content } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { texts } from '../texts.ts';
import { field } from './parts.ts';

export const informationPage = (name: InformationName, language: Language): Content => {
  const title = texts[language].pages[name];
  return {
    title,
    body: html`<article class="words"><h1>${title}</h1>${information[name][language].map(
      ({ heading, paragraphs }) => html`<h2>${heading}</h2>${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}`,
    )}</article>`,
  };
};

export interface ContactForm {
  name: string;
  email: string;
  message: string;
}

export const contactPage = (
  language: Language,
  typed: ContactForm,
  errors: readonly (keyof ContactForm)[],
): Content => {
  const text = texts[language];
  const wrong = (name: keyof ContactForm, message: string) => errors.includes(name) && message;
  return {
    title: text.contactTitle,
    body: html`<article class="words"><h1>${text.contactTitle}</h1><p class="lead">${text.contactIntro}</p>
    ${errors.length > 0 && html`<p class="error summary" role="alert">${text.fixErrors}</p>`}
    <form method="post" id="contact-form" class="fields" action="${pathTo(language, { name: 'contact' })}">
    ${field({ name: 'name', label: text.name, value: typed.name, error: wrong('name', text.nameError), attributes: { autocomplete: 'name', required: true, maxlength: 80 } })}
    ${field({ name: 'email', label: text.fields.email, value: typed.email, error: wrong('email', text.fieldErrors.email), attributes: { type: 'email', autocomplete: 'email', required: true, maxlength: 254 } })}
    ${field({ name: 'message', label: text.message, error: wrong('message', text.messageError), control: (common) => html`<textarea ${common} required minlength="10" maxlength="2000" rows="6">${typed.message}</textarea>` })}
    <button class="button">${text.send}</button></form></article>`,
  };
};

/** A heading, a sentence, and the way back to the start. */
export const messagePage = (language: Language, title: string, words: string): Content => {
  const body: Markup = html`<article class="words"><h1>${title}</h1><p>${words}</p><p><a class="button" href="${pathTo(language, { name: 'home' })}">${texts[language].toStart}</a></p></article>`;
  return { title, body };
};
