import { suite } from '../../harness';
import { failureClaims } from './failures';
import { followClaims } from './follow';
import { hostileClaims } from './hostile';
import { passwordClaims } from './password';
import { rowClaims } from './rows';
import { streamingClaims } from './streaming';
import { startWorld } from './world';

export const query = suite({
  name: 'query',
  title: 'the command line against PostgreSQL 15 where the committed connector writes',
  programs: [],
  tools: ['postgresql', 'openssl', 'script', 'jq'],
  memory: 0.7,
  seconds: 150,
  start: startWorld,
  claims: [
    ...rowClaims,
    ...followClaims,
    ...passwordClaims,
    ...failureClaims,
    ...hostileClaims,
    ...streamingClaims,
  ],
});
