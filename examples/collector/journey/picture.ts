// Everything the journey map shows, read in one go: all its numbers are of the same moment.
import type { Store } from '../store.ts';
import { type ChannelCredit, type CreditRow, creditQuestion, toAttribution } from './attribution.ts';
import { base } from './base.ts';
import { channelOf } from './channel.ts';
import { type ChoiceRow, type Choices, choiceQuestion, siteQuestion, toChoices } from './choices.ts';
import { type Counts, countQuestions, type DeviceCounts, type Sales, toCounts } from './counts.ts';
import { type ChannelRow, type ChannelSides, channelQuestion, toChannelSides } from './devices.ts';
import { type Flow, type Path, pathQuestion, toFlow } from './flow.ts';
import {
  type BreakOff,
  breakOffQuestion,
  type FunnelStep,
  type Reach,
  reachQuestion,
  toBreakOffs,
  toFunnel,
} from './funnel.ts';
import { type Leaving, leavingQuestion, type StepReasons, toStepReasons } from './leaving.ts';
import { type ConsentCount, consentQuestion, type Quality, qualityQuestion, toConsents } from './quality.ts';
import { presentMs, type Scope, toBindings } from './scope.ts';
import { type StageCount, type StageRow, stageQuestion, toStages } from './stages.ts';
import {
  type Moment,
  type Now,
  nowQuestion,
  type Timeline,
  timelineQuestion,
  toBeginnings,
  toTimeline,
} from './timeline.ts';
import { readTouches, toSpan } from './touches.ts';
import { toVisits, type Visit, type VisitRow, visitQuestion } from './visits.ts';
import { toVitals, type Vital, type VitalRow, vitalQuestion } from './vitals.ts';

export interface Picture {
  site: string | null;
  sites: string[];
  choices: Choices;
  presentMs: number;
  now: Now;
  timeline: Timeline;
  counts: Counts;
  stages: StageCount[];
  funnel: FunnelStep[];
  breakOffs: BreakOff[];
  reasons: StepReasons[];
  channels: ChannelSides[];
  /** Beginning with source and medium, or with the channel. */
  flow: Flow;
  channelFlow: Flow;
  attribution: ChannelCredit[];
  vitals: Vital[];
  visits: Visit[];
  quality: Quality;
  consents: ConsentCount[];
}

interface Answers {
  devices: DeviceCounts[];
  pageViews: { count: number }[];
  sales: Sales[];
  choices: ChoiceRow[];
  now: Now[];
  timeline: Moment[];
  stages: StageRow[];
  reach: Reach[];
  breakOffs: BreakOff[];
  leaving: Leaving[];
  channels: ChannelRow[];
  paths: (Path & { channel: string })[];
  credits: CreditRow[];
  vitals: VitalRow[];
  visits: VisitRow[];
  quality: Quality[];
  consents: (ConsentCount & { events: number })[];
}

const questions: Record<keyof Answers, string> = {
  ...countQuestions,
  choices: choiceQuestion,
  now: nowQuestion,
  timeline: timelineQuestion,
  stages: stageQuestion,
  reach: reachQuestion,
  breakOffs: breakOffQuestion,
  leaving: leavingQuestion,
  channels: channelQuestion,
  paths: pathQuestion,
  credits: creditQuestion,
  vitals: vitalQuestion,
  visits: visitQuestion,
  quality: qualityQuestion,
  consents: consentQuestion,
};

// Each answer as one JSON text: what they all stand on is worked out once instead of once for each.
const everything = `${base} SELECT ${Object.entries(questions)
  .map(([name, question]) => `(SELECT to_json(list(answer)) FROM (${question}) AS answer) AS "${name}"`)
  .join(',\n')}`;

const readAnswers = async (store: Store, bindings: Parameters<Store['read']>[1]): Promise<Answers> => {
  const [row = {}] = await store.read<Record<string, string | null>>(everything, bindings);
  return Object.fromEntries(
    Object.keys(questions).map((name) => [name, JSON.parse(row[name] ?? '[]')]),
  ) as unknown as Answers;
};

/** The picture of what was asked for; of all shops, devices and times when nothing is. */
export const readPicture = async (store: Store, scope: Scope): Promise<Picture> => {
  const sites = (await store.read<{ site: string }>(siteQuestion)).map(({ site }) => site);
  const touches = await readTouches(store, scope);
  const span = toSpan(scope, touches);
  const beginnings = toBeginnings(span);
  const answers = await readAnswers(store, {
    ...toBindings(scope),
    channels: JSON.stringify(touches.map(({ key }) => ({ key, channel: channelOf(key) }))),
    beginnings: JSON.stringify(beginnings),
    minute_since: scope.now - 60_000,
  });
  return {
    site: scope.site ?? null,
    sites,
    choices: toChoices(sites, answers.choices),
    presentMs,
    now: answers.now[0] as Now,
    timeline: toTimeline(answers.timeline, beginnings, span.intervalMs),
    counts: toCounts(answers.devices, answers.pageViews[0]?.count ?? 0, answers.sales),
    stages: toStages(answers.stages, answers.leaving),
    funnel: toFunnel(answers.reach),
    breakOffs: toBreakOffs(answers.breakOffs),
    reasons: toStepReasons(answers.leaving),
    channels: toChannelSides(answers.channels),
    flow: toFlow(answers.paths),
    channelFlow: toFlow(answers.paths.map((path) => ({ ...path, touch: path.channel }))),
    attribution: toAttribution(answers.credits),
    vitals: toVitals(answers.vitals),
    visits: toVisits(answers.visits),
    quality: answers.quality[0] as Quality,
    consents: toConsents(answers.consents),
  };
};
