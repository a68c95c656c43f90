// Whether the page is in sight and in focus, as a test wants it.

export interface Sight {
  isVisible?: boolean;
  isFocused?: boolean;
}

/** Sets what the document says, without any event. */
export const setSight = ({ isVisible = true, isFocused = isVisible }: Sight): void => {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => (isVisible ? 'visible' : 'hidden'),
  });
  Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => isFocused });
};

/** Hides or shows the page as engines do: the state first, then its event, which bubbles to window. */
export const changeSight = (isVisible: boolean): void => {
  setSight({ isVisible });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
};

/** The document says again what the test environment makes of it. */
export const resetSight = (): void => {
  for (const key of ['visibilityState', 'hasFocus']) Reflect.deleteProperty(document, key);
};
