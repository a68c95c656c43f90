// What is in the cart, and the order.
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Heading } from '../heading.tsx';
import { orderCart, readCart, toTotal } from '../shop.ts';

export function CartPage() {
  const navigate = useNavigate();
  const [items] = useState(readCart);

  const order = () => {
    orderCart();
    navigate('/thanks');
  };

  return (
    <>
      <Heading text="Cart" />
      <ul>
        {items.map(({ item_id, item_name, quantity }) => (
          <li key={item_id}>
            {quantity} × {item_name}
          </li>
        ))}
      </ul>
      <p>€ {toTotal(items).toFixed(2)}</p>
      {items.length > 0 && (
        <button type="button" onClick={order}>
          Order
        </button>
      )}
    </>
  );
}
