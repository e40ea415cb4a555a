import * as v from 'valibot';
import { claimKind } from '../../inventory';
import { line, secretKey } from '../../values';
import { postgresqlEndpoint } from './endpoint';

const words = line(500);

/** What writes rows into a table claims it, with the way to log in and look at them. */
export const filledTables = claimKind({
  name: 'filledTables',
  shape: v.strictObject({
    /** The database, as the endpoint that the host gave. */
    database: postgresqlEndpoint,
    /** Name, with its PostgreSQL schema and a dot in front where that is not `public`. */
    table: words,
    /** Topics whose messages become its rows. */
    topics: v.array(words),
    /** The Secret that holds the password, and its key. */
    password: v.strictObject({ namespace: words, secret: words, key: secretKey }),
  }),
});
