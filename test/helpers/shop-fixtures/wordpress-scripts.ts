// WordPress's own scripts out of npm, as they stand in a page: `wp.hooks`, and `wp.data` with WooCommerce's cart in it.
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../..');

const sources: Record<string, string> = {
  'hooks.min.js': `import * as hooks from '@wordpress/hooks';
    window.wp = { ...window.wp, hooks };`,
  // As WooCommerce's store does it: only the outermost names are put into camel case.
  'data.min.js': `import * as data from '@wordpress/data';
    window.wp = { ...window.wp, data };
    const toCartData = (answer) => Object.fromEntries(
      Object.entries(answer).map(([name, value]) => [name.replace(/_(\\w)/g, (_, letter) => letter.toUpperCase()), value]),
    );
    data.register(data.createReduxStore('wc/store/cart', {
      reducer: (state = {}, { type, answer }) => (type === 'RECEIVE_CART' ? toCartData(answer) : state),
      actions: {
        receiveCart: (answer) => ({ type: 'RECEIVE_CART', answer }),
        /** One of WooCommerce's batches; what it answers becomes the state. */
        applyBatch: (url, body) => async ({ dispatch }) => {
          const response = await fetch(url, { method: 'POST', body });
          const answer = await response.json();
          dispatch.receiveCart(answer.responses[0].body);
          return [response.status, answer];
        },
      },
      selectors: { getCartData: (state) => state },
    }));`,
};

/** The scripts by the names of their files in /wp-includes/js/dist/. */
export const buildWordPressScripts = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(sources).map(async ([name, contents]) => {
        const { outputFiles } = await build({
          stdin: { contents, resolveDir: root },
          bundle: true,
          write: false,
          minify: true,
          define: { 'process.env.NODE_ENV': '"production"' },
        });
        return [name, outputFiles[0]?.text ?? ''] as const;
      }),
    ),
  );
