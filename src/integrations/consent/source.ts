// What a consent source is: how it is found, heard and read. Types only.

/** Keeps what is told for `read`, which follows at once. */
export type Tell<Told> = (told?: Told | null) => void;

/** What is known of a decision beside its answers; the time in epoch milliseconds. */
export interface Evidence {
  id?: string | undefined;
  version?: string | number | undefined;
  at?: number | undefined;
}

/** One source of decisions. Whatever throws in it means: it is on the page, and undecided. */
export interface ConsentSource<Api = unknown, Told = unknown> {
  /** Goes into every batch as the source of the decision. */
  name: string;
  /** The global that it is read from; without it, the source is not on the page. */
  global: string;
  /** Its own keys of analytics and marketing, where it decides per category. */
  keys?: readonly [analytics: string, marketing: string];
  /** DOM events of window or document that tell of a change, separated by spaces; the last one is what was told. */
  events?: string;
  /** Others work through it: it grants only where no source before it is on the page. */
  isShared?: boolean;
  /** The decision about `key`; anything but a boolean means undecided. */
  read(api: Api, key: string, told?: Told | null): unknown;
  /** Subscribes where there is no DOM event; called once, as soon as it does not throw. Returns its undo. */
  subscribe?(api: Api, tell: Tell<Told>): (() => void) | undefined;
  evidence?(api: Api, told?: Told | null): Evidence | undefined | null | false;
}

export interface ConsentOptions {
  /** Key of our service, where the manager decides per service; of a lone source, its category. @default 'etappe' */
  key?: string;
  /** The same for marketing. @default the key followed by `-marketing` */
  marketingKey?: string;
}
