// What a record gives up when a storage takes no text of its length: a cookie holds far less than localStorage.
import type { Touch } from '../types.ts';
import { stringify } from '../wire/stringify.ts';
import type { JourneyRecord } from './record.ts';

/** The most that it takes in a cookie, where other signs than letters and digits may take several. */
const lengthOf = (value: unknown): number => encodeURIComponent(stringify([value])).length;

/** What is shorter fits into every cookie: where that is not kept either, storing is forbidden. */
const fittingLength = 3000;

const halve = (touch: Touch): Touch =>
  Object.fromEntries(
    Object.entries(touch).map(([field, text]: [string, string]) => [
      field,
      text[9] ? text.slice(0, text.length / 2) : text,
    ]),
  ) as unknown as Touch;

const cut = ({ path, memory, ...rest }: JourneyRecord): JourneyRecord => {
  const [largest] = Object.keys(memory).sort((one, other) => lengthOf(memory[other]) - lengthOf(memory[one]));
  const [first, , ...later] = path;
  if (largest && !(later[0] && lengthOf(path) > lengthOf(memory))) {
    const { [largest]: _, ...others } = memory;
    return { ...rest, path, memory: others };
  }
  return { ...rest, path: first && later[0] ? [first, ...later] : path.map(halve), memory };
};

/**
 * A smaller record, or `undefined` when nothing more can go. The longer one of path and memory gives: the path its
 * oldest touch between the first and the last, the memory its largest value. At last the texts of touches are cut.
 */
export const shrinkRecord = (record: JourneyRecord): JourneyRecord | undefined => {
  const smaller = cut(record);
  const length = lengthOf(record);
  return length > fittingLength && lengthOf(smaller) < length ? smaller : undefined;
};
