// Forms that ask for a person: begun, sent, given up. Names only, never a value.
import { listen } from '../browser/listen.ts';
import type { Integration } from '../types.ts';
import { whileAllowed } from './signals/allowed.ts';
import { toFieldName, toPlainName } from './signals/fields.ts';
import { together } from './together.ts';

const mark = 'data-etappe-lead';

/** A search, a quantity and a choice of colour are forms to nobody but the browser. */
const personal = 'textarea,[type=email],[type=tel],[type=password]';

interface Filling {
  /** Where it was begun. */
  path: string;
  last_field?: string | undefined;
  isSent?: boolean;
  isLead?: boolean;
}

/**
 * Tracks `form_start` at the first input, `form_submit`, and `form_abandon` when a page is left with a form begun and
 * not sent. A form with `data-etappe-lead="newsletter"` is also a `generate_lead`, once per page view.
 */
export const forms = (): Integration => (tracker) =>
  whileAllowed(tracker, () => {
    const fillings = new Map<HTMLFormElement, Filling>();

    const tell = (name: string, form: HTMLFormElement) => {
      // Not form.name: a field that is called name would answer.
      const readName = (key: string) => toPlainName(form.getAttribute(key));
      tracker.track<string>(name, {
        form_id: readName('id'),
        form_name: readName('name'),
        last_field: fillings.get(form)?.last_field,
      });
    };
    /** @param path of the page that is shown now; none when it is left */
    const abandon = (path?: string) => {
      for (const [form, filling] of fillings) {
        if (filling.path === path) continue;
        if (!filling.isSent) tell('form_abandon', form);
        fillings.delete(form);
      }
    };

    return together(
      listen(document, 'focusin input change submit', ({ type, target }) => {
        const isSent = type === 'submit';
        const form = isSent ? (target as HTMLFormElement) : (target as HTMLInputElement).form;
        if (!form) return;
        const before = fillings.get(form);
        const lead_source = form.getAttribute(mark);
        // Focus comes to some forms by itself.
        if (!before && (type === 'focusin' || (lead_source === null && !form.querySelector(personal)))) return;
        const filling = before ?? { path: location.pathname };
        const name = toFieldName(target);
        if (name) filling.last_field = name;
        if (type !== 'focusin') filling.isSent = isSent;
        fillings.set(form, filling);
        if (isSent) tell('form_submit', form);
        else if (!before) tell('form_start', form);
        if (isSent && lead_source && !filling.isLead) {
          filling.isLead = true;
          tracker.track('generate_lead', { lead_source });
        }
      }),
      listen(window, 'pagehide', () => abandon()),
      // When the totals of a view are told, the next view of a single-page app has its address already.
      tracker.on('leave', () => abandon(location.pathname)),
    );
  });
