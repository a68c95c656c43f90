// What is in the cart, and the order.
'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { type CartItem, orderCart, readCart, toTotal } from '../../shop.ts';

export function Cart() {
  const router = useRouter();
  const [items, setItems] = useState<readonly CartItem[]>([]);
  useEffect(() => setItems(readCart()), []);

  const order = () => {
    orderCart();
    router.push('/thanks');
  };

  if (!items.length) return <p>It is empty.</p>;
  return (
    <>
      <ul>
        {items.map(({ item_id, item_name, quantity }) => (
          <li key={item_id}>
            {quantity} × {item_name}
          </li>
        ))}
      </ul>
      <p>€ {toTotal(items).toFixed(2)}</p>
      <button type="button" onClick={order}>
        Order
      </button>
    </>
  );
}
