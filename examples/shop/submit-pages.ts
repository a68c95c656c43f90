// Which page takes which form.
import type { Submit } from './submission.ts';
import { submitCart } from './submit-cart.ts';
import { submitAddress, submitPayment, submitShipping, withBasket } from './submit-checkout.ts';
import { submitContact, submitNewsletter } from './submit-service.ts';

export const submits: Partial<Record<string, Submit>> = {
  cart: submitCart,
  address: withBasket(submitAddress),
  shipping: withBasket(submitShipping),
  payment: withBasket(submitPayment),
  contact: submitContact,
  newsletter: submitNewsletter,
};
