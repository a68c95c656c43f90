// The printed table: how many of how many were right, what was aimed at, and what peers reach.

export interface Table {
  print(line?: string): void;
  /** One line; with a target in per cent, whether it was reached. */
  report(name: string, right: number, all: number, target?: number): void;
  /** The same, over rows. */
  share<Row>(name: string, rows: readonly Row[], isRight: (row: Row) => boolean, target?: number): void;
  /** Peers' figures were measured on the same rows by the corpora's makers; their order is that of the columns. */
  peers(columns: string, rows: Readonly<Record<string, string>>): void;
  /** How many targets were not reached so far. */
  missed(): number;
}

export const createTable = (): Table => {
  let missed = 0;
  const print = (line = '') => void process.stdout.write(`${line}\n`);
  const report: Table['report'] = (name, right, all, target) => {
    const percent = (100 * right) / all;
    const isMissed = target !== undefined && percent < target;
    if (isMissed) missed += 1;
    const verdict = target === undefined ? '' : `  target ${target.toFixed(1)}  ${isMissed ? 'MISSED' : 'ok'}`;
    print(`  ${name.padEnd(52)}${percent.toFixed(1).padStart(6)} %${`${right}/${all}`.padStart(13)}${verdict}`);
  };
  return {
    print,
    report,
    share: (name, rows, isRight, target) => report(name, rows.filter(isRight).length, rows.length, target),
    peers: (columns, rows) => {
      print(`  peers${' '.repeat(47)}${columns}`);
      for (const [name, figures] of Object.entries(rows)) print(`    ${name.padEnd(50)}${figures}`);
      print();
    },
    missed: () => missed,
  };
};
