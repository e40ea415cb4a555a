/**
 * Reads CSV as RFC 4180 has it, strictly: records end with CRLF, a quote stands only around a whole field or doubled within.
 * @returns records of fields; null is a field with nothing at all, an empty pair of quotes an empty text
 */
export function readCsv(text: string): (string | null)[][] {
  const records: (string | null)[][] = [];
  // One field, and what ends it.
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  let record: (string | null)[] = [];
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null)
      throw new Error(`no CSV from character ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    const [, quoted, bare = '', end] = match;
    record.push(quoted === undefined ? (bare === '' ? null : bare) : quoted.replaceAll('""', '"'));
    if (end === '\r\n') {
      records.push(record);
      record = [];
    }
  }
  if (record.length > 0) throw new Error('the last record has no end');
  return records;
}
