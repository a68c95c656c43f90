// The button that puts a product into the cart, and tells it.
'use client';
import { useState } from 'react';
import { addToCart, type Product } from '../../../shop.ts';
import { tracker } from '../../../tracker.ts';

export function AddToCart({ item }: Pick<Product, 'item'>) {
  const [isAdded, setAdded] = useState(false);

  const add = () => {
    addToCart(item);
    tracker.track('add_to_cart', { currency: 'EUR', value: item.price, items: [{ ...item, quantity: 1 }] });
    setAdded(true);
  };

  return (
    <>
      <button type="button" onClick={add}>
        Add to cart
      </button>
      <output>{isAdded && ' It is in your cart.'}</output>
    </>
  );
}
