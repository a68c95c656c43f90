// Why visits broke off: which signal explains what, and what helps. In the words of docs/break-offs.md.

export interface Reason {
  /** A key of `page_leave.signals`. */
  signal: string;
  label: string;
  remedy: string;
  /** How large the signal has to be, in its own unit. @default 1 */
  atLeast?: number;
  /** For `seen`, which is a list: what came into view on some page of the visit, or never did. */
  has?: string;
  lacks?: string;
  /** The steps that it explains: a visit's `furthest`, from and to. @default all */
  steps?: readonly [number, number];
}

const untilProduct = [0, 1] as const;
const cartAndCheckout = [2, 5] as const;

export const reasons: readonly Reason[] = [
  { signal: 'script_errors', label: 'Broken page: script errors', remedy: 'Open the page with the browser’s console.' },
  { signal: 'load_ms', label: 'Slow page', remedy: 'Smaller pictures, fewer scripts.', atLeast: 3000 },
  { signal: 'broken_images', label: 'Missing photos', remedy: 'Mend the address of the picture.' },
  {
    signal: 'rage_clicks',
    label: 'Clicked again and again: slow or broken',
    remedy: 'Answer the first click at once, with a spinner if need be.',
  },
  {
    signal: 'dead_clicks',
    label: 'Clicked something that does nothing',
    remedy: 'Make it do what it promises, or let it look plain.',
  },
  {
    signal: 'refused_fields',
    label: 'Form too strict or unclear',
    remedy: 'Accept spaces and dashes; say what is wrong beside the field.',
  },
  {
    signal: 'away_count',
    label: 'Went away and back: comparing elsewhere',
    remedy: 'Check the price; say what others do not have.',
    steps: untilProduct,
  },
  {
    signal: 'away_count',
    label: 'Went away and back: for a voucher, a card or a password',
    remedy: 'Hide the voucher field behind a link; allow guests.',
    steps: cartAndCheckout,
  },
  {
    signal: 'copied_title',
    label: 'Copied the product’s name: comparing elsewhere',
    remedy: 'Check the price; say what others do not have.',
  },
  {
    signal: 'clicks_to_product',
    label: 'Too many clicks to the product',
    remedy: 'Link best sellers on the landing page; improve the search.',
    atLeast: 4,
    steps: untilProduct,
  },
  {
    signal: 'seen',
    lacks: 'shipping',
    label: 'Shipping costs never came into view',
    remedy: 'Show them beside the price and in the cart.',
    steps: [1, 2],
  },
  {
    signal: 'seen',
    lacks: 'reviews',
    label: 'No review came into view',
    remedy: 'Move reviews up, or link them beside the name.',
    steps: [1, 1],
  },
  {
    signal: 'seen',
    has: 'delivery',
    label: 'Read the delivery time',
    remedy: 'Shorten it, or say a date instead of a range.',
    steps: [1, 1],
  },
  {
    signal: 'seen',
    lacks: 'returns',
    label: 'Returns never came into view',
    remedy: 'Link them beside the button, not only in the footer.',
    steps: cartAndCheckout,
  },
  {
    signal: 'seen',
    lacks: 'payment',
    label: 'Ways to pay never came into view',
    remedy: 'Show the logos in the cart.',
    steps: [2, 3],
  },
  {
    signal: 'seen',
    has: 'payment',
    label: 'Saw the ways to pay, used none',
    remedy: 'Offer invoice, PayPal, or what your visitors’ country uses.',
    steps: [4, 4],
  },
];
