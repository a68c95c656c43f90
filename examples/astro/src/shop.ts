// What the shop sells, and what this tab has in its cart and has ordered.

export interface Product {
  id: string;
  /** An item in GA4's words, with the price in euros: https://developers.google.com/analytics/devguides/collection/ga4/reference/events#add_to_cart_item */
  item: { item_id: string; item_name: string; price: number };
}

export const products: readonly Product[] = [
  { id: 'mug', item: { item_id: 'MUG', item_name: 'Enamel mug', price: 13.9 } },
  { id: 'socks', item: { item_id: 'SOCKS', item_name: 'Wool socks', price: 18.5 } },
];

export type CartItem = Product['item'] & { quantity: number };

export interface Order {
  transaction_id: string;
  items: readonly CartItem[];
}

const read = <T>(key: string): T | undefined => JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined;
const write = (key: string, value: unknown) => sessionStorage.setItem(key, JSON.stringify(value));

export const readCart = (): readonly CartItem[] => read('cart') ?? [];
export const readOrder = (): Order | undefined => read('order');

export const toTotal = (items: readonly CartItem[]): number =>
  items.reduce((cents, { price, quantity }) => cents + Math.round(price * 100) * quantity, 0) / 100;

export const addToCart = (item: Product['item']): void => {
  const cart = readCart();
  const quantity = (cart.find(({ item_id }) => item_id === item.item_id)?.quantity ?? 0) + 1;
  write('cart', [...cart.filter(({ item_id }) => item_id !== item.item_id), { ...item, quantity }]);
};

/** Turns the cart into the tab's order. */
export const orderCart = (): void => {
  write('order', { transaction_id: crypto.randomUUID(), items: readCart() });
  write('cart', []);
};
