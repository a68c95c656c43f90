import { afterEach, describe, expect, it, vi } from 'vitest';
import { toFieldName } from '../../../../src/integrations/signals/fields.ts';
import { get, type WatchedPage, watchPage } from './watched.ts';

let page: WatchedPage | undefined;
afterEach(() => {
  page?.stop();
  page = undefined;
  vi.restoreAllMocks();
});

const focus = (selector: string) => get(selector).dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
const refuse = (selector: string) => get(selector).dispatchEvent(new Event('invalid'));

describe('a refused field', () => {
  it('is named with how often it was refused', () => {
    page = watchPage('<form><input name="email"><input name="postcode"></form>');
    let at = 10_000;
    vi.spyOn(Event.prototype, 'timeStamp', 'get').mockImplementation(() => at);
    refuse('[name=email]');
    refuse('[name=postcode]');
    at += 5_000;
    refuse('[name=postcode]');
    expect(page.read()).toEqual({ refused_fields: { email: 1, postcode: 2 } });
  });

  it('was refused once when a script asks three times about one attempt', () => {
    page = watchPage('<input name="email">');
    vi.spyOn(Event.prototype, 'timeStamp', 'get').mockReturnValue(10_000);
    for (let time = 0; time < 3; time++) refuse('input');
    expect(page.read()).toEqual({ refused_fields: { email: 1 } });
  });

  it.each([
    '<form><input name="city" aria-invalid="true"></form>',
    '<form><input name="city" class="form-control is-invalid"></form>',
    '<form><p class="form-row woocommerce-invalid"><label>City</label><span><input name="city"></span></p></form>',
    '<form><div class="form-group has-error"><input name="city"></div></form>',
    '<form><input name="city" class="mage-error"></form>',
  ])('is known by what the shop marks it with: %s', (html) => {
    page = watchPage(html);
    expect(page.read()).toEqual({ refused_fields: { city: 1 } });
    expect(page.read()).toEqual({ refused_fields: { city: 1 } });
  });

  it('is known although it was mended before the page was left', () => {
    page = watchPage('<form><input name="city"></form>');
    get('input').setAttribute('aria-invalid', 'true');
    focus('input');
    get('input').removeAttribute('aria-invalid');
    expect(page.read()).toEqual({ last_field: 'city', refused_fields: { city: 1 } });
  });

  it('is counted under any name, also one that every object has', () => {
    page = watchPage('<form><input name="constructor" aria-invalid="true"></form>');
    expect(page.read()).toEqual({ refused_fields: { constructor: 1 } });
  });

  it('is one of at most ten', () => {
    page = watchPage(
      `<form>${Array.from({ length: 30 }, (_, n) => `<input name="f${n}" aria-invalid="true">`).join('')}</form>`,
    );
    expect(Object.keys(page.read()?.refused_fields ?? {})).toHaveLength(10);
  });

  it('is never named when it is a password', () => {
    page = watchPage('<form><input name="secret" type="password" aria-invalid="true"><input name="city"></form>');
    refuse('[name=secret]');
    focus('[name=city]');
    focus('[name=secret]');
    expect(page.read()).toEqual({ last_field: 'city' });
  });
});

describe('the name of a field', () => {
  const toName = (html: string) => {
    document.body.innerHTML = `<form>${html}</form>`;
    return toFieldName(get('form').firstElementChild);
  };

  it.each([
    ['<input name="billing_postcode">', 'billing_postcode'],
    ['<input name="billingAddress[zipcode]">', 'billingAddress[zipcode]'],
    ['<input name="form:input.12">', 'form:input.12'],
    ['<textarea name="message"></textarea>', 'message'],
    ['<select name="country"></select>', 'country'],
    ['<input id="street">', 'street'],
    ['<input name="profile_name">', 'profile_name'],
  ])('of %s is %s', (html, name) => {
    expect(toName(html)).toBe(name);
  });

  it.each([
    ['a password', '<input type="password" name="secret">'],
    ['a password that is shown', '<input type="text" name="secret" autocomplete="current-password">'],
    ['a password by its name', '<input name="Kennwort2">'],
    ['what is hidden', '<input type="hidden" name="token">'],
    ['a button', '<button name="send">Send</button>'],
    ['a button that sends nothing', '<button type="button" id="swiper-next">On</button>'],
    ['an e-mail address', '<input name="erika@example.org">'],
    ['a telephone number', '<input name="tel_01701234567">'],
    ['an order number', '<input name="order-48210077">'],
    ['a sentence', '<input name="please call me">'],
    ['an endless word', `<input name="${'a'.repeat(65)}">`],
    ['a field without a name', '<input>'],
    ['a label', '<label id="for_city">City</label>'],
    ['a link', '<a id="terms" href="#">Terms</a>'],
  ])('is not told for %s', (_, html) => {
    expect(toName(html)).toBeUndefined();
  });

  it("is not told for a custom element, whose name may be a person's", () => {
    document.body.innerHTML = '<user-card tabindex="0"></user-card>';
    expect(toFieldName(Object.assign(get('user-card'), { type: 'round', name: 'ErikaMustermann' }))).toBeUndefined();
  });
});
