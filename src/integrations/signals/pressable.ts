// What looks as if it could be pressed.

const pressable = 'a,button,[role=button],[type=submit],[type=button]';

/**
 * Their answer to a click is no change of the document: a value, a menu or a picture of their own, a telephone, a file.
 * Custom elements answer inside of their shadow, where nobody sees it from outside.
 */
const silent =
  'input:not([type=submit],[type=button]),select,textarea,label,video,canvas,[download],[href^=tel],[href^=mailto]';

/** The element that a click on `target` was meant for; `undefined` when it does not look pressable, or answers unseen. */
export const findPressable = (target: EventTarget | null): Element | undefined => {
  const element = target as Element;
  if (!element.closest || element.closest(silent) || element.tagName.includes('-')) return;
  // A cursor costs the style of one element, and no layout.
  return element.closest(pressable) ?? (getComputedStyle(element).cursor === 'pointer' ? element : undefined);
};
