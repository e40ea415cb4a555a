export { judgeFor, type Judge } from './judge';
export type { Decider, Judgement } from './judgement';
export type { AddressPeer, NamedPort, NodePeer, Peer, PodPeer, Surroundings, Transport } from './peer';
export type { Policies } from './policy';
export { type OpenedMore, openedMore } from './opens-more';
export { policyProblems, readPolicies } from './read';
