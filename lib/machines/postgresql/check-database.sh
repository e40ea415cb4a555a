# psql reads the query from standard input: on a command line, the shell of the machine would expand the name.
owned() {
  database=$(printf '%s' "$2" | sed "s/'/''/g")
  printf '%s\n' "select pg_get_userbyid(datdba) from pg_database where datname = '$database'" >"$scratch/question"
  owner=$(on "$1" 'runuser -u postgres -- psql -tA' <"$scratch/question") || return 1
  echo "${owner:-database $2 not found}"
  [ "$owner" = "$3" ]
}

# check_database MACHINE DATABASE OWNER
check_database() {
  check "database $2 on $1 belongs to $3" \
    "init.sql was not run, or not by a superuser" \
    "RUNBOOK.md, PostgreSQL" \
    owned "$1" "$2" "$3"
}
