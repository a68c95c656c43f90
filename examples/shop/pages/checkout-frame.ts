// What the three checkout steps share: where one is, the form, the order beside it.
import { fillLines } from '../cart.ts';
import { html, type Markup } from '../html.ts';
import type { Language } from '../language.ts';
import type { Content } from '../layout.ts';
import type { Session } from '../sessions.ts';
import { texts } from '../texts.ts';
import { lineList, sumTable } from './parts.ts';

export const checkoutFrame = (language: Language, step: 1 | 2 | 3, session: Session, form: Markup): Content => {
  const text = texts[language];
  const name = text.steps[step - 1] ?? '';
  const lines = fillLines(session.lines);
  return {
    title: `${name}, ${text.stepOf(step)}`,
    body: html`
    <ol class="steps" aria-label="${text.stepOf(step)}">${text.steps.map((label, index) => html`<li ${index === step - 1 && html`aria-current="step"`}>${label}</li>`)}</ol>
    <h1>${name}</h1>
    <div class="two"><div>${form}</div>
    <aside class="panel"><h2>${text.yourOrder}</h2>${lineList(lines, language)}${sumTable(lines, session.shipping ?? 'standard', language)}</aside></div>`,
  };
};

/** An empty message stands for the general one. */
export const errorSummary = (language: Language, message: string | undefined): Markup | undefined =>
  message === undefined
    ? undefined
    : html`<p class="error summary" role="alert">${message || texts[language].fixErrors}</p>`;
