import { claimKind } from '../inventory';
import { routeShape } from './route';
import { checkServed, checkTaken } from './route-checks';

/**
 * What a component wants to be reached at from outside, by HTTP: a host and a path. Two components with the same host and
 * path would take requests from each other.
 */
export const routes = claimKind({
  name: 'routes',
  shape: routeShape,
  check: (claims, context) => {
    claims.forEach((claimed, index) => {
      checkTaken(claimed, claims.slice(0, index), context);
      checkServed(claimed, context);
    });
  },
});
