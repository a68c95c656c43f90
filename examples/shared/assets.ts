// Files that are served as they are: read once, compressed once, checked by ETag.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  map: 'application/json; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
};

const typeOf = (name: string) => types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';

/**
 * Serves a file or a text under `path`.
 * @param source a file's URL, or the text itself; the path's ending says the content type, `.html` without one
 */
export const serveAsset = (server: FastifyInstance, path: string, source: URL | string): void => {
  const plain = typeof source === 'string' ? Buffer.from(source) : readFileSync(source);
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  const type = typeOf(/\.\w+$/.test(path) ? path : '.html');
  let compressed: Buffer | undefined;
  server.get(path, async (request, reply) => {
    reply.headers({ 'content-type': type, etag, 'cache-control': 'no-cache', vary: 'accept-encoding' });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    if (!/\bbr\b/.test(String(request.headers['accept-encoding']))) return reply.send(plain);
    compressed ??= brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    return reply.header('content-encoding', 'br').send(compressed);
  });
};
