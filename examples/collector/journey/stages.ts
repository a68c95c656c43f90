// The same journeys by stage: how many visits came how far on the ladder, from where, and what stopped them there.
import { journeyStage, type Stage } from 'etappe/stage';
import { type Leaving, rankReasons } from './leaving.ts';

export const stages: readonly Stage[] = [
  'awareness',
  'consideration',
  'purchase',
  'post-purchase',
  'loyalty',
  'advocacy',
];

/** What decides about the stage, as the database gives it. */
export interface StageFacts {
  /** Events of the visit beside page views, purchases and refunds, each once. */
  names: readonly string[];
  /** Visits so far, this one included; 2 stands for more. */
  visits: number;
  /** Purchases before this visit and in it; 2 stands for more. */
  earlier: number;
  ordered: number;
  /** Something followed the purchase. */
  wentOn: boolean;
}

export interface StageRow {
  stageKey: string;
  channel: string;
  device: string;
  visits: number;
}

export interface StageCount {
  stage: Stage;
  mobile: number;
  desktop: number;
  /** Where they came from, the most frequent first. */
  channels: { channel: string; visits: number }[];
  /** Visits that ended here without a purchase, and the most frequent signs of why. */
  left: number;
  reasons: { reason: string; visits: number }[];
}

const maxNamed = 3;

/** The order of events matters to the ladder only around a purchase, so the facts make up for the list of them. */
export const stageOf = ({ names, visits, earlier, ordered, wentOn }: StageFacts): Stage => {
  const told = [...names, ...Array<string>(ordered).fill('purchase'), ...(wentOn ? ['page_view'] : [])];
  return journeyStage(
    told.map((name) => ({ name })),
    { visits, purchases: earlier + ordered },
  );
};

export const stageQuestion = `
  SELECT stage_key AS "stageKey", channel, device, count(*) AS visits FROM visit GROUP BY ALL`;

/** All six stages in their order, also those that nobody has reached. */
export const toStages = (rows: readonly StageRow[], leaving: readonly Leaving[]): StageCount[] => {
  const known = new Map<string, Stage>();
  const stageOfKey = (key: string) => {
    const stage = known.get(key) ?? stageOf(JSON.parse(key) as StageFacts);
    known.set(key, stage);
    return stage;
  };
  return stages.map((stage) => {
    const here = rows.filter(({ stageKey }) => stageOfKey(stageKey) === stage);
    const gone = leaving.filter(({ stageKey }) => stageOfKey(stageKey) === stage);
    const channels = new Map<string, number>();
    for (const { channel, visits } of here) channels.set(channel, (channels.get(channel) ?? 0) + visits);
    const count = (isMobile: boolean) =>
      here.reduce((total, { device, visits }) => total + ((device === 'mobile') === isMobile ? visits : 0), 0);
    return {
      stage,
      mobile: count(true),
      desktop: count(false),
      channels: [...channels]
        .sort(([a, countA], [b, countB]) => countB - countA || a.localeCompare(b))
        .slice(0, maxNamed)
        .map(([channel, visits]) => ({ channel, visits })),
      left: gone.filter(({ index }) => index < 0).reduce((total, { visits }) => total + visits, 0),
      reasons: rankReasons(gone)
        .slice(0, maxNamed)
        .map(({ reason, mobile, desktop }) => ({ reason, visits: mobile + desktop })),
    };
  });
};
