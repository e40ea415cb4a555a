export type { Policies, PolicyDialect, Surroundings } from './dialect';
export { judgeFor, type Judge } from './judge/judge';
export type { Decider, Judgement } from './judge/judgement';
export { type OpenedMore, openedMore } from './judge/opens-more';
export type { AddressPeer, NamedPort, NodePeer, Peer, PodPeer, Transport } from './peer';
export { policyProblems, readPolicies } from './read/read';
