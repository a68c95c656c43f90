// A purchase counts once: a thank-you page that is reloaded, restored or opened again is no second order.

/** Such a page is opened again within days; nobody orders this often in them. */
const maxOrders = 20;

const key = 'orders';

export interface PurchaseLedger {
  /** Whether this order was entered before; one without an id never was. */
  has(transactionId: unknown): boolean;
  enter(transactionId: unknown): void;
}

export const createPurchaseLedger = (
  recall: (key: string) => unknown,
  remember: (key: string, value: unknown) => void,
): PurchaseLedger => {
  /** Without a grant nothing is remembered beyond this page. */
  const entered: string[] = [];
  const readStored = (): string[] => {
    const stored = recall(key);
    return Array.isArray(stored) ? stored : [];
  };
  return {
    has: (transactionId) => !!transactionId && [...readStored(), ...entered].includes(`${transactionId}`),
    enter(transactionId) {
      if (!transactionId) return;
      entered.push(`${transactionId}`);
      remember(key, [...readStored(), `${transactionId}`].slice(-maxOrders));
    },
  };
};
