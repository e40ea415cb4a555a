import { array, assert, constantFrom, json, oneof, option, property, string } from 'fast-check';
import widthOf from 'string-width';
import { printerOf, type Cells, type Heading } from '.';
import { csvRecord, jsonLines } from './records';
import { visible } from './escape';

const anyText = string({ unit: 'binary' });
/** Chance alone hardly ever hits on what matters. */
const oddText = string({ unit: constantFrom('"', ',', '\n', '\r', ' ', 'a', '\u001b', '漢') });
const cells = array(option(oneof(anyText, oddText), { nil: null }), { minLength: 1, maxLength: 5 });

/** What a terminal obeys. */
const commands = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

test('text that is made visible holds nothing that a terminal obeys, and plain text stays as it is', () => {
  assert(
    property(anyText, (text) => {
      expect(visible(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]|[\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
  expect(visible('a\tb\r\n\u001b[31m\u009b\u202e 漢 👩‍👩‍👧 é')).toBe(
    'a\\tb\\r\\n\\e[31m\\u{9b}\\u{202e} 漢 👩‍👩‍👧 é',
  );
});

describe('CSV', () => {
  test('a record is read back as it was, NULL apart from an empty text', () => {
    assert(
      property(cells, (row) => {
        const record = csvRecord(row);
        expect(record.endsWith('\r\n')).toBe(true);
        expect(readRecord(record.slice(0, -2))).toEqual(row);
      }),
    );
  });

  test('a field is quoted where it must be, and only there', () => {
    expect(csvRecord(['a', null, '', 'b,c', 'say "x"', ' d', 'e\nf', '42'])).toBe(
      'a,,"","b,c","say ""x"""," d","e\nf",42\r\n',
    );
  });

  test('a terminal gets what it can only show, a file every byte', () => {
    const headings = [{ name: 'a', right: false }];
    const row = (terminal: boolean) =>
      printerOf({ format: 'csv', headings, terminal, widthOf }, []).row(['\u001b[2J']);
    expect([row(true), row(false)]).toEqual(['\\e[2J\r\n', '\u001b[2J\r\n']);
  });
});

describe('JSON lines', () => {
  test('a line is read back as the values that PostgreSQL gave', () => {
    assert(
      property(array(json(), { minLength: 1, maxLength: 4 }), anyText, (values, name) => {
        const names = values.map((_, index) => `${name}${index}`);
        const line = jsonLines(names)(values);
        expect(line).not.toMatch(commands);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(JSON.stringify(JSON.parse(line))).toBe(
          JSON.stringify(
            Object.fromEntries(
              values.map((value, index): [string, unknown] => [names[index] ?? '', JSON.parse(value)]),
            ),
          ),
        );
      }),
    );
  });

  test('NULL is null, digits are kept, and the line breaks of a json column become blanks', () => {
    expect(jsonLines(['a', 'b', 'c'])([null, '12345678901234567890.10', '{"x":\r\n 1}'])).toBe(
      '{"a":null,"b":12345678901234567890.10,"c":{"x":   1}}\n',
    );
    expect(jsonLines([])([])).toBe('{}\n');
  });
});

describe('a table', () => {
  const headings: readonly Heading[] = [
    { name: 'id', right: true },
    { name: 'text', right: false },
  ];
  const printed = (page: readonly Cells[], later: readonly Cells[] = []) => {
    const printer = printerOf({ format: 'table', headings, terminal: false, widthOf }, page);
    return [printer.head, ...[...page, ...later].map(printer.row)].join('');
  };

  test('is aligned by what a terminal shows: numbers on the right, wide letters as two', () => {
    expect(
      printed(
        [
          ['1', '漢字'],
          ['1234', 'plain text'],
          ['2', null],
        ],
        [
          ['10', 'NULL'],
          ['100000', ''],
        ],
      ),
    ).toBe(
      [
        '  id  text',
        '----  ----------',
        '   1  漢字',
        '1234  plain text',
        '   2  NULL',
        '  10  "NULL"',
        '100000  ""',
        '',
      ].join('\n'),
    );
  });

  test('without rows it is its head', () => {
    expect(printed([])).toBe('id  text\n--  ----\n');
  });

  test('a long value is cut, a line stays a line', () => {
    const lines = printed([
      ['1', 'x'.repeat(500)],
      ['2', '漢'.repeat(500)],
      ['3', 'a\nb'],
    ]).split('\n');
    expect(lines[2]).toBe(` 1  ${'x'.repeat(71)}…`);
    expect(lines[3]).toBe(` 2  ${'漢'.repeat(35)}…`);
    expect(lines[4]).toBe(' 3  a\\nb');
    expect(lines).toHaveLength(6);
  });

  test('nothing in it can command a terminal', () => {
    assert(
      property(array(anyText, { minLength: 2, maxLength: 2 }), (row) => {
        expect(printed([row])).not.toMatch(commands);
      }),
    );
  });
});

/** Reads a record letter by letter. */
function readRecord(text: string): (string | null)[] {
  const fields: (string | null)[] = [];
  let at = 0;
  for (;;) {
    let field = '';
    const isQuoted = text[at] === '"';
    if (isQuoted) {
      at++;
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (at >= text.length) throw new Error('the quote has no end');
        if (text[at] === '"') at++;
        field += text[at++] ?? '';
      }
      at++;
    } else while (at < text.length && text[at] !== ',') field += text[at++] ?? '';
    fields.push(field === '' && !isQuoted ? null : field);
    if (at >= text.length) return fields;
    at++;
  }
}
