// The list of products.
import type { Metadata } from 'next';
import Link from 'next/link';
import { products } from '../shop.ts';

// A template counts for the segments below the layout's own only.
export const metadata: Metadata = { title: 'Shop – Feldweg' };

export default function ShopPage() {
  return (
    <>
      <h1>Shop</h1>
      <ul>
        {products.map(({ id, item }) => (
          <li key={id}>
            <Link href={`/products/${id}`}>{item.item_name}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
