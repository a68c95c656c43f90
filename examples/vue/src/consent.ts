// The visitor's answer to the banner: kept in this browser, told to the tracker at the start and on each change.
import { tracker } from './tracker.ts';

export type Answer = 'yes' | 'no';

const tell = (answer: Answer) =>
  tracker.consent({ analytics: answer === 'yes', marketing: answer === 'yes', source: 'banner' });

export const readAnswer = (): Answer | null => localStorage.getItem('consent') as Answer | null;

export const decide = (answer: Answer): void => {
  localStorage.setItem('consent', answer);
  tell(answer);
};

/** Calling it again does nothing new. */
export const startTracking = (): void => {
  tracker.start();
  const answer = readAnswer();
  if (answer) tell(answer);
};
