// How Next builds and serves this shop.
import type { NextConfig } from 'next';

const config: NextConfig = {
  // Inlined into what the browser loads. The default is the collector of `npm run demo`.
  env: { ETAPPE_ENDPOINT: process.env.ETAPPE_ENDPOINT ?? 'http://127.0.0.1:4600/e' },
  // Else Turbopack takes the outermost folder with a lock file, which is the library's.
  turbopack: { root: import.meta.dirname },
};

export default config;
