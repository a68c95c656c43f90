// Which requests a page has made by script. Only their addresses: no body of anybody's request is touched.
import type { Undo } from '../../browser/listen.ts';

/** Runs after the answer of each request that a script made, whatever its status. */
export const onRequest = (listener: (url: string) => void): Undo => {
  const observer = new PerformanceObserver((list) => {
    for (const { name, initiatorType } of list.getEntries() as PerformanceResourceTiming[])
      if (/^(xmlh|fetch)/.test(initiatorType)) listener(name);
  });
  observer.observe({ entryTypes: ['resource'] });
  return () => observer.disconnect();
};
