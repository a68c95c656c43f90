// Events that a page declares by `data-etappe-*` attributes, where a shop has no script of its own.
import { listen, type Undo } from '../../browser/listen.ts';
import type { Params } from '../../types.ts';
import { whenLoaded } from '../loaded.ts';
import { together } from '../together.ts';
import type { Report } from './sightings.ts';

const item = '[data-etappe-item-id],[data-etappe-item-name]';

/** `data-etappe-item-id` is `item_id`. */
const toParams = ({ attributes }: Element): Params => {
  const params: Params = {};
  for (const { name, value } of attributes) params[`${name.split('data-etappe-')[1]}`.replace(/-/g, '_')] = value;
  return params;
};

/**
 * `data-etappe-event` tells its event when the element is used: a form when it is sent, a choice when it is made,
 * anything else when it is clicked. `data-etappe-page-event` tells it when the page has been loaded.
 * The products are those inside the element, or else the one around it.
 */
export const watchAttributes = (report: Report): Undo => {
  const tell = (element: HTMLElement, name: string | undefined) => {
    const inside = [...element.querySelectorAll<HTMLElement>(item)];
    const items = inside[0] ? inside : [element.closest<HTMLElement>(item)];
    report('attributes', name as string, { ...toParams(element), items: items.map((each) => each && toParams(each)) });
  };
  const tellPage = () => {
    for (const element of document.querySelectorAll<HTMLElement>('[data-etappe-page-event]'))
      tell(element, element.dataset.etappePageEvent);
  };
  return together(
    whenLoaded(tellPage),
    listen(document, 'click submit change', ({ type, target }) => {
      const element = (target as Element).closest<HTMLElement>('[data-etappe-event]');
      if (element && ({ FORM: 'submit', SELECT: 'change' }[element.tagName] ?? 'click') === type)
        tell(element, element.dataset.etappeEvent);
    }),
  );
};
