// The thank-you page. It tells the purchase each time it is shown: the same transaction_id counts once.
import { useEffect, useState } from 'react';
import { Heading } from '../heading.tsx';
import { readOrder, toTotal } from '../shop.ts';
import { tracker } from '../tracker.ts';

export function ThanksPage() {
  const [order] = useState(readOrder);
  useEffect(() => {
    if (order) tracker.track('purchase', { currency: 'EUR', value: toTotal(order.items), ...order });
  }, [order]);

  return (
    <>
      <Heading text="Thank you" />
      {order && <p>Your order: {order.transaction_id}</p>}
    </>
  );
}
