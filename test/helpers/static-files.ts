// The files of a directory as a route of an origin.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { Route } from './origin.ts';

const contentTypes: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html;charset=utf-8',
  '.js': 'text/javascript;charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Serves the files of a directory under a prefix that ends in a slash; the route is `prefix*`. */
export const serveDirectory =
  (directory: string, prefix: string): Route =>
  async ({ path }) => {
    const file = normalize(decodeURIComponent(path.slice(prefix.length)));
    if (file.startsWith('..')) return { status: 404 };
    try {
      const body = await readFile(join(directory, file));
      return { body, headers: { 'content-type': contentTypes[extname(file)] ?? 'application/octet-stream' } };
    } catch {
      return { status: 404 };
    }
  };
