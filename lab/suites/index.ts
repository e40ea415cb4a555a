import type { Suite } from '../harness';
import { api } from './api';
import { argocd } from './argocd';
import { charts } from './charts';
import { sealed } from './sealed';

/** Every suite, in the order in which they run. */
export const suites: readonly Suite[] = [api, argocd, charts, sealed];
