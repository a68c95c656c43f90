// The shop of the bench: one product page whatever its path, with a contestant on it or without any.
import { type Contestant, steps } from '../contestants/contestant.ts';

const mug = {
  item_id: 'SKU-4711',
  item_name: 'Stoneware mug, blue',
  item_brand: 'Harbour',
  item_category: 'Kitchen',
  currency: 'EUR',
  price: 19.9,
  quantity: 1,
};
const plate = { ...mug, item_id: 'SKU-4712', item_name: 'Stoneware plate, blue', price: 24.5, quantity: 2 };

const order = {
  transaction_id: 'T-100200',
  currency: 'EUR',
  value: 73.8,
  tax: 11.78,
  shipping: 4.9,
  shipping_tier: 'parcel',
  payment_type: 'invoice',
  items: [mug, plate],
};

const style = `body{margin:0;font:16px/1.5 sans-serif}header,footer{padding:1rem;background:#eef}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1rem;padding:1rem}
article{border:1px solid #ccd;border-radius:.3rem;padding:.6rem}ul{display:flex;flex-wrap:wrap;gap:.5rem;padding:0;list-style:none}`;

const repeat = (count: number, toText: (n: number) => string) =>
  Array.from({ length: count }, (_, index) => toText(index + 1)).join('');

const article = (n: number) => `<article>
<a href="/product/${n}"><svg width="150" height="100"><circle cx="75" cy="50" r="40" fill="hsl(${n * 31} 50% 60%)"/></svg></a>
<h2><a href="/product/${n}">Mug number ${n}</a></h2><p>${9 + n},90 EUR</p>
<ul><li>In stock</li><li>${n % 5} of 5 stars</li><li>${n} reviews</li></ul><button>Add to cart</button></article>`;

const body = `<header><nav>${repeat(10, (n) => `<a href="/category/${n}">Category ${n}</a> `)}</nav></header>
<main>${repeat(18, article)}</main><footer><a href="/terms">Terms</a> <a href="/shipping">Shipping</a></footer>`;

/** Runs after the contestant's script. */
export const toBeginning = ({ begin, calls }: Contestant, collector: string): string => `{
const collector = ${JSON.stringify(collector)};
window.shop = { item: ${JSON.stringify(mug)}, order: ${JSON.stringify(order)},
${steps.map((step) => `${step}(item, order) { ${calls[step]} }`).join(',\n')} };
${begin}
}`;

/** @param contestant nobody: the page as it is without a tracker */
export const toPage = (
  path: string,
  contestant: Contestant | undefined,
  collector: string,
  hasConsent: boolean,
): string => {
  const inline = contestant?.before?.(collector, hasConsent);
  const scripts = contestant
    ? `${inline ? `<script>${inline}</script>` : ''}<script defer src="${collector}/script.js" ${contestant.attributes?.(collector) ?? ''}></script><script defer src="/begin.js"></script>`
    : '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop ${path}</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><style>${style}</style>${scripts}</head><body>${body}<script>document.body.className = 'ready';</script></body></html>`;
};
