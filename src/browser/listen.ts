// Adding listeners that can all be taken away again.

export type Undo = () => void;

/** Capture: a page that stops propagation cannot hide its own life from us. Passive: we never prevent anything. */
const options = { capture: true, passive: true };

/** @param types event names, separated by spaces */
export const listen = (target: EventTarget, types: string, listener: (event: Event) => void): Undo => {
  const undos = types.split(' ').map((type) => {
    target.addEventListener(type, listener, options);
    return () => target.removeEventListener(type, listener, options);
  });
  return () => {
    for (const undo of undos) undo();
  };
};
