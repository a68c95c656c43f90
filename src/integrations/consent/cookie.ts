// A consent manager's own cookie, for those whose decision can be read nowhere else.

/** The decoded value; `''` when there is none. Throws on broken percent-encoding. */
export const readCookie = (name: string): string =>
  decodeURIComponent(`; ${document.cookie}`.split(`; ${name}=`)[1]?.split(';')[0] ?? '');
