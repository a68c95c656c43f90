// Events that a page declares by `data-etappe-*` attributes, where a shop has no script of its own.
import { listen, type Undo } from '../../browser/listen.ts';
import type { Params } from '../../types.ts';
import type { Report } from './sightings.ts';

const item = '[data-etappe-item-id],[data-etappe-item-name]';

/** What tells its event when it is used, and how; all else tells it when the page is loaded. */
const uses: Record<string, string> = { A: 'click', BUTTON: 'click', INPUT: 'click', FORM: 'submit', SELECT: 'change' };

/** `data-etappe-item-id` is `item_id`. */
const toParams = ({ dataset }: HTMLElement): Params => {
  const params: Params = {};
  for (const key in dataset)
    params[
      key
        .slice(6)
        .replace(/\B[A-Z]/g, '_$&')
        .toLowerCase()
    ] = dataset[key];
  return params;
};

/** Observes declared events: at once those of a parsed page, later those of links, buttons and forms. */
export const watchAttributes = (report: Report): Undo => {
  const tell = (element: HTMLElement | null, use?: string) => {
    if (!element || uses[element.tagName] !== use) return;
    const inside = [...element.querySelectorAll<HTMLElement>(item)];
    const around = element.closest<HTMLElement>(item);
    const items = inside[0] || !around ? inside : [around];
    report('attributes', `${element.dataset.etappeEvent}`, { ...toParams(element), items: items.map(toParams) });
  };
  const undos = [
    listen(document, 'click submit change', ({ type, target }) =>
      tell((target as Element).closest<HTMLElement>('[data-etappe-event]'), type),
    ),
    listen(window, 'load', () => {
      for (const element of document.querySelectorAll<HTMLElement>('[data-etappe-event]')) tell(element);
    }),
  ];
  return () => {
    for (const undo of undos) undo();
  };
};
