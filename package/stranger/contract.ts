import { contractProblems } from 'asterism/testing';
import { bell, bells } from './things/bell';

console.log(
  JSON.stringify([...contractProblems(bells), ...contractProblems(() => bell({ name: 'door', tone: 440 }))]),
);
