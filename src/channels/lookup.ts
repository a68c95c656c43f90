// Which site a host or a source name is: the table first, then what the host's labels say.
import { hostsByKind, type Kind, namesByKind } from './hosts.ts';

export interface Site {
  /** The brand (`google`, `facebook`) when the host is what the brand is known for, else the host (`gemini.google.com`). */
  name: string;
  kind: Kind;
}

type Rule = readonly [Kind, RegExp];

// What a sub-domain calls itself says more than whose it is: search.aol.com, mail.yahoo.com, suche.web.de; not research.
const labelRules: readonly Rule[] = [
  ['email', /mail|^(?:outlook|owa|roundcube|messagerie\w*|poczta)$/],
  // A search for jobs, homes or partners is none: it finds what its own site offers.
  ['search', /(?:^|[^e]|[^r]e)search|^suche|^websuche$|recherche|ricerca|^busca|pesquisa|hledani|^zoek|^szukaj|^searx/],
  ['social', /^(?:social|mastodon|mstdn|lemmy|pixelfed|misskey)$/],
  ['ai', /gpt|^copilot$/],
  ['paid', /^(?:ads?\d*|adserver|adclick|pubads|servedby)$/],
];

// The same for a registered domain. United Internet's mailers (GMX, WEB.DE, 1&1) send their links through deref-….
const domainRules: readonly Rule[] = [
  ['email', /^deref-/],
  ['search', /(?:^|[^e]|[^r]e)search\.|^search(?!engine|metrics)|^(?:web|netz|meta)?suche\.|suchmaschine\.|^searx/],
  ['social', /\.social$|^(?:mastodon|mstdn|lemmy|feddit|pixelfed|misskey)/],
  ['video', /^peertube/],
  ['ai', /gpt/],
];

// Second levels under which countries register names: co.uk, com.br, or.jp.
const secondLevel = /^(?:com?|org|net|ac|gov?|gob|edu|ltd|plc|ne|or)$/;

const toMap = (wordsByKind: Partial<Record<Kind, string>>): Map<string, Kind> => {
  const kinds = new Map<string, Kind>();
  for (const [kind, words] of Object.entries(wordsByKind)) {
    for (const word of words.trim().split(/\s+/)) kinds.set(word, kind as Kind);
  }
  return kinds;
};

const hosts = toMap(hostsByKind);
const names = toMap(namesByKind);
for (const [host, kind] of hosts) {
  const brand = /^=?([^.]{4,})\.[^.]+$/.exec(host)?.[1];
  if (brand && !names.has(brand)) names.set(brand, kind);
}

const first = <In, Out>(list: readonly In[], find: (entry: In) => Out | undefined): Out | undefined => {
  for (const entry of list) {
    const found = find(entry);
    if (found !== undefined) return found;
  }
  return undefined;
};

const kindByRule = (rules: readonly Rule[], text: string): Kind | undefined =>
  rules.find(([, rule]) => rule.test(text))?.[0];

function findHost(host: string): Site | undefined {
  const labels = host.split('.');
  const suffix = labels.length > 2 && labels.at(-1)?.length === 2 && secondLevel.test(labels.at(-2) ?? '') ? 2 : 1;
  const below = labels.slice(0, -suffix - 1);
  const entry = (start: number, mark = ''): Kind | undefined =>
    hosts.get(mark + labels.slice(start).join('.')) ?? hosts.get(`${mark}${labels.slice(start, -suffix).join('.')}.*`);
  // A portal's country and mobile editions are the portal: de.yahoo.com, m.mail.ru.
  const home = below.length === 1 && /^(?:m|mobile|www\d*|[a-z]{2})$/.test(below[0] ?? '') ? 1 : 0;
  const kind =
    entry(0) ??
    entry(home, '=') ??
    first(below, (label) => kindByRule(labelRules, label)) ??
    first([...below.keys()], (start) => entry(start + 1)) ??
    kindByRule(domainRules, labels.slice(-suffix - 1).join('.'));
  const brand = labels.at(-suffix - 1) ?? host;
  const isBrand = (entry(below.length) ?? entry(below.length, '=')) === kind;
  return kind && { name: isBrand ? brand : host, kind };
}

// An app's package name is a host read backwards, or has the brand as a word of its own: com.slack, org.telegram.messenger.
// A host that ends in a brand, such as blog.google, is none, and a portal's other apps are something else than the portal.
function findApp(name: string): Site | undefined {
  if (!/^(?:[a-z]{2}|com|org|net|app|xyz)\./.test(name)) return undefined;
  const words = name.split(/[._]/).reverse();
  const backwards = words.join('.');
  const site = findHost(backwards);
  if (site) return site.name === backwards ? { ...site, name } : site;
  const brand = /^(?:com|org|net|io|app|ai|de|me|tv)\./.test(name)
    ? words.find((word) => names.has(word) && !hosts.has(`=${word}.*`))
    : undefined;
  const kind = brand && names.get(brand);
  return brand && kind ? { name: brand, kind } : undefined;
}

/** The site of a host or an app's package name; `undefined` when neither table nor labels know it. */
export const siteOfHost = (host: string): Site | undefined => findHost(host) ?? findApp(host);

/** The site that a campaign's source names: a host, a brand, or a usual short name; spelling is free. */
export function siteOfSource(source: string): Site | undefined {
  const name = source.toLowerCase().replace(/^(?:https?:\/\/)?(?:www\.)?/, '');
  const kind = names.get(name.replace(/[\s_-]/g, ''));
  return kind ? { name, kind } : name.includes('.') ? siteOfHost(name.replace(/[/?#:].*/, '')) : undefined;
}
