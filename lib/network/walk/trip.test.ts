import { machine } from '../../testing/topologies';
import { groundOf, type Standing } from './ground';
import { answerTo, ephemeralPort, type Packet } from './packet';
import { begin, isSame, remember, type Trip } from './trip';

const packet: Packet = { transport: 'tcp', source: 1, destination: 2, port: 80, sourcePort: ephemeralPort };
const ground = groundOf({ machines: [machine('ann', []), machine('bea', [])] });

function standing(name: string): Standing {
  const found = ground.standing.get(name);
  if (found === undefined) throw new Error(`${name} is lost`);
  return found;
}
const [ann, bea] = [standing('ann'), standing('bea')];

/** A trip on which ann has let a packet pass, and sent it on as `translated`. */
function tripWith(translated = packet): Trip {
  const trip: Trip = {
    ground,
    steps: [],
    tracked: new Map(),
    leg: 'request',
    strangers: new Set(),
    passed: new Set(),
    left: 16,
  };
  remember(trip, ann, { ...begin(trip, ann, packet), packet: translated }, packet);
  return trip;
}
const stateOf = (trip: Trip, at: Standing, seen: Packet) => begin(trip, at, seen).connection.state;

test('the first packet is new, and its answer established where the packet passed, and there only', () => {
  const trip = tripWith();
  expect(stateOf(trip, bea, packet)).toBe('new');
  expect(stateOf({ ...trip, leg: 'answer' }, ann, answerTo(packet))).toBe('established');
  expect(stateOf({ ...trip, leg: 'answer' }, bea, answerTo(packet))).toBe('invalid');
});

test('the answer is known by what was sent on, not by what came in', () => {
  const moved = { ...packet, destination: 3, port: 8080 };
  const trip: Trip = { ...tripWith(moved), leg: 'answer' };
  expect(begin(trip, ann, answerTo(moved)).connection).toEqual({ state: 'established', translated: true });
  expect(stateOf(trip, ann, answerTo(packet))).toBe('invalid');
  expect(begin({ ...tripWith(), leg: 'answer' }, ann, answerTo(packet)).connection.translated).toBe(false);
});

test('what follows the first packet is established once an answer has passed, and invalid before', () => {
  const trip = tripWith();
  const later: Trip = { ...trip, leg: 'confirmation' };
  expect(stateOf(later, ann, packet)).toBe('invalid');
  begin({ ...trip, leg: 'answer' }, ann, answerTo(packet));
  expect(stateOf(later, ann, packet)).toBe('established');
});

test('UDP without a question is new, as is TCP to a port with a listener', () => {
  const trip: Trip = { ...tripWith(), leg: 'answer' };
  expect(stateOf(trip, bea, { ...answerTo(packet), transport: 'udp' })).toBe('new');
  expect(stateOf(trip, bea, packet)).toBe('new');
});

test('only the first packet of a connection is remembered', () => {
  const trip = tripWith();
  remember({ ...trip, leg: 'answer' }, ann, begin(trip, ann, answerTo(packet)), answerTo(packet));
  expect(trip.tracked.get('ann')).toHaveLength(1);
  const other = { ...packet, port: 81 };
  remember(trip, ann, begin(trip, ann, other), other);
  expect(trip.tracked.get('ann')?.map(({ original }) => original.port)).toEqual([80, 81]);
});

test.each(['source', 'destination', 'port', 'sourcePort'] as const)(
  'another %s is another direction',
  (key) => {
    expect(isSame(packet, { ...packet })).toBe(true);
    expect(isSame(packet, { ...packet, [key]: 7 })).toBe(false);
  },
);

test('another transport is another direction, and the answer to an answer is the packet', () => {
  expect(isSame(packet, { ...packet, transport: 'udp' })).toBe(false);
  expect(answerTo(answerTo(packet))).toEqual(packet);
  expect(isSame(packet, answerTo(packet))).toBe(false);
});
