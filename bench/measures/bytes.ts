// How many bytes the script is that a page must load.
import { brotliCompressSync, constants } from 'node:zlib';

export interface Bytes {
  raw: number;
  brotli: number;
}

export const measureBytes = (code: string): Bytes => ({
  raw: Buffer.byteLength(code),
  brotli: brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
});
