import { needing, type Scene, suite } from '../../harness';
import { kubesealed, opens, postgresql, ships, staysPut } from './opening';
import { noLeak, refusals } from './refusals';
import { startWorld } from './world';

export const sealed = suite({
  name: 'sealed',
  title: 'asterism seal, a key made by openssl, and kubeseal 0.27, which opens with it',
  programs: ['kubeseal'],
  tools: ['openssl'],
  memory: 0.5,
  seconds: 45,
  start: (scene: Scene) => startWorld(scene),
  claims: [
    opens,
    ...needing([opens], [staysPut, ships]),
    ...needing([ships], [postgresql]),
    ...needing([staysPut, ships], [kubesealed]),
    ...needing([opens], [refusals, noLeak]),
  ],
});
