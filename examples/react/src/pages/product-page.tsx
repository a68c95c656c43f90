// A product, and the button that puts it into the cart and tells it.
import { useState } from 'react';
import { useParams } from 'react-router';
import { Heading } from '../heading.tsx';
import { addToCart, products } from '../shop.ts';
import { tracker } from '../tracker.ts';

export function ProductPage() {
  const { id } = useParams();
  const [isAdded, setAdded] = useState(false);
  const product = products.find((each) => each.id === id);
  if (!product) return <Heading text="Not found" />;
  const { item } = product;

  const add = () => {
    addToCart(item);
    tracker.track('add_to_cart', { currency: 'EUR', value: item.price, items: [{ ...item, quantity: 1 }] });
    setAdded(true);
  };

  return (
    <>
      <Heading text={item.item_name} />
      <p>€ {item.price.toFixed(2)}</p>
      <button type="button" onClick={add}>
        Add to cart
      </button>
      <output>{isAdded && ' It is in your cart.'}</output>
    </>
  );
}
