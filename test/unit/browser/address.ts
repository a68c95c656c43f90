// Where the test's page is.

/** Sets the address as if a document had been loaded from there: no event tells of it. */
export const setAddress = (url: string): void => {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
};
