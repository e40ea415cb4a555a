import * as fc from 'fast-check';
import type { PlannedWorkload } from '../plan';
import { planned, smallCluster } from '../testing/clusters';
import { made, workloadOf } from '../testing/components';
import { placeName } from './flows/flows';
import { podsBehind } from './pods-behind';

const names = fc.constantFrom('one', 'two');
const labels = fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom('a', 'b', ''));
const pods = fc.array(fc.record({ namespace: names, labels }), { maxLength: 6 });

test('of every namespace and selector it finds what a look at each pod finds', () => {
  const empty = planned(smallCluster([made({ name: 'demo' })]));
  const [component] = empty.components;
  if (component === undefined) throw new Error('the small cluster has one component');
  fc.assert(
    fc.property(pods, labels, names, (written, selector, namespace) => {
      const components = written.map((one, index) => ({
        ...component,
        name: `c${index}`,
        namespace: one.namespace,
        workloads: [
          {
            ...workloadOf('demo', { name: 'web' }),
            pods: one.labels,
            connects: [],
          } satisfies PlannedWorkload,
        ],
      }));
      const wanted = Object.entries(selector);
      const expected = components.flatMap(({ name, namespace: home, workloads: [workload] }) =>
        home === namespace &&
        wanted.length > 0 &&
        wanted.every(([key, value]) => workload?.pods[key] === value)
          ? [`${name}/web`]
          : [],
      );
      const found = podsBehind({ ...empty, components })(selector, namespace);
      expect(found.map(placeName)).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});
