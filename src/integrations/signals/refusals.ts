// Fields that validation refused, and the field touched last: names only.
import { listen, type Undo } from '../../browser/listen.ts';
import type { Signals, Tracker } from '../../types.ts';
import { together } from '../together.ts';
import { toFieldName } from './fields.ts';

/** What shops mark a refused field with; WooCommerce and PrestaShop mark what is around it. */
const marks = '[aria-invalid=true],.is-invalid,.mage-error,.woocommerce-invalid *,.has-error *';

/** More names than this are one refusal of everything. */
const maxNames = 10;
/** Scripts ask several times whether one attempt is valid. */
const attemptMs = 1_000;

export const watchRefusals = (found: Signals, tracker: Tracker): Undo => {
  const refusedAt = new WeakMap<Element, number>();
  /** What a script or the server has refused is marked, and counts once: it has no time. */
  const refuse = (field: Element, at = 0) => {
    if ((refusedAt.get(field) as number) + attemptMs > at) return;
    refusedAt.set(field, at);
    const name = toFieldName(field);
    const { refused_fields: refused = {} } = found;
    if (name && !Object.keys(refused)[maxNames - 1])
      found.refused_fields = { ...refused, [name]: (+(refused[name] as number) || 0) + 1 };
  };
  return together(
    listen(document, 'invalid focusin', ({ type, target, timeStamp }) => {
      const field = target as Element;
      const last_field = toFieldName(field);
      if (type === 'invalid') refuse(field, timeStamp);
      else if (last_field) {
        found.last_field = last_field;
        // Whoever was refused comes back to the field, by hand or by the shop's script.
        if (field.matches(marks)) refuse(field);
      }
    }),
    tracker.on('leave', () => {
      for (const field of document.querySelectorAll(marks)) refuse(field);
    }),
  );
};
