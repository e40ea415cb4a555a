#!/bin/sh
# Registers every *.json beside it as the connector of that name, and waits until it and all its tasks run.
# PUT creates or updates; POST would fail on the second run. No password passes through here: the files name it only.
set -eu
settings=$(dirname "$0")
rest=@rest@
answer=/tmp/answer.json
end=$(($(date +%s) + ${REGISTER_SECONDS:-420}))

# ask METHOD PATH [FILE]: leaves the answer in $answer and prints the HTTP status, 000 without one.
ask() {
  if [ $# -gt 2 ]; then
    curl --silent --show-error --max-time 90 --output "$answer" --write-out '%{http_code}' \
      --request "$1" --header 'Content-Type: application/json' --data-binary "@$3" "$rest$2" 2>/tmp/curl.log || true
  else
    curl --silent --show-error --max-time 20 --output "$answer" --write-out '%{http_code}' \
      --request "$1" "$rest$2" 2>/tmp/curl.log || true
  fi
}

# Prints the last answer with its line breaks.
show() { [ ! -s "$answer" ] || sed 's/\\n/\
/g; s/\\t/  /g' "$answer" >&2; echo >&2; }

late() { [ "$(date +%s)" -ge "$end" ]; }

echo "register-connectors: waiting for the worker at $rest"
until [ "$(ask GET /health)" = 200 ]; do
  if late; then
    echo "register-connectors: gave up: the worker does not answer that it is well" >&2
    cat /tmp/curl.log >&2
    show
    exit 1
  fi
  sleep 3
done

register() {
  while :; do
    status=$(ask PUT "/connectors/$1/config" "$2")
    case $status in
    200 | 201)
      echo "register-connectors: $1: registered ($status)"
      [ "$status" = 201 ] || again "$1" || return 1
      return 0
      ;;
    # 409: the workers are sharing out the work again. 000, 500, 503, 504: they are busy or just starting.
    000 | 409 | 500 | 503 | 504) ;;
    *)
      echo "register-connectors: $1: the worker refuses the configuration ($status):" >&2
      show
      return 1
      ;;
    esac
    if late; then
      echo "register-connectors: $1: gave up: the worker answers $status:" >&2
      cat /tmp/curl.log >&2
      show
      return 1
    fi
    sleep 3
  done
}

# Restarts a connector that was there before. A PUT that changes nothing does not restart it: it would go on with an old
# password, stay failed, or say RUNNING of a worker that was killed.
again() {
  while :; do
    status=$(ask POST "/connectors/$1/restart?includeTasks=true&onlyFailed=false")
    case $status in
    200 | 202 | 204) return 0 ;;
    esac
    if late; then
      echo "register-connectors: $1: gave up: the worker answers $status to a restart:" >&2
      cat /tmp/curl.log >&2
      show
      return 1
    fi
    sleep 3
  done
}

# Waits until the connector and all its tasks are RUNNING eight times in a row: the status is at first that of the tasks
# before, and a sink finds out that the database takes nothing from it when it has joined its group and written, which takes
# it about ten seconds. FAILED counts when it is seen six times in a row, since that may be old as well:
# a worker gives a task five seconds to end.
settle() {
  steady=0
  failures=0
  while [ "$steady" -lt 8 ]; do
    status=$(ask GET "/connectors/$1/status")
    # The first state is the connector's, the others are the tasks'. Quotes within a trace are escaped and do not match.
    states=$(grep -o '"state":"[A-Z_]*"' "$answer" | cut -d '"' -f 4 | tr '\n' ' ')
    case "$status $states" in
    *FAILED*)
      steady=0
      failures=$((failures + 1))
      if [ "$failures" -ge 6 ]; then
        echo "register-connectors: $1: FAILED:" >&2
        show
        # The innermost cause comes last, far from the eye in a long trace.
        cause=$(sed 's/\\n/\
/g; s/\\"/"/g' "$answer" | sed -n 's/^Caused by: //p' | tail -n 1)
        echo "register-connectors: $1: FAILED: ${cause:-see above}" >&2
        return 1
      fi
      ;;
    '200 RUNNING RUNNING '*)
      failures=0
      steady=$((steady + 1))
      for state in $states; do
        [ "$state" = RUNNING ] || steady=0
      done
      ;;
    *)
      steady=0
      failures=0
      ;;
    esac
    if [ "$steady" -lt 8 ] && late; then
      echo "register-connectors: $1: gave up: ${states:-no state}($status):" >&2
      show
      return 1
    fi
    sleep 2
  done
  echo "register-connectors: $1: ${states}"
}

failed=0
for file in "$settings"/*.json; do
  name=$(basename "$file" .json)
  if register "$name" "$file" && settle "$name"; then continue; fi
  failed=1
done
[ "$failed" -eq 0 ] || exit 1

# A connector that was removed from the file would go on writing. All connectors of these workers are declared here.
if [ "$(ask GET /connectors)" = 200 ]; then
  { tr -d '[]" ' <"$answer" | tr ',' '\n' && echo; } >/tmp/registered
  while read -r name; do
    if [ -n "$name" ] && [ ! -f "$settings/$name.json" ]; then
      echo "register-connectors: $name: removed, since it is declared no longer ($(ask DELETE "/connectors/$name"))"
    fi
  done </tmp/registered
fi
echo "register-connectors: done"
