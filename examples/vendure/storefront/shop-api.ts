// Vendure's shop API as this storefront uses it: its queries and the shapes that they select. Money is in minor units.

export interface Variant {
  id: string;
  sku: string;
  name: string;
  priceWithTax: number;
  currencyCode: string;
}

export interface Product {
  name: string;
  slug: string;
  description: string;
  variants: Variant[];
}

export interface OrderLine {
  id: string;
  quantity: number;
  unitPriceWithTax: number;
  productVariant: { sku: string; name: string; product: { name: string } };
}

export interface Order {
  code: string;
  state: string;
  currencyCode: string;
  subTotalWithTax: number;
  shippingWithTax: number;
  totalWithTax: number;
  total: number;
  couponCodes: string[];
  lines: OrderLine[];
}

export interface Choice {
  id: string;
  code: string;
  name: string;
  priceWithTax?: number;
}

const productFields = 'name slug description variants { id sku name priceWithTax currencyCode }';
const orderFields = `code state currencyCode subTotalWithTax shippingWithTax totalWithTax total couponCodes
  lines { id quantity unitPriceWithTax productVariant { sku name product { name } } }`;

const ask = async <Data>(query: string, variables: object = {}): Promise<Data> => {
  const response = await fetch('/shop-api', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] };
  if (errors?.[0]) throw new Error(errors[0].message);
  return data;
};

/** Refusals are results of their own in Vendure, not errors. */
const change = async (call: string, types: string, variables: object): Promise<Order> => {
  const mutation = `mutation(${types}) { result: ${call} { ... on Order { ${orderFields} } ... on ErrorResult { message } } }`;
  const { result } = await ask<{ result: Order & { message?: string } }>(mutation, variables);
  if (result.message) throw new Error(result.message);
  return result;
};

export const readProducts = async () =>
  (await ask<{ products: { items: Product[] } }>(`{ products { items { ${productFields} } } }`)).products.items;

export const readProduct = async (slug: string) =>
  (await ask<{ product: Product }>(`query($slug: String!) { product(slug: $slug) { ${productFields} } }`, { slug }))
    .product;

/** Nothing before the first addition, and again nothing after the order. */
export const readCart = async () =>
  (await ask<{ activeOrder: Order | null }>(`{ activeOrder { ${orderFields} } }`)).activeOrder;

export const readChoices = () =>
  ask<{ eligibleShippingMethods: Choice[]; eligiblePaymentMethods: Choice[] }>(
    '{ eligibleShippingMethods { id code name priceWithTax } eligiblePaymentMethods { id code name } }',
  );

export const addToCart = (variant: string, quantity: number) =>
  change('addItemToOrder(productVariantId: $variant, quantity: $quantity)', '$variant: ID!, $quantity: Int!', {
    variant,
    quantity,
  });

export const removeFromCart = (line: string) => change('removeOrderLine(orderLineId: $line)', '$line: ID!', { line });

export const setAddress = async (customer: object, address: object) => {
  await change('setCustomerForOrder(input: $customer)', '$customer: CreateCustomerInput!', { customer });
  return change('setOrderShippingAddress(input: $address)', '$address: CreateAddressInput!', { address });
};

export const chooseShipping = (id: string) =>
  change('setOrderShippingMethod(shippingMethodId: [$id])', '$id: ID!', { id });

export const pay = async (method: string) => {
  await change('transitionOrderToState(state: $state)', '$state: String!', { state: 'ArrangingPayment' });
  return change('addPaymentToOrder(input: $payment)', '$payment: PaymentInput!', { payment: { method, metadata: {} } });
};
