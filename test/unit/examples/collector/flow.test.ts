// @vitest-environment node
import { expect, it } from 'vitest';
import { type Path, toFlow } from '../../../../examples/collector/journey/flow.ts';

const path = (more: Partial<Path> = {}): Path => ({
  touch: 'newsletter / email',
  landing: 'Start page',
  product: 'Mug',
  furthest: 6,
  isPresent: false,
  visits: 1,
  ...more,
});

const linksOf = (paths: Path[]) =>
  toFlow(paths).links.map(({ source, target, visits }) => `${source} → ${target}: ${visits}`);

it('leads a purchase through every step', () => {
  expect(linksOf([path({ visits: 3 })])).toEqual([
    'touch newsletter / email → landing Start page: 3',
    'landing Start page → product Mug: 3',
    'product Mug → step Cart: 3',
    'step Cart → step Address: 3',
    'step Address → step Shipping: 3',
    'step Shipping → step Payment: 3',
    'step Payment → purchase: 3',
  ]);
});

it('ends a visit where it left, and one that is still going on apart from it', () => {
  expect(linksOf([path({ furthest: 3 }), path({ furthest: 3, isPresent: true })]).slice(-2)).toEqual([
    'step Address → left 4: 1',
    'step Address → present 4: 1',
  ]);
});

it('goes past the product for those who saw none', () => {
  expect(linksOf([path({ product: null, furthest: 0 })])).toEqual([
    'touch newsletter / email → landing Start page: 1',
    'landing Start page → left 1: 1',
  ]);
});

it('never makes a circle, whatever products and touchpoints are called', () => {
  const { nodes, links } = toFlow([
    path({ touch: 'Cart', landing: 'Cart', product: 'Cart' }),
    path({ product: 'purchase' }),
  ]);
  const depths = new Map(nodes.map(({ id, depth }) => [id, depth]));
  for (const { source, target } of links) expect(depths.get(source)).toBeLessThan(depths.get(target) as number);
});

it('keeps the largest touchpoints and sums the rest, losing nobody', () => {
  const paths = Array.from({ length: 12 }, (_, index) => path({ touch: `touch-${index}`, visits: index + 1 }));
  const { nodes, links } = toFlow(paths);
  expect(nodes.filter(({ kind }) => kind === 'touch').map(({ label }) => label)).toEqual([
    'Other touchpoints',
    'touch-11',
    'touch-10',
    'touch-9',
    'touch-8',
    'touch-7',
  ]);
  const landed = links.filter(({ target }) => target === 'landing Start page');
  expect(landed.reduce((total, { visits }) => total + visits, 0)).toBe(78);
});

it('puts endings below what goes on', () => {
  const kinds = toFlow([path({ furthest: 1, visits: 9 }), path()])
    .nodes.filter(({ depth }) => depth === 3)
    .map(({ kind }) => kind);
  expect(kinds).toEqual(['step', 'left']);
});
