// Which page is shown: the address's path, changed by links, by the shop itself and by the back button.
let path = $state(location.pathname);

addEventListener('popstate', () => {
  path = location.pathname;
});

export const readPath = (): string => path;

export const navigate = (to: string): void => {
  history.pushState(null, '', to);
  path = to;
};

/** For links of this shop, which would load a document. A click with a key held down is the browser's. */
export const follow = (event: MouseEvent): void => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate((event.currentTarget as HTMLAnchorElement).pathname);
};
