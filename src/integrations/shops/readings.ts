// What a page of a shop says about itself: which one it is, which step, which order, which choice.
import { placeOf } from './places.ts';

const find = (selector: string) => document.querySelector<HTMLElement>(selector);
const text = (selector: string) => find(selector)?.textContent?.trim();

export const readPlace = () => placeOf(location.pathname, document.body.id, document.body.className);

/** PrestaShop's current section, Magento's hash, elsewhere the address; never an id or a token. */
export const readStep = (): string =>
  [find('.checkout-step.-current')?.id ?? '', ...(location.pathname + location.hash).split(/[/#]/).reverse()].find(
    (name) => /^[a-z_-]{3,40}$/i.test(name),
  ) ?? 'checkout';

/** The order's number, as the shop shows it; `undefined` for a payment that failed. */
export const readOrderId = (): string | undefined =>
  // WooCommerce shows a failed payment under the same address.
  find('.woocommerce-thankyou-order-failed')
    ? undefined
    : (find('[data-order-number]')?.dataset.orderNumber ??
      // PrestaShop has it at the end of a translated sentence.
      text('.woocommerce-order-overview__order strong,#order-reference-value,.order-number,.checkout-success p>span')
        ?.split(/\s/)
        .pop() ??
      /(?:order-received[/=]|id_order=)(\d+)/.exec(location.href)?.[1]);

/** What WooCommerce's confirmation page says was paid; the others say it in no machine's words. */
export const readOrderTotal = (): string | undefined => text('.woocommerce-order-overview__total .amount');

/** The notice of what the shop refused. */
export const findRefusal = (): Element | null =>
  find('.woocommerce-error,.is-error,.alert-danger,.is-invalid,.message-error');

/** What a chosen radio button of a checkout says: its kind, and a slug or its label as far as no digit or price is in it. */
export const readChoice = ({ type, checked, name, value, dataset, labels, parentElement }: HTMLInputElement) => {
  // WooCommerce's blocks call shipping radio-control-0, in a fieldset of a better name.
  const about = name + parentElement?.closest('fieldset,form')?.id;
  const kind = /pay|zahl/i.test(about)
    ? 'payment_type'
    : /ship|deliver|versand/i.test(about)
      ? 'shipping_tier'
      : undefined;
  const choice =
    /^[a-z][\w:-]{2,24}$/i.exec(dataset.moduleName ?? value)?.[0] ??
    /^\s*([a-z][^\d@(€:]{2,40})(?!\S*@)/i.exec(labels?.[0]?.textContent ?? '')?.[1]?.trim();
  return type === 'radio' && checked && kind && choice ? ([kind, choice] as const) : undefined;
};
