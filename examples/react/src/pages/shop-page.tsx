// The list of products.
import { Link } from 'react-router';
import { Heading } from '../heading.tsx';
import { products } from '../shop.ts';

export function ShopPage() {
  return (
    <>
      <Heading text="Shop" />
      <ul>
        {products.map(({ id, item }) => (
          <li key={id}>
            <Link to={`/products/${id}`}>{item.item_name}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
