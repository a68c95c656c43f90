// What can be chosen in the filters: the shops, devices, channels and campaigns that there are in the time shown.

export interface Choice {
  value: string;
  visits: number;
}

export interface Choices {
  /** Every shop that has sent something, the most recently heard of first. */
  sites: string[];
  devices: Choice[];
  channels: Choice[];
  campaigns: Choice[];
}

/** A row of one choice; `kind` says which filter it belongs to. */
export type ChoiceRow = Choice & { kind: 'device' | 'channel' | 'campaign' };

const maxChoices = 50;

export const siteQuestion = 'SELECT site FROM batch GROUP BY site ORDER BY max(received_at) DESC LIMIT 50';

export const choiceQuestion = (['device', 'channel', 'campaign'] as const)
  .map(
    (kind) =>
      `(SELECT '${kind}' AS kind, ${kind} AS value, count(*) AS visits FROM anyone
        WHERE ${kind} IS NOT NULL GROUP BY ${kind} ORDER BY visits DESC LIMIT ${maxChoices})`,
  )
  .join(' UNION ALL ');

/** The most frequent first. */
export const toChoices = (sites: string[], rows: readonly ChoiceRow[]): Choices => {
  const pick = (wanted: ChoiceRow['kind']) =>
    rows
      .filter(({ kind }) => kind === wanted)
      .map(({ value, visits }) => ({ value, visits }))
      .sort((a, b) => b.visits - a.visits || a.value.localeCompare(b.value));
  return { sites, devices: pick('device'), channels: pick('channel'), campaigns: pick('campaign') };
};
