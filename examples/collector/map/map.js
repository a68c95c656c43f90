// The journey map: asks for the picture when something arrives, and shows it.
import { watchFeed } from './feed.js';
import { drawFlow } from './flow-chart.js';
import { element } from './format.js';
import { drawFunnel } from './funnel-chart.js';
import {
  showBreakOffs,
  showConsents,
  showCounts,
  showFlowTable,
  showFunnelTable,
  showQuality,
  showVisits,
} from './lists.js';

const refreshMs = 700;
// Visits that fall silent turn from "here now" to "left" without any event.
const quietRefreshMs = 30_000;

const byId = (id) => document.getElementById(id);
const siteSelect = byId('site');
const darkScheme = matchMedia('(prefers-color-scheme: dark)');
let picture;
let timer;
let isAsking = false;

const showEmpty = ({ shopPath }) => {
  byId('empty-shop').hidden = !shopPath;
  byId('empty-tag').hidden = Boolean(shopPath);
  for (const link of document.querySelectorAll('[data-query]')) link.href = `${shopPath}${link.dataset.query}`;
  byId('tag').textContent =
    `<script async src="/etappe.shop.js"\n        data-endpoint="${location.origin}/e" data-site="my-shop"></script>`;
};

const showSites = (sites, chosen) => {
  byId('site-choice').hidden = sites.length < 2;
  const options = [['', 'all shops'], ...sites.map((site) => [site, site])];
  if (siteSelect.options.length === options.length) return;
  siteSelect.replaceChildren(
    ...options.map(([value, label]) => element('option', { value, selected: value === (chosen ?? '') }, label)),
  );
};

// A drawing is made anew only when its data, its room or the colours changed.
const drawn = new Map();
const drawOnce = (container, draw, data) => {
  const key = JSON.stringify([data, container.clientWidth, darkScheme.matches]);
  if (drawn.get(container) === key || container.clientWidth === 0) return;
  drawn.set(container, key);
  draw(container, data);
};

const draw = () => {
  if (!picture || picture.counts.pageViews + picture.counts.visits === 0) return;
  drawOnce(byId('flow'), drawFlow, picture.flow);
  drawOnce(byId('funnel'), drawFunnel, picture.funnel);
};

const show = () => {
  const { counts, funnel, breakOffs, flow, visits, quality, consents, sites, site } = picture;
  const isEmpty = counts.pageViews + counts.visits === 0;
  byId('empty').hidden = !isEmpty;
  byId('reading').hidden = true;
  byId('numbers').hidden = isEmpty;
  for (const section of document.querySelectorAll('[data-filled]')) section.hidden = isEmpty;
  showSites(sites, site);
  if (isEmpty) return showEmpty(picture);
  showCounts(byId('numbers'), counts);
  showQuality(byId('quality'), quality);
  showConsents(byId('consents'), consents);
  showFlowTable(byId('flow-table'), flow);
  showFunnelTable(byId('funnel-table'), funnel);
  showBreakOffs(byId('break-offs'), breakOffs);
  showVisits(byId('visits'), visits);
  draw();
};

const stateTexts = {
  live: 'Live',
  lost: 'Connection lost, trying again',
  unread: 'Numbers could not be read, trying again',
};
let streamState = 'lost';
const showState = (state) => {
  byId('status').dataset.state = state === 'live' ? state : 'lost';
  byId('status-text').textContent = stateTexts[state];
};
const onState = (state) => {
  streamState = state;
  showState(state);
};

const refresh = async () => {
  timer = undefined;
  if (isAsking) return refreshSoon();
  isAsking = true;
  try {
    const response = await fetch(`/journey/data?site=${encodeURIComponent(siteSelect.value)}`);
    if (!response.ok) throw new Error(`status ${response.status}`);
    picture = await response.json();
    showState(streamState);
    show();
  } catch {
    showState(streamState === 'live' ? 'unread' : 'lost');
  } finally {
    isAsking = false;
  }
};

const refreshSoon = () => {
  if (timer === undefined) timer = setTimeout(refresh, refreshMs);
};

siteSelect.addEventListener('change', refresh);
darkScheme.addEventListener('change', draw);
const sizes = new ResizeObserver(draw);
for (const id of ['flow', 'funnel']) sizes.observe(byId(id));
setInterval(() => document.hidden || refreshSoon(), quietRefreshMs);

// The header says what came last, for those who see only the top of the page.
const showLatest = ({ name, detail }) => {
  byId('latest').textContent = `· ${name.replaceAll('_', ' ')}${detail ? ` ${detail}` : ''}`;
};

watchFeed({
  list: byId('feed'),
  hint: byId('feed-empty'),
  siteOf: () => siteSelect.value,
  onItem: showLatest,
  onArrival: refreshSoon,
  onState,
});
refresh();
