// The journey map: asks for the picture when something arrives, and shows it.
import { createAsker } from './ask.js';
import { drawChannels, showChannelTable } from './channel-chart.js';
import { drawCredits, showCreditTable } from './credit-chart.js';
import { watchFeed } from './feed.js';
import { createFilters } from './filters.js';
import { drawFlow } from './flow-chart.js';
import { drawFunnel } from './funnel-chart.js';
import { showBreakOffs, showConsents, showFlowTable, showFunnelTable, showVisits } from './lists.js';
import { showCounts, showQuality } from './numbers.js';
import { drawReasons, hasReasons, showReasonTable, showStepChoice } from './reasons.js';
import { drawStages, showStages } from './stages.js';
import { drawTimeline, showTimelineTable } from './time-chart.js';
import { drawVitals, showVitalTable } from './vitals.js';

// Visits that fall silent turn from "here now" to "left" without any event.
const quietRefreshMs = 30_000;

const byId = (id) => document.getElementById(id);
const darkScheme = matchMedia('(prefers-color-scheme: dark)');
let picture;

const filters = createFilters({
  form: byId('filters'),
  onChange: () => {
    restartFeed();
    refresh();
  },
});
const chosenFlow = () => picture[byId('flow-by').querySelector(':checked').value];

const showEmpty = ({ shopPath }) => {
  byId('empty-shop').hidden = !shopPath;
  byId('empty-tag').hidden = Boolean(shopPath);
  for (const link of document.querySelectorAll('[data-query]')) link.href = `${shopPath}${link.dataset.query}`;
  byId('tag').textContent =
    `<script async src="/etappe.shop.js"\n        data-endpoint="${location.origin}/e" data-site="my-shop"></script>`;
};

/** What is asked for may have nothing while something has arrived. */
const hasNothing = () => picture.counts.pageViews + picture.counts.visits === 0;

const showNoMatch = () => {
  const isFiltered = Object.keys(filters.value()).some((name) => name !== 'bots');
  byId('no-match-filtered').hidden = !isFiltered;
  byId('no-match-bots').hidden = isFiltered;
  byId('no-match').querySelector('[data-reset]').hidden = !isFiltered;
  byId('no-match').querySelector('[data-bots]').hidden = filters.value().bots === '1';
};

// A drawing is made anew only when its data, its room or the colours changed.
const drawn = new Map();
const drawOnce = (container, draw, data) => {
  const { paper } = document.documentElement.dataset;
  const key = JSON.stringify([data, container.clientWidth, darkScheme.matches, paper]);
  if (drawn.get(container) === key || container.clientWidth === 0) return;
  drawn.set(container, key);
  draw(container, data);
};

/** A part that says in words when it has nothing to draw. */
const showIfAny = (id, hasAny) => {
  byId(`${id}-none`).hidden = hasAny;
  byId(id).hidden = !hasAny;
};

const draw = () => {
  if (!picture || hasNothing()) return;
  drawOnce(byId('flow'), drawFlow, chosenFlow());
  drawOnce(byId('time'), drawTimeline, picture.timeline);
  drawOnce(byId('stages'), drawStages, picture.stages);
  drawOnce(byId('funnel'), drawFunnel, picture.funnel);
  const chosen = byId('reasons-step').value;
  showIfAny('reasons', hasReasons(picture.reasons, chosen));
  drawOnce(byId('reasons'), drawReasons, { steps: picture.reasons, chosen });
  drawOnce(byId('channels'), drawChannels, picture.channels);
  showIfAny('credits', picture.attribution.length > 0);
  drawOnce(byId('credits'), drawCredits, picture.attribution);
  showIfAny('vitals', picture.vitals.length > 0);
  drawOnce(byId('vitals'), drawVitals, picture.vitals);
};

const show = () => {
  const isEmpty = hasNothing();
  const hasArrived = picture.sites.length > 0;
  byId('empty').hidden = !isEmpty || hasArrived;
  byId('no-match').hidden = !isEmpty || !hasArrived;
  byId('filters').hidden = !hasArrived;
  byId('reading').hidden = true;
  byId('numbers').hidden = isEmpty;
  for (const part of document.querySelectorAll('[data-filled]')) part.hidden = isEmpty;
  filters.offer(picture.choices);
  if (!hasArrived) return showEmpty(picture);
  if (isEmpty) return showNoMatch();
  showCounts(byId('numbers'), picture.counts, picture.now);
  showFlowTable(byId('flow-table'), chosenFlow());
  showTimelineTable(byId('time-table'), picture.timeline);
  showStages(byId('stages-table'), picture.stages);
  showFunnelTable(byId('funnel-table'), picture.funnel);
  showBreakOffs(byId('break-offs'), picture.breakOffs);
  showStepChoice(byId('reasons-step'), picture.reasons);
  showReasonTable(byId('reasons-table'), picture.reasons);
  showChannelTable(byId('channels-table'), picture.channels);
  showCreditTable(byId('credits-table'), picture.attribution);
  showVitalTable(byId('vitals-table'), picture.vitals);
  showVisits(byId('visits'), picture.visits);
  showQuality(byId('quality'), picture.quality);
  showConsents(byId('consents'), picture.consents);
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

const { refresh, refreshSoon } = createAsker({
  query: filters.query,
  onAnswer: (answer) => {
    picture = answer;
    showState(streamState);
    show();
  },
  onFailure: () => showState(streamState === 'live' ? 'unread' : 'lost'),
});

byId('flow-by').addEventListener('change', () => {
  showFlowTable(byId('flow-table'), chosenFlow());
  draw();
});
byId('reasons-step').addEventListener('change', draw);
darkScheme.addEventListener('change', draw);
const sizes = new ResizeObserver(draw);
for (const chart of document.querySelectorAll('.chart')) sizes.observe(chart);
setInterval(() => document.hidden || refreshSoon(), quietRefreshMs);

// Paper is light and narrower than most screens, and nobody can scroll it: the charts are drawn for it and back.
const setPaper = (isPaper) => {
  document.documentElement.toggleAttribute('data-paper', isPaper);
  draw();
};
addEventListener('beforeprint', () => setPaper(true));
addEventListener('afterprint', () => setPaper(false));

// The header says what came last, for those who see only the top of the page.
const showLatest = ({ name, detail }) => {
  byId('latest').textContent = `· ${name.replaceAll('_', ' ')}${detail ? ` ${detail}` : ''}`;
};

const restartFeed = watchFeed({
  list: byId('feed'),
  hint: byId('feed-empty'),
  path: () => `/journey/live${filters.value().bots ? '?bots=1' : ''}`,
  isWanted: ({ site, device }) => {
    const wanted = filters.value();
    return (!wanted.site || wanted.site === site) && (!wanted.device || wanted.device === device);
  },
  onItem: showLatest,
  onArrival: refreshSoon,
  onState,
});
refresh();
