// What the shop sells and how it ships: one zone, German tax, two products with their variants.

/** @type {import('@vendure/core').InitialData} */
export const initialData = {
  defaultLanguage: 'en',
  defaultZone: 'Europe',
  countries: [
    { code: 'DE', name: 'Germany', zone: 'Europe' },
    { code: 'AT', name: 'Austria', zone: 'Europe' },
  ],
  taxRates: [{ name: 'Standard Tax', percentage: 19 }],
  shippingMethods: [
    { name: 'Parcel', price: 490, taxRate: 19 },
    { name: 'Express', price: 990, taxRate: 19 },
  ],
  paymentMethods: [
    {
      name: 'Invoice',
      handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'true' }] },
    },
  ],
  collections: [],
};

const columns =
  'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets';

/** Prices are gross, in decimals; Vendure stores them in minor units. */
export const products = `${columns}
Enamel mug,enamel-mug,A mug for every fire.,,,Colour,Moss,MUG-MOSS,12.50,standard,100,false,,
,,,,,,Lake,MUG-LAKE,13.90,standard,100,false,,
Day pack,day-pack,"Eighteen litres, one buckle.",,,,,PACK,89.00,standard,100,false,,
`;
