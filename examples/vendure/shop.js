// The shop behind the storefront: Vendure with its database in memory, filled, in euros and with gross prices.

// Vendure counts its installations unless this is set before it is loaded.
process.env.VENDURE_DISABLE_TELEMETRY = 'true';

import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { initialData, products } from './stock.js';

const folder = import.meta.dirname;
const contentTypes = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.ts': 'text/javascript' };

/** The storefront's files without their types, the built library, and the page itself under every other address. */
const createStorefront = (endpoint) => async (request, response, next) => {
  const { path, method } = request;
  if (path.startsWith('/shop-api')) return next();
  if (method === 'POST') return response.status(204).end();
  const [, room, name] = /^\/(etappe|storefront)\/(.+\.\w+)$/.exec(path) ?? [];
  const root = join(folder, room === 'etappe' ? '../../dist' : 'storefront');
  const file = join(root, normalize(`/${name ?? 'index.html'}`));
  try {
    const text = await readFile(name ? file : join(folder, 'storefront/index.html'), 'utf8');
    const type = contentTypes[extname(file)] ?? 'text/plain';
    const body = extname(file) === '.ts' ? stripTypeScriptTypes(text) : text.replace('%ENDPOINT%', endpoint);
    response.set('content-type', `${type};charset=utf-8`).send(body);
  } catch {
    response.status(404).end();
  }
};

/** Euros, prices with tax; Vendure begins with dollars and without. */
const setUpChannel = async (app, { ChannelService, RequestContextService }) => {
  const ctx = await app.get(RequestContextService).create({ apiType: 'admin' });
  const channels = app.get(ChannelService);
  const { id } = await channels.getDefaultChannel(ctx);
  await channels.update(ctx, {
    id,
    defaultCurrencyCode: 'EUR',
    availableCurrencyCodes: ['EUR'],
    pricesIncludeTax: true,
  });
};

/**
 * @param {{ port: number, endpoint: string }} options the collector's URL is handed to the storefront
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export const startShop = async ({ port, endpoint }) => {
  const { default: vendure } = await import('@vendure/core');
  const { default: cli } = await import('@vendure/core/cli/index.js');
  const { bootstrap, DefaultLogger, dummyPaymentHandler, Importer, LogLevel } = vendure;
  const app = await bootstrap({
    apiOptions: {
      hostname: '127.0.0.1',
      port,
      shopApiPath: 'shop-api',
      adminApiPath: 'admin-api',
      cors: false,
      middleware: [{ route: '/', handler: createStorefront(endpoint) }],
    },
    authOptions: {
      tokenMethod: 'cookie',
      cookieOptions: { secret: crypto.randomUUID() },
      superadminCredentials: { identifier: crypto.randomUUID(), password: crypto.randomUUID() },
    },
    dbConnectionOptions: { type: 'sqljs', synchronize: true },
    logger: new DefaultLogger({ level: LogLevel.Error }),
    paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  });
  await setUpChannel(app, vendure);
  await cli.populateInitialData(app, initialData);
  const { errors } = await new Promise((resolve, reject) => {
    app.get(Importer).parseAndImport(products, 'en').subscribe({ next: resolve, error: reject });
  });
  if (errors?.length) throw new Error(errors.join('\n'));
  return { url: `http://127.0.0.1:${port}`, close: () => app.close() };
};
