import { capability } from '../core';

/** Addresses for Services of type LoadBalancer, from pools that the cluster file names. */
export const loadBalancers = capability({
  name: 'load-balancers',
  means: 'addresses for Services of type LoadBalancer',
  from: 'list metallb(), or write loadBalancer in cilium({ … })',
  exclusive: 'both would answer for the same Services, with different addresses',
  role: 'load balancers',
});
