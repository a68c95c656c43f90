import { afterEach, describe, expect, it } from 'vitest';
import { forms } from '../../../src/integrations/forms.ts';
import { createFakeTracker, type FakeTracker } from '../../helpers/shop-fixtures/fake-tracker.ts';

let fake: FakeTracker;
let stop: () => void;
afterEach(() => {
  stop();
  history.replaceState(null, '', '/');
});

const show = (html: string, tracker = createFakeTracker()) => {
  fake = tracker;
  document.body.innerHTML = html;
  stop = fake.tracker.use(forms());
};
const get = (selector: string) => document.querySelector(selector) as HTMLElement;
const happen = (type: string, selector: string) =>
  get(selector).dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
const leave = () => window.dispatchEvent(new Event('pagehide'));

const contact = `<form id="contact" name="ask"><input name="name"><input name="email" type="email"><textarea name="message"></textarea>
  <input type="hidden" name="token"><input name="word" type="password"><button>Send</button></form>`;

describe('a form', () => {
  it('is begun with its first input, once, and sent', () => {
    show(contact);
    happen('focusin', '[name=name]');
    expect(fake.events).toEqual([]);
    happen('input', '[name=name]');
    happen('change', '[name=name]');
    happen('input', '[name=email]');
    happen('submit', 'form');
    leave();
    const about = { form_id: 'contact', form_name: 'ask' };
    expect(fake.events).toEqual([
      ['form_start', { ...about, last_field: 'name' }],
      ['form_submit', { ...about, last_field: 'email' }],
    ]);
  });

  it('is given up when the page is left, at the field touched last', () => {
    show(contact);
    happen('input', '[name=name]');
    happen('focusin', '[name=message]');
    happen('focusin', 'button');
    leave();
    expect(fake.events.at(-1)).toEqual([
      'form_abandon',
      { form_id: 'contact', form_name: 'ask', last_field: 'message' },
    ]);
    leave();
    expect(fake.names()).toEqual(['form_start', 'form_abandon']);
  });

  it('is not given up by a look at another tab', () => {
    show(contact);
    happen('input', '[name=name]');
    fake.leave();
    expect(fake.names()).toEqual(['form_start']);
  });

  it('is given up with the view of a single-page app that it was in', () => {
    show(contact);
    happen('input', '[name=name]');
    history.pushState(null, '', '/other');
    fake.leave();
    expect(fake.names()).toEqual(['form_start', 'form_abandon']);
  });

  it('is given up when it was sent in vain and changed again', () => {
    show(contact);
    happen('input', '[name=name]');
    happen('submit', 'form');
    happen('input', '[name=email]');
    leave();
    expect(fake.names()).toEqual(['form_start', 'form_submit', 'form_abandon']);
  });

  it.each(['[name=word]', '[name=token]'])('never names %s', (field) => {
    show(contact);
    happen('input', field);
    happen('focusin', field);
    leave();
    expect(JSON.stringify(fake.events)).not.toMatch(/word|token/);
    expect(fake.names()).toEqual(['form_start', 'form_abandon']);
  });

  it('goes by its own name when its fields have the names of its properties', () => {
    show('<form id="contact"><input name="id"><input name="name" type="email"></form>');
    happen('input', '[name=id]');
    expect(fake.events).toEqual([['form_start', { form_id: 'contact', form_name: undefined, last_field: 'id' }]]);
  });

  it.each([
    '<form role="search"><input name="q" type="search"></form>',
    '<form method="post" data-add-to-cart><input name="quantity"><input type="radio" name="colour"></form>',
    '<form><input type="checkbox" name="analytics"></form>',
    '<input name="outside">',
  ])('asks for a person, unlike %s', (html) => {
    show(html);
    happen('input', 'input');
    if (document.forms[0]) happen('submit', 'form');
    leave();
    expect(fake.events).toEqual([]);
  });

  it('tells nothing after a refusal', () => {
    show(contact);
    happen('input', '[name=name]');
    fake.deny();
    happen('submit', 'form');
    leave();
    expect(fake.names()).toEqual(['form_start']);
  });
});

describe('a marked form', () => {
  it('is a lead when it is sent, once on a page', () => {
    show('<form data-etappe-lead="newsletter"><input name="mail"></form>');
    happen('input', 'input');
    expect(fake.paramsOf('generate_lead')).toEqual([]);
    happen('submit', 'form');
    happen('submit', 'form');
    expect(fake.paramsOf('generate_lead')).toEqual([{ lead_source: 'newsletter' }]);
  });

  it('is a lead also when the browser has filled it in', () => {
    show('<form data-etappe-lead="contact"><input name="mail"></form>');
    happen('submit', 'form');
    expect(fake.names()).toEqual(['form_submit', 'generate_lead']);
  });
});
