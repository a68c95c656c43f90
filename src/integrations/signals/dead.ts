// Dead clicks: something that looks pressable was pressed, and for a second nothing happened.
import { listen, type Undo } from '../../browser/listen.ts';
import { together } from '../together.ts';
import { findPressable } from './pressable.ts';
import type { Add } from './tally.ts';

/** Longer than this, and a visitor's train of thought is broken: https://www.nngroup.com/articles/response-times-3-important-limits/ */
const patienceMs = 1_000;

/** A popover that opens changes nothing in the document: https://html.spec.whatwg.org/multipage/popover.html */
const answers = 'scroll focus blur submit reset invalid input change toggle visibilitychange';

/** An ordinary link is on its way, however slow. */
const leadsAway = (element: Element, { defaultPrevented }: Event) =>
  !defaultPrevented && /^(?!#|javascript:)/i.test(element.closest('a')?.getAttribute('href') ?? '#');

/** `href="#"` stands for a link that does nothing. */
const readAddress = () => location.href.replace(/#$/, '');

export const watchDeadClicks = (add: Add): Undo => {
  let pressed: Element | undefined;
  let address: string;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unlisten: Undo | undefined;

  /** It was answered, or the time is up. */
  const end = () => {
    pressed = undefined;
    observer.disconnect();
    unlisten = unlisten?.() as undefined;
  };
  const observer = new MutationObserver(end);

  return together(
    // Menus open when the button goes down, before there is a click. A press always gives focus, so that counts later.
    listen(window, 'pointerdown', ({ target }) => {
      if (timer) return;
      end();
      pressed = findPressable(target);
      address = readAddress();
      if (pressed)
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    }),
    listen(window, 'click', (event) => {
      if (timer || !pressed?.contains(event.target as Node)) return;
      unlisten = listen(window, answers, end);
      timer = setTimeout(() => {
        timer = undefined;
        if (pressed && readAddress() === address && !leadsAway(pressed, event)) add('dead_clicks');
        end();
      }, patienceMs);
    }),
    () => clearTimeout(timer),
    end,
  );
};
