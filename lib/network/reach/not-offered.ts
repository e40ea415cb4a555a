import type { Problem } from '../../values';
import type { Transport } from '../firewall/rule';
import { doorTo } from './backends';
import type { End } from './end';
import type { ReachModel } from './reach-model';

/** What is wrong with a question about a port on which declared pods do not listen, neither by themselves nor by a Service. */
export function notOffered(
  model: ReachModel,
  end: End,
  port: number,
  transport: Transport,
): Problem | undefined {
  const isPod = end.peer.kind === 'pod' && end.unknown === undefined;
  if (!isPod || end.offers.some((offer) => offer.port === port && offer.transport === transport))
    return undefined;
  if (doorTo(model, end, port, transport) !== undefined) return undefined;
  const offers = end.offers.map((offer) => `${offer.port}/${offer.transport} (${offer.what})`);
  return {
    at: 'port',
    reason: `${end.name} does not listen on ${port}/${transport}`,
    next: offers.length === 0 ? 'it declares no port' : `it listens on ${offers.join(', ')}`,
  };
}
