import type { Suite } from '../harness';
import { api } from './api';
import { argocd } from './argocd';
import { certificatesSuite } from './certificates';
import { charts } from './charts';
import { coredns } from './coredns';
import { everydaySuite } from './everyday';
import { files } from './files';
import { gateway } from './gateway';
import { hubSuite } from './hub';
import { judges } from './judges';
import { kernel } from './kernel';
import { mutation } from './mutation';
import { machines } from './machines';
import { pipeline } from './pipeline';
import { policies } from './policies';
import { query } from './query';
import { random } from './random';
import { recordsSuite } from './records';
import { runbook } from './runbook';
import { sealed } from './sealed';
import { values } from './values';
import { yaml } from './yaml';

/** Every suite, in the order in which they run. */
export const suites: readonly Suite[] = [
  api,
  yaml,
  argocd,
  everydaySuite,
  hubSuite,
  pipeline,
  query,
  coredns,
  charts,
  certificatesSuite,
  recordsSuite,
  sealed,
  gateway,
  judges,
  policies,
  kernel,
  mutation,
  random,
  machines,
  runbook,
  files,
  values,
];
