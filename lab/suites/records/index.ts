import { inTurn, suite } from '../../harness';
import { balances, follows, keeps, spares, writes } from './claims';
import { startWorld, type World } from './world';

export const recordsSuite = suite<World>({
  name: 'records',
  title: "external-dns 0.21 and a stand-in for Cloudflare's API",
  programs: ['kubernetes', 'definitions', 'external-dns'],
  tools: ['etcd', 'openssl'],
  memory: 1,
  seconds: 45,
  start: startWorld,
  claims: inTurn([writes, follows, spares, keeps, balances]),
});
