// A product, rendered on the server for each request.
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { products } from '../../../shop.ts';
import { AddToCart } from './add-to-cart.tsx';

interface Props {
  params: Promise<{ id: string }>;
}

const find = async ({ params }: Props) => {
  const { id } = await params;
  return products.find((product) => product.id === id) ?? notFound();
};

export const generateMetadata = async (props: Props): Promise<Metadata> => ({
  title: (await find(props)).item.item_name,
});

export default async function ProductPage(props: Props) {
  const { item } = await find(props);
  return (
    <>
      <h1>{item.item_name}</h1>
      <p>€ {item.price.toFixed(2)}</p>
      <AddToCart item={item} />
    </>
  );
}
