// JSON that databases read: no half of a surrogate pair, as cutting a text in two leaves it.

/**
 * DuckDB calls such a text malformed, and with it every question that looks at its row; ClickHouse refuses the whole
 * insert. JSON.stringify writes a half as an escape and a whole pair as it is:
 * https://tc39.es/ecma262/#sec-unicodeescape
 */
export const toJson = (value: unknown): string =>
  JSON.stringify(value).replace(/\\(?:\\|ud[89a-f]..)/g, (found) => (found === '\\\\' ? found : '\\ufffd'));
