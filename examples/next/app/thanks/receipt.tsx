// The order's number. Tells the purchase each time it is shown: the same transaction_id counts once.
'use client';
import { useEffect, useState } from 'react';
import { type Order, readOrder, toTotal } from '../../shop.ts';
import { tracker } from '../../tracker.ts';

export function Receipt() {
  const [order, setOrder] = useState<Order>();
  useEffect(() => {
    const made = readOrder();
    if (!made) return;
    setOrder(made);
    tracker.track('purchase', { currency: 'EUR', value: toTotal(made.items), ...made });
  }, []);

  return order && <p>Your order: {order.transaction_id}</p>;
}
