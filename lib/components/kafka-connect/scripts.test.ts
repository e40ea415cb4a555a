import { host } from '../../inventory';
import { find, manifestsOf } from '../../testing/facts';
import { runScript, type ScriptRun } from '../../testing/run-script';
import { kafka } from '../kafka';
import { kafkaConnect } from '.';
import { postgresql, postgresqlOn } from '../../machines';

const db = host({
  name: 'db',
  description: 'PostgreSQL',
  interfaces: [{ name: 'eth0', address: '192.0.2.20' }],
  programs: [postgresql({ databases: [{ name: 'kafka', owner: 'kafka' }] })],
});
const objects = manifestsOf(
  kafkaConnect({
    brokers: kafka().bootstrap,
    database: postgresqlOn(db, { database: 'kafka', user: 'kafka' }),
    sinks: [{ name: 'orders', topics: ['orders'], tables: { orders: 'orders' } }],
  }),
);

/** The files of one shipped ConfigMap. */
function shipped(configMap: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(find(objects, 'ConfigMap', configMap)['data'] ?? {}).map(([name, text]) => [
      name,
      String(text),
    ]),
  );
}

function start(password: string): ScriptRun {
  return {
    files: shipped('kafka-connect'),
    script: 'start-worker.sh',
    folders: ['/run/secrets/database'],
    before: { '/run/secrets/database/password': password },
    environment: { POD_IP: '10.42.0.9' },
    programs: { 'connect-distributed.sh': 'echo "connect $* $KAFKA_HEAP_OPTS"' },
  };
}

describe('start-worker.sh', () => {
  test('adds the address under which other workers reach it', () => {
    runScript(start('secret'), ({ status, output, read }) => {
      expect(status).toBe(0);
      expect(output).toBe('connect /tmp/worker.properties -Xms1024m -Xmx1024m\n');
      expect(read('/tmp/worker.properties')).toContain('\nrest.advertised.host.name=10.42.0.9\n');
    });
  });

  test.each([
    ['secret\n', 'ends with a line break'],
    ['secret\r\n', 'ends with a line break'],
    ['', 'is missing or empty'],
    ['se${cret}', 'holds a dollar sign before an opening brace'],
  ])(
    '%j would not be the password that the database knows: it is refused, and not printed',
    (password, message) => {
      runScript(start(password), ({ status, output }) => {
        expect(status).toBe(1);
        expect(output).toContain(message);
        expect(output).not.toContain('connect /tmp');
        expect(output).not.toMatch(/secret\n|cret}/);
      });
    },
  );

  test('a password of any other signs is taken', () => {
    runScript(start(`$a"'\\b%#@:/?&= $(c) {d}`), ({ status }) => {
      expect(status).toBe(0);
    });
  });
});

/**
 * A worker that answers a request for the status with the next of some answers, and the last one from then on; a restart
 * with one answer the first time, and 202 from then on.
 */
function register(states: readonly string[], put = '201', seconds = '20', restart = '202'): ScriptRun {
  return {
    files: shipped('kafka-connect-register'),
    script: 'register-connectors.sh',
    environment: { REGISTER_SECONDS: seconds },
    before: { '/tmp/states': `${states.join('\n')}\n` },
    programs: {
      curl: `
case "$*" in
*/health) printf 200 ;;
*/connectors) printf '["orders","older"]' >/tmp/answer.json; printf 200 ;;
*DELETE*) echo "$*" >>/tmp/calls; printf 204 ;;
*PUT*) echo "$*" >>/tmp/calls; echo '{"message":"no such class"}' >/tmp/answer.json; printf ${put} ;;
*POST*)
  if grep -qs POST /tmp/calls; then printf 202; else printf ${restart}; fi
  echo "$*" >>/tmp/calls ;;
*/status)
  head -n 1 /tmp/states >/tmp/answer.json
  [ "$(wc -l </tmp/states)" -eq 1 ] || { sed 1d /tmp/states >/tmp/rest; mv /tmp/rest /tmp/states; }
  printf 200 ;;
esac`,
    },
  };
}

const status = (connector: string, ...tasks: string[]) =>
  JSON.stringify({
    name: 'orders',
    connector: { state: connector, worker_id: '10.42.0.9:8083' },
    tasks: tasks.map((state, id) => ({
      id,
      state,
      ...(state === 'FAILED' && {
        trace:
          'ConnectException: "state":"RUNNING"\n\tat x\nCaused by: password authentication failed for user "kafka"\n\tat y\n',
      }),
    })),
    type: 'sink',
  });

describe('register-connectors.sh', () => {
  test('PUT, and done when the connector and all tasks run for a while', () => {
    const states = [
      status('UNASSIGNED'),
      status('RUNNING'),
      status('RUNNING', 'RUNNING'),
      status('RUNNING', 'RUNNING', 'UNASSIGNED'),
      status('RUNNING', 'RUNNING', 'RUNNING'),
    ];
    runScript(register(states), ({ status: code, output, read }) => {
      expect(output).toContain('register-connectors: orders: RUNNING RUNNING RUNNING');
      expect(code).toBe(0);
      expect(read('/tmp/calls')).toContain('--request PUT');
      expect(read('/tmp/calls')).toContain('@/settings/orders.json');
      expect(read('/tmp/calls')).not.toContain('POST');
    });
  });

  test('a connector that is declared no longer is removed, and no other', () => {
    runScript(register([status('RUNNING', 'RUNNING')]), ({ output, read }) => {
      expect(output).toContain('register-connectors: older: removed, since it is declared no longer (204)');
      expect(read('/tmp/calls')?.match(/DELETE/g)).toHaveLength(1);
    });
  });

  test('nothing is removed while a connector does not run', () => {
    runScript(register([status('RUNNING', 'FAILED')]), ({ read }) => {
      expect(read('/tmp/calls')).not.toContain('DELETE');
    });
  });

  test('a connector that was there before is restarted: a PUT that changes nothing leaves it with an old password', () => {
    const states = [
      status('RUNNING', 'FAILED'),
      status('RUNNING', 'RESTARTING'),
      status('RUNNING', 'RUNNING'),
    ];
    runScript(register(states, '200'), ({ status: code, read }) => {
      expect(code).toBe(0);
      expect(read('/tmp/calls')).toContain('/connectors/orders/restart?includeTasks=true&onlyFailed=false');
    });
  });

  test('a restart that the worker is too busy for is asked for again, and not without end', () => {
    runScript(
      register([status('RUNNING', 'RUNNING')], '200', '20', '409'),
      ({ status: code, output, read }) => {
        expect(code).toBe(0);
        expect(read('/tmp/calls')?.match(/POST/g)).toHaveLength(2);
        expect(output).not.toContain('gave up');
      },
    );
    runScript(register([status('RUNNING', 'RUNNING')], '200', '0', '409'), ({ status: code, output }) => {
      expect(code).toBe(1);
      expect(output).toContain('gave up: the worker answers 409 to a restart');
    });
  });

  test('RUNNING that is left from before does not count once the task has failed', () => {
    const running = Array.from({ length: 6 }, () => status('RUNNING', 'RUNNING'));
    runScript(register([...running, status('RUNNING', 'FAILED')], '200'), ({ status: code, output }) => {
      expect(code).toBe(1);
      expect(output).toContain(
        'register-connectors: orders: FAILED: password authentication failed for user "kafka"\n',
      );
    });
  });

  test('a task that stays failed fails the Job, with its trace and its cause', () => {
    runScript(register([status('RUNNING', 'FAILED')]), ({ status: code, output }) => {
      expect(code).toBe(1);
      expect(output).toContain(
        'register-connectors: orders: FAILED: password authentication failed for user "kafka"\n',
      );
      expect(output).toContain('\n  at x\n');
    });
  });

  test('a configuration that the worker refuses fails at once, with its answer', () => {
    runScript(register([status('RUNNING', 'RUNNING')], '400'), ({ status: code, output }) => {
      expect(code).toBe(1);
      expect(output).toContain('the worker refuses the configuration (400)');
      expect(output).toContain('no such class');
    });
  });

  test('a connector without tasks is not waited for without end', () => {
    runScript(register([status('RUNNING')], '201', '1'), ({ status: code, output }) => {
      expect(code).toBe(1);
      expect(output).toContain('gave up: RUNNING (200)');
    });
  });
});
