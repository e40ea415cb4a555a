import { parseCidr, valueOf } from '../../../lib/values';

/** The pod network of drawn scenes, small so that drawn addresses often meet. */
export const smallNetwork = valueOf(parseCidr('10.42.0.0/29'));

/** The pod network of other scenes. */
export const wholeNetwork = valueOf(parseCidr('10.42.0.0/16'));
