import { type Command, Option } from 'commander';
import type { Cluster } from '../../plan';
import type * as Query from './query';
import { formatNames, type QueryOptions, tlsModes } from './request';

const help = `
Rows come oldest first: by the column that says when, and by the primary key where that is equal or where the table has no such column.
--limit keeps the newest. Times are in UTC, and so is a time without an offset in --since.

  table  aligned, for looking at: 20 rows unless --limit says otherwise; long values are cut, what a terminal would obey is
         escaped
  json   an object a line, as jq reads them: all rows unless --limit says otherwise
  csv    RFC 4180 with a head; NULL is nothing, an empty text is "": all rows unless --limit says otherwise

The password comes from --password-file, else from PGPASSWORD, else it is asked for on the terminal.

Exit codes: 0 done, 1 the server cannot be reached or refuses, 2 bad use or bad input.`;

/** `asterism query`: looks at what the sinks of a cluster wrote. */
export function addQuery(program: Command, clusters: readonly Cluster[]): void {
  program
    .command('query')
    .description('look at the messages that a sink of a cluster wrote into PostgreSQL')
    .option('--cluster <name>', 'the cluster; need not be said when only one has sinks')
    .option('--table <name>', 'the table; need not be said when the sinks write into one only')
    .option('--limit <rows>', 'only the newest so many, or all')
    .option(
      '--since <time>',
      'only what is younger: a duration such as 2h or 7d, or a time such as 2025-03-01T14:30Z',
    )
    .option('--time-column <column>', 'the column that says when, where the table has several')
    .addOption(new Option('--format <name>', 'how to print').choices(formatNames).default('table'))
    .addOption(
      new Option('--schema', 'show the columns instead of rows').conflicts([
        'count',
        'follow',
        'since',
        'limit',
        'timeColumn',
      ]),
    )
    .addOption(new Option('--count', 'show how many rows there are').conflicts(['follow', 'limit']))
    .option('--follow', 'show the newest 20 rows, and every one that is written or changed, until Ctrl-C')
    .option('--host <address>', 'where the server is reached instead, such as the end of a forwarded port')
    .option('--port <number>', 'its port')
    .option('--user <role>', "log in as another role than the sink's")
    .option('--password-file <file>', 'file that holds the password alone')
    .addOption(
      new Option('--tls <mode>', 'encrypt; with verify, the server must prove who it is')
        .choices(tlsModes)
        .default('off'),
    )
    .addHelpText('after', help)
    .action(async (options: QueryOptions) => {
      // Loaded when it runs, so that no other command waits for it; import() of a file would go past tsx, which serves require.
      // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-assertions
      const { query } = require('./query') as typeof Query;
      process.exitCode = await query(options, clusters);
    });
}
