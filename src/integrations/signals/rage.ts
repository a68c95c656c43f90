// Rage clicks: three clicks on one spot within a second.
import { listen, type Undo } from '../../browser/listen.ts';
import { findPressable } from './pressable.ts';
import type { Add } from './tally.ts';

const burstMs = 1_000;
const spotPixels = 30;

/** What is pressed often by people in a good mood: steps of a quantity, pages of a gallery. */
const repeated = /plus|minus|qty|quant|menge|crease|next|prev|slide|arrow/i;

/** By its own tag; or it says no more than + or −, or is an icon. */
const isRepeated = ({ outerHTML, textContent }: Element) =>
  repeated.test(outerHTML.split('>')[0] as string) || !textContent?.trim()[1];

export const watchRage = (add: Add): Undo => {
  let first: MouseEvent | undefined;
  let clicks: number;
  return listen(window, 'click', (event) => {
    const { detail, clientX, clientY, timeStamp, target } = event as MouseEvent;
    // A key that is held down, and a script, make clicks as well: those have no count.
    if (!detail) return;
    const isSameSpot =
      first &&
      timeStamp - first.timeStamp < burstMs &&
      Math.hypot(clientX - first.clientX, clientY - first.clientY) < spotPixels;
    if (!isSameSpot) {
      first = event as MouseEvent;
      clicks = 0;
    }
    clicks++;
    if (clicks !== 3) return;
    // Three clicks on a text mark it, and mean nothing else.
    const pressed = findPressable(target);
    if (pressed && !isRepeated(pressed)) add('rage_clicks');
  });
};
