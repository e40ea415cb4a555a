import { remoteAddress } from './remote-address';

test.each([
  ['https://git.example.com/home/clusters.git', { host: 'git.example.com', port: 443 }],
  ['https://git.example.com:8443/clusters.git', { host: 'git.example.com', port: 8443 }],
  ['https://user@git.example.com/clusters.git', { host: 'git.example.com', port: 443 }],
  ['http://git.example.com/clusters.git', { host: 'git.example.com', port: 80 }],
  ['ssh://git@git.example.com/clusters.git', { host: 'git.example.com', port: 22 }],
  ['ssh://git@git.example.com:2222/clusters.git', { host: 'git.example.com', port: 2222 }],
  ['git@git.example.com:home/clusters.git', { host: 'git.example.com', port: 22 }],
])('git clones %s from there', (url, place) => {
  expect(remoteAddress(url, 22)).toEqual(place);
});

test.each([
  ['https://charts.example.com', { host: 'charts.example.com', port: 443 }],
  ['http://charts.example.com:8080/stable', { host: 'charts.example.com', port: 8080 }],
  ['registry.example.com/charts', { host: 'registry.example.com', port: 443 }],
  ['registry.example.com:5000/charts', { host: 'registry.example.com', port: 5000 }],
])('Helm fetches charts of %s from there', (url, place) => {
  expect(remoteAddress(url, 443)).toEqual(place);
});
