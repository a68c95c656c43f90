// The river: from the touchpoint over landing page, product and checkout to the purchase, or to where visits end.

/** Visits that went the same way. */
export interface Path {
  /** Source and medium, referrer, or channel: whatever the picture begins with. */
  touch: string;
  landing: string;
  product: string | null;
  /** 0 nothing, 1 product, 2 cart, 3 address, 4 shipping, 5 payment, 6 purchase. */
  furthest: number;
  isPresent: boolean;
  visits: number;
}

export type FlowKind = 'touch' | 'landing' | 'product' | 'step' | 'purchase' | 'left' | 'present';

export interface FlowNode {
  /** Unique; what is shown is `label`. */
  id: string;
  label: string;
  kind: FlowKind;
  /** Column, from 0 at the left. */
  depth: number;
}

export interface Flow {
  nodes: FlowNode[];
  links: { source: string; target: string; visits: number }[];
}

const maxTouches = 6;
const maxProducts = 6;
const productDepth = 2;
const steps = [
  { furthest: 2, label: 'Cart', depth: 3 },
  { furthest: 3, label: 'Address', depth: 4 },
  { furthest: 4, label: 'Shipping', depth: 5 },
  { furthest: 5, label: 'Payment', depth: 6 },
];
const purchaseDepth = 7;

/** The labels with the most visits; the rest share one name, so that the picture stays readable. */
const keepLargest = (paths: readonly Path[], labelOf: (path: Path) => string | null, limit: number, rest: string) => {
  const sums = new Map<string, number>();
  for (const path of paths) {
    const label = labelOf(path);
    if (label !== null) sums.set(label, (sums.get(label) ?? 0) + path.visits);
  }
  const byVisits = [...sums].sort(([a, countA], [b, countB]) => countB - countA || a.localeCompare(b));
  const isFew = byVisits.length <= limit;
  const kept = new Set(byVisits.slice(0, isFew ? limit : limit - 1).map(([label]) => label));
  return (label: string) => (kept.has(label) ? label : rest);
};

const nodesOf = (path: Path, touch: string, product: string | null): FlowNode[] => {
  const way: FlowNode[] = [
    { id: `touch ${touch}`, label: touch, kind: 'touch', depth: 0 },
    { id: `landing ${path.landing}`, label: path.landing, kind: 'landing', depth: 1 },
  ];
  if (product !== null) way.push({ id: `product ${product}`, label: product, kind: 'product', depth: productDepth });
  for (const { furthest, label, depth } of steps) {
    if (path.furthest >= furthest) way.push({ id: `step ${label}`, label, kind: 'step', depth });
  }
  const last = way.at(-1) as FlowNode;
  if (path.furthest >= 6) way.push({ id: 'purchase', label: 'Purchase', kind: 'purchase', depth: purchaseDepth });
  else if (path.isPresent) {
    way.push({ id: `present ${last.depth}`, label: 'Here now', kind: 'present', depth: last.depth + 1 });
  } else way.push({ id: `left ${last.depth}`, label: 'Left', kind: 'left', depth: last.depth + 1 });
  return way;
};

const endings: readonly FlowKind[] = ['present', 'left'];

/** Column by column: what goes on before what ends, and the larger before the smaller. */
const sortNodes = (nodes: FlowNode[], links: Flow['links']) => {
  const visitsOf = ({ id }: FlowNode) =>
    links.reduce((total, { source, target, visits }) => total + (source === id || target === id ? visits : 0), 0);
  return nodes.sort(
    (a, b) =>
      a.depth - b.depth ||
      endings.indexOf(a.kind) - endings.indexOf(b.kind) ||
      visitsOf(b) - visitsOf(a) ||
      a.id.localeCompare(b.id),
  );
};

/** Paths to nodes and links. A visit passes every step before its furthest one, even where its event was lost. */
export const toFlow = (paths: readonly Path[]): Flow => {
  const touchName = keepLargest(paths, ({ touch }) => touch, maxTouches, 'Other touchpoints');
  const productName = keepLargest(paths, ({ product }) => product, maxProducts, 'Other products');
  const nodes = new Map<string, FlowNode>();
  const links = new Map<string, Flow['links'][number]>();
  for (const path of paths) {
    const way = nodesOf(path, touchName(path.touch), path.product === null ? null : productName(path.product));
    for (const [index, node] of way.entries()) {
      nodes.set(node.id, node);
      const before = way[index - 1];
      if (!before) continue;
      const key = JSON.stringify([before.id, node.id]);
      const link = links.get(key) ?? { source: before.id, target: node.id, visits: 0 };
      link.visits += path.visits;
      links.set(key, link);
    }
  }
  return {
    nodes: sortNodes([...nodes.values()], [...links.values()]),
    links: [...links.values()],
  };
};

// The touch knows where it landed, also when that page was left before anybody agreed to be counted: then no event of
// it exists, but what kind of page it is may be known from other visits.
export const pathQuestion = `
  SELECT channel, touch, product, furthest,
    coalesce(landed.kind, CASE WHEN is_start_path(landing_path) THEN 'Start page' END, opened.kind, 'Other page') AS landing,
    is_present AS "isPresent", count(*) AS visits
  FROM visit
  LEFT JOIN (SELECT site, path, mode(kind) AS kind FROM opened GROUP BY site, path) AS landed
    ON landed.site = visit.site AND landed.path = visit.landing_path
  LEFT JOIN opened
    ON opened.site = visit.site AND opened.page = visit.first_page AND opened.session = visit.session
  GROUP BY ALL`;
