// What is particular about a shop system. Types only.
import type { Cart } from '../../commerce/cart.ts';
import type { Report } from './sightings.ts';

export interface ShopFacts<Answer = unknown> {
  isHere(): unknown;
  /** Requests that may change the cart. */
  hint?: RegExp;
  /** The address of the cart's JSON, when there is a reason to ask. */
  url?(before: Cart | undefined, isHinted: boolean | undefined): string | false | undefined;
  /** The cart out of the answer, or out of the page where nothing was asked; `undefined` is not known, never empty. */
  toCart?(answer: Answer | undefined, before: Cart | undefined, mark: unknown): Cart | undefined;
  /** Changes with the cart. Taken before the cart is asked for: what changes meanwhile is a reason to ask again. */
  mark?(): unknown;
  /** For a shop that tells what happened instead of what is in the cart. Returns its undo. */
  listen?(report: Report): () => void;
}
