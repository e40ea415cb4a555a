import type { Suite } from '../harness';
import { api } from './api';
import { pipeline } from './pipeline';

/** Every suite, in the order in which they run. */
export const suites: readonly Suite[] = [api, pipeline];
