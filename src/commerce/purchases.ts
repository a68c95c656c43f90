// A purchase counts once: a thank-you page that is reloaded, restored or opened again is no second order.

/** Such a page is opened again within days; nobody orders this often in them. */
const maxOrders = 20;

const key = 'orders';

/**
 * Enters an order. Without a grant nothing can be remembered beyond this page.
 * @returns a function that tells whether an order is new; one without an id always is
 */
export const createPurchaseLedger = (
  recall: (key: string) => unknown,
  remember: (key: string, value: unknown) => void,
) => {
  let entered: string[] = [];
  return (transactionId: unknown): boolean => {
    const id = String(transactionId ?? '');
    const stored = recall(key);
    const known: string[] = Array.isArray(stored) ? [...stored, ...entered] : entered;
    if (known.includes(id)) return false;
    if (id) {
      entered = [...known, id].slice(-maxOrders);
      remember(key, entered);
    }
    return true;
  };
};
