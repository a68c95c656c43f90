// Starts the shop and says where it is: `node main.js`, with PORT and ENDPOINT (the collector's URL) where wanted.
import { startShop } from './shop.js';

const { PORT = '3001', ENDPOINT = '/e' } = process.env;
const shop = await startShop({ port: Number(PORT), endpoint: ENDPOINT });
process.stdout.write(`Shop  ${shop.url}/\n`);

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    await shop.close();
    process.exit();
  });
