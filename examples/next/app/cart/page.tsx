// The cart's page; what is in it, only the browser knows.
import type { Metadata } from 'next';
import { Cart } from './cart.tsx';

export const metadata: Metadata = { title: 'Cart' };

export default function CartPage() {
  return (
    <>
      <h1>Cart</h1>
      <Cart />
    </>
  );
}
