// What answers a posted form: a page to go to, or one to show.
import type { Push } from './datalayer.ts';
import type { Language } from './language.ts';
import type { Content } from './layout.ts';
import type { PlainPage } from './paths.ts';
import type { Session } from './sessions.ts';

export type Submission =
  /** Show the page `to` next. */
  | { to: PlainPage; added?: { name: string; push: Push } }
  /** Show this instead: what was typed, with what is wrong; or a thank-you. */
  | { content: Content; isRefusal: boolean; pushes?: readonly Push[] };

/** The fields of a posted form. A name that was not sent reads as an empty text. */
export type Form = (name: string) => string;

export type Submit = (form: Form, session: Session, language: Language) => Submission;
