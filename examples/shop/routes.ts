// The shop's routes: every page in two languages, its forms, its pictures and scripts.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { serveAsset } from '../shared/assets.ts';
import { countPieces, fillLines } from './cart.ts';
import { products } from './catalogue.ts';
import type { Push } from './datalayer.ts';
import { type Language, languages, preferredLanguage } from './language.ts';
import { type Content, renderPage } from './layout.ts';
import { messagePage } from './pages/service.ts';
import { type Page, type Place, pathTo, readPath } from './paths.ts';
import { drawHills, drawProduct, picturePath } from './pictures.ts';
import { readPage } from './read-pages.ts';
import { createSessions, type Session } from './sessions.ts';
import type { Form } from './submission.ts';
import { submits } from './submit-pages.ts';
import { texts } from './texts.ts';

const packageFile = (name: string) => new URL(import.meta.resolve(name));
const builtFile = (name: string) => new URL(`../../dist/${name}`, import.meta.url);

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#3f5a3a"/><path d="M13 27c1-6 7-6 6-10s-6-3-5-7 4-3 4-5" fill="none" stroke="#f4c97a" stroke-width="3" stroke-linecap="round"/></svg>';

const languageOf = (path: string): Language | undefined =>
  languages.find((language) => path.startsWith(`/${language}/`));
const pathOf = ({ url }: FastifyRequest) => url.split('?', 1)[0] as string;

/** A form that another site sent: browsers say so, and such a one is refused. */
const isForeign = ({ headers }: FastifyRequest) => headers['sec-fetch-site'] === 'cross-site';

export const shopRoutes: FastifyPluginAsync = async (server) => {
  const sessions = createSessions();

  serveAsset(server, '/icon.svg', icon);
  serveAsset(server, '/pictures/hills.svg', drawHills());
  for (const { sku, variants } of products) {
    for (const { id, colour } of variants) serveAsset(server, picturePath(sku, id), drawProduct(sku, colour) ?? icon);
  }
  for (const file of ['shop.css', 'shop.js', 'consent.js'])
    serveAsset(server, `/${file}`, new URL(`client/${file}`, import.meta.url));
  serveAsset(server, '/klaro.js', packageFile('klaro/dist/klaro-no-css.js'));
  serveAsset(server, '/klaro.css', packageFile('klaro/dist/klaro.min.css'));
  serveAsset(server, '/etappe.shop.js', builtFile('etappe.shop.js'));
  serveAsset(server, '/etappe.shop.js.map', builtFile('etappe.shop.js.map'));

  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );

  const show = (
    reply: FastifyReply,
    place: Place,
    session: Session | undefined,
    content: Content,
    pushes: readonly Push[] = [],
  ) => {
    // What a redirect left behind comes first: it happened first.
    const all = [...(session?.pushes.splice(0) ?? []), ...pushes];
    reply.headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-cache' });
    return reply.send(renderPage({ ...place, session, pushes: all }, content));
  };

  const showNothing = (reply: FastifyReply, language: Language, status: number) => {
    const { notFoundTitle, notFoundText, failedTitle, failedText } = texts[language];
    const content =
      status === 404
        ? messagePage(language, notFoundTitle, notFoundText)
        : messagePage(language, failedTitle, failedText);
    reply.code(status);
    return show(reply, { language, page: { name: 'home' } }, undefined, content);
  };

  server.get('/', async (request, reply) => {
    // The query comes along: campaign parameters must survive the redirect.
    const query = request.url.slice(pathOf(request).length);
    const language = preferredLanguage(request.headers['accept-language']);
    return reply.header('vary', 'accept-language').redirect(`/${language}/${query}`);
  });

  const get = async (request: FastifyRequest, reply: FastifyReply) => {
    const place = readPath(pathOf(request));
    if (!place)
      return showNothing(reply, languageOf(request.url) ?? preferredLanguage(request.headers['accept-language']), 404);
    const { language, page } = place;
    const session = sessions.find(request.headers.cookie);
    const { q } = request.query as { q?: unknown };
    const reading = readPage(page, language, session, typeof q === 'string' ? q.trim().slice(0, 80) : '');
    if ('instead' in reading) return reply.redirect(pathTo(language, { name: reading.instead }), 303);
    return show(reply, place, session, reading.content, reading.pushes);
  };

  const post = async (request: FastifyRequest, reply: FastifyReply) => {
    const place = readPath(pathOf(request));
    const submit = place && Object.hasOwn(submits, place.page.name) ? submits[place.page.name] : undefined;
    if (!place || !submit) return showNothing(reply, languageOf(request.url) ?? 'en', 404);
    if (isForeign(request) || !(request.body instanceof URLSearchParams))
      return showNothing(reply, place.language, 400);
    const fields = request.body;
    const form: Form = (name) => fields.get(name) ?? '';
    const session = sessions.find(request.headers.cookie) ?? sessions.create();
    const submission = submit(form, session, place.language);
    // Essential, and only for those who have something in the basket.
    if (session.lines.length > 0 || session.order) reply.header('set-cookie', sessions.toCookie(session));
    if ('content' in submission) {
      reply.code(submission.isRefusal ? 422 : 200);
      return show(reply, place, session, submission.content, submission.pushes);
    }
    const { to, added } = submission;
    if (added && request.headers.accept?.includes('application/json')) {
      return { count: countPieces(fillLines(session.lines)), name: added.name, push: added.push };
    }
    if (added) session.pushes.push(added.push);
    return reply.redirect(pathTo(place.language, { name: to } as Page), 303);
  };

  for (const language of languages) {
    server.get(`/${language}`, (_request, reply) => reply.redirect(`/${language}/`, 301));
    server.get(`/${language}/*`, get);
    server.post(`/${language}/*`, post);
  }

  server.setNotFoundHandler((request, reply) =>
    showNothing(reply, languageOf(request.url) ?? preferredLanguage(request.headers['accept-language']), 404),
  );
  server.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) =>
    showNothing(reply, languageOf(request.url) ?? 'en', error.statusCode ?? 500),
  );
};
