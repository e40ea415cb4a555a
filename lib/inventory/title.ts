import * as v from 'valibot';
import { line } from '../values';

/** The name of a distribution, machine or system in messages, pages and scripts. */
export const productTitle = v.pipe(
  line(60),
  v.regex(/^[A-Za-z0-9][\w .+-]*$/, 'letters, digits, spaces, dots, plus signs and hyphens'),
);
