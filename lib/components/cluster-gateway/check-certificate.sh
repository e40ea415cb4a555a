# about FILE: what a certificate says of itself, in a line.
about() {
  openssl x509 -in "$1" -noout -subject -issuer -enddate | tr '\n' ' '
}

# ask_certificate FROM ADDRESS HOST: prints what answers for a host. FROM is the machine that asks; empty for this computer.
ask_certificate() {
  asking="openssl s_client -connect $2:443 -servername $3 </dev/null 2>/dev/null"
  if [ -n "$1" ]; then on "$1" "$asking"; else sh -c "$asking"; fi
}

# get_served FROM NAMESPACE GATEWAY HOST: keeps the certificate that the Gateway serves for a host.
get_served() {
  rm -f "$scratch/served.pem"
  address=$(kube -n "$2" get gateway "$3" -o 'jsonpath={.status.addresses[0].value}' 2>&1) || {
    echo "$address"
    return 1
  }
  [ -n "$address" ] || {
    echo "Gateway $3 has no address"
    return 1
  }
  ask_certificate "$1" "$address" "$4" | openssl x509 -out "$scratch/served.pem" 2>/dev/null || {
    echo "no certificate from $address:443"
    return 1
  }
}

# get_secret NAMESPACE SECRET: keeps the certificate of a Secret.
get_secret() {
  rm -f "$scratch/secret.pem"
  encoded=$(kube -n "$1" get secret "$2" -o 'jsonpath={.data.tls\.crt}' 2>&1) || {
    echo "$encoded"
    return 1
  }
  echo "$encoded" | base64 -d | openssl x509 -out "$scratch/secret.pem" 2>/dev/null || {
    echo "no certificate in tls.crt"
    return 1
  }
}

# issued_by NAMESPACE SECRET ISSUER: cert-manager notes in the Secret which issuer made the certificate.
issued_by() {
  issuer=$(kube -n "$1" get secret "$2" -o 'jsonpath={.metadata.annotations.cert-manager\.io/issuer-name}' 2>&1)
  echo "$issuer"
  [ "$issuer" = "$3" ]
}

same_certificate() {
  about "$scratch/served.pem"
  cmp -s "$scratch/served.pem" "$scratch/secret.pem"
}

# fits HOST: the served certificate is for the host, and valid for another day at least.
fits() {
  about "$scratch/served.pem"
  openssl x509 -in "$scratch/served.pem" -noout -checkhost "$1" | grep -q 'does match' &&
    openssl x509 -in "$scratch/served.pem" -noout -checkend 86400 >/dev/null
}

# check_certificate FROM NAMESPACE GATEWAY HOST SECRET_NAMESPACE SECRET [ISSUER]: the chain from the Secret to what people get.
check_certificate() {
  from=$1 space=$2 gateway=$3 host=$4 secret_space=$5 secret=$6
  after="RUNBOOK.md, Find out which certificate is served"
  check "Secret $secret_space/$secret has a certificate for $host" \
    "nothing has issued it yet" \
    "kubectl -n $secret_space describe certificates,challenges" \
    get_secret "$secret_space" "$secret"
  [ $# -lt 7 ] || check "issuer $7 made it" \
    "the Certificate names another issuer, or cert-manager has not replaced the old certificate" \
    "kubectl -n $secret_space describe certificate $secret" \
    issued_by "$secret_space" "$secret" "$7"
  check "a certificate is served for $host" \
    "nothing serves the Gateway, its address is not announced, or openssl is not installed${from:+ on $from}" \
    "kubectl -n $space describe gateway $gateway" \
    get_served "$from" "$space" "$gateway" "$host"
  check "the one in the Secret is served for $host" \
    "what serves the Gateway has an older copy, or another listener answers" \
    "$after" \
    same_certificate
  check "it is for $host and valid for another day" \
    "it was issued for another host, or its renewal fails" \
    "$after" \
    fits "$host"
}
