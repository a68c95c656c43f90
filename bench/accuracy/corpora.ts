// Where the rows that nobody here wrote lie: in ../shared/corpora beside the repository, one JSON object a line.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const corpora = join(import.meta.dirname, '../../../shared/corpora');

export const hasCorpora = (): boolean => existsSync(corpora);

export const readRows = <Row>(file: string): Row[] =>
  readFileSync(join(corpora, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
