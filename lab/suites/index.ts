import type { Suite } from '../harness';
import { api } from './api';
import { coredns } from './coredns';
import { yaml } from './yaml';

/** Every suite, in the order in which they run. */
export const suites: readonly Suite[] = [api, yaml, coredns];
