// What an owner may ask of a running collector: DELETE /visitors/<id>, with a token that only they know.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { forgetVisitor } from './forget.ts';
import type { Store } from './store.ts';

export interface OwnerOptions {
  store: Store;
  ownerToken: string;
  /** Called when events were deleted, before the answer. */
  onForgotten?: (() => Promise<void>) | undefined;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

export const ownerRoutes: FastifyPluginAsync<OwnerOptions> = async (server, { store, ownerToken, onForgotten }) => {
  const expected = digest(`Bearer ${ownerToken}`);

  server.addHook('onRequest', async (request, reply) => {
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return;
    return reply.code(401).header('www-authenticate', 'Bearer').send({ reason: 'The owner token is missing or wrong' });
  });

  server.delete<{ Params: { visitor: string } }>('/visitors/:visitor', async (request) => {
    const deletedEvents = await forgetVisitor(store, request.params.visitor);
    await onForgotten?.();
    return { deletedEvents };
  });
};
