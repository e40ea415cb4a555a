import * as v from 'valibot';
import { claimKind } from '../inventory';
import { line } from '../values';

/**
 * Names of settings in files of machines that a cluster takes when it is made and that cannot be changed afterwards: what runs
 * keeps the old value.
 */
export const keptSettings = claimKind({ name: 'keptSettings', shape: v.array(line(100)) });
