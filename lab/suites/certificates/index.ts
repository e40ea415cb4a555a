import { needing, suite } from '../../harness';
import { issues, registers, tidies } from './issue-claims';
import { missingIssuer, outsideZone, wrongToken } from './refusal-claims';
import { startWorld, type World } from './world';

export const certificatesSuite = suite<World>({
  name: 'certificates',
  title: "the controllers of cert-manager 1.21, Pebble as Let's Encrypt, and a stand-in for Cloudflare's API",
  programs: ['kubernetes', 'definitions', 'cert-manager', 'pebble', 'coredns'],
  tools: ['etcd', 'openssl'],
  memory: 1,
  seconds: 100,
  start: startWorld,
  claims: [
    registers,
    ...needing([registers], [wrongToken, missingIssuer, outsideZone]),
    ...needing([wrongToken], [issues]),
    ...needing([issues], [tidies]),
  ],
});
